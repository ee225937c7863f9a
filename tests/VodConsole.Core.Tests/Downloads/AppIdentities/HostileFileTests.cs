using System.Buffers.Binary;
using CsCheck;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Bench;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Samples;

namespace VodConsole.Core.Tests.Downloads.AppIdentities;

/// <summary>Whatever the bytes: an identifier or a refusal, few reads, little memory, and an end.</summary>
public sealed class HostileFileTests
{
    private const string Password = "password";

    private static readonly long[] Absurd = [0, 1, -1, int.MaxValue, uint.MaxValue, long.MaxValue, long.MinValue];

    private static readonly Dictionary<string, byte[]> Files = new()
    {
        ["v2.apk"] = Apk((Scheme2, Signers2(Release))),
        ["v3.apk"] = Apk((Scheme3, Signers3(Release, Other, Release))),
        ["v1.apk"] = JarSigned(Release),
        ["xml.ipa"] = Ipa(XmlList(("CFBundleIdentifier", "com.example.player")), Profile("A.com.example.player")),
        ["binary.ipa"] = Ipa(BinaryList(("CFBundleIdentifier", "com.example.player"))),
        ["Info.plist"] = BinaryList(("CFBundleIdentifier", "com.example.player"), ("CFBundleName", "播放器")),
        ["signed.exe"] = Program(SignTwice(Release, Other)),
        ["one.cer"] = Release.RawData,
        ["one.p12"] = Pkcs12(Password, 1, Release),
        ["one.jks"] = Jks(Password, ("release", true, [Release, Other]), ("ca", false, [Other])),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Refuses_a_file_that_is_cut_off_anywhere(string name)
    {
        var whole = Files[name];
        for (var length = 1; length < whole.Length; length += Math.Max(1, whole.Length / 300))
        {
            var cut = whole[..length];
            var refusal = await Record.ExceptionAsync(() => FindAsync(cut, name, Password));
            Assert.True(refusal is VodException, $"{name} cut to {length} of {whole.Length} bytes: {refusal}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Finds_or_refuses_when_bytes_are_changed(string name)
    {
        var whole = Files[name];
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            var changed = (byte[])whole.Clone();
            foreach (var (at, value) in changes) changed[at] = value;
            return EndsWellAsync(changed, name).GetAwaiter().GetResult();
        }, iter: 1000, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Finds_or_refuses_when_a_length_becomes_absurd(string name)
    {
        var whole = Files[name];
        Gen.Select(Gen.Int[0, whole.Length - 9], Gen.Int[0, Absurd.Length - 1], Gen.Bool)
            .Sample((at, which, wide) =>
            {
                var value = Absurd[which];
                var changed = (byte[])whole.Clone();
                if (wide) BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(at), value);
                else BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(at), (uint)value);
                return EndsWellAsync(changed, name).GetAwaiter().GetResult();
            }, iter: 500, threads: 1);
    }

    [Theory]
    [InlineData("META-INF/CERT.RSA")]
    [InlineData("Payload/Player.app/Info.plist")]
    [InlineData("Payload/Player.app/embedded.mobileprovision")]
    public async Task Refuses_a_zip_bomb_that_says_what_it_is(string entry)
    {
        await RefuseAsync(ErrorCode.AppFilePartTooLarge, Zip((entry, new byte[64 << 20])));
    }

    [Fact]
    public async Task Refuses_a_zip_bomb_that_claims_to_be_small_without_unpacking_it()
    {
        var bomb = Zip(("Payload/Player.app/Info.plist", new byte[512 << 20]));
        BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(DirectoryOf(bomb) + 24), 100);
        var before = GC.GetAllocatedBytesForCurrentThread();

        await RefuseAsync(ErrorCode.AppFilePartTooLarge, bomb);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40 << 20);
    }

    [Fact]
    public async Task Refuses_an_encrypted_archive()
    {
        var zip = Zip(("Payload/Player.app/Info.plist", XmlList(("CFBundleIdentifier", "com.example.player"))));
        zip[DirectoryOf(zip) + 8] |= 1;

        await RefuseAsync(ErrorCode.AppFileEncrypted, zip);
    }

    [Fact]
    public async Task Refuses_a_file_over_the_limit_before_reading_any_of_it()
    {
        await using var file = new WatchedStream(new MemoryStream(new byte[2000]));

        var refusal = await Assert.ThrowsAsync<VodException>(
            () => Finder(maxBytes: 1024).FindAsync(Actor.CommandLine, "app.apk", file, null, CancellationToken.None));

        Assert.Equal((ErrorCode.AppFileTooLarge, 0), (refusal.Code, file.BytesRead));
    }

    [Fact]
    public async Task Refuses_a_keystore_of_four_gigabytes_of_certificates()
    {
        var store = Jks(Password, ("release", true, [Release]));
        var at = store.AsSpan().IndexOf(Release.RawData) - 4;
        BinaryPrimitives.WriteUInt32BigEndian(store.AsSpan(at), uint.MaxValue);

        await RefuseAsync(ErrorCode.AppFileDamaged, store);
    }

    [Fact]
    public Task Refuses_a_signing_block_of_a_million_pairs() =>
        RefuseAsync(ErrorCode.AppFileDamaged, Apk([.. Enumerable.Range(0, 100_000).Select(number => ((uint)number, Array.Empty<byte>()))]));

    private static int DirectoryOf(byte[] zip) => (int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(zip.Length - 6));

    private static async Task<bool> EndsWellAsync(byte[] file, string name)
    {
        await using var stream = new WatchedStream(new MemoryStream(file));
        try
        {
            Assert.NotEmpty(await FindAsync(stream, name, Password));
        }
        catch (VodException)
        {
            // A refusal is as good.
        }

        Assert.InRange(stream.BytesRead, 0, 4L * file.Length + (128 << 10));
        return true;
    }
}
