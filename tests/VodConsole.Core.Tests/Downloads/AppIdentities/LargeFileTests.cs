using System.Buffers.Binary;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Bench;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Samples;

namespace VodConsole.Core.Tests.Downloads.AppIdentities;

/// <summary>Apps of two gigabytes, most of them a hole in a file: only their ends are looked at.</summary>
public sealed class LargeFileTests : IDisposable
{
    private const long Hole = (2L << 30) - (1 << 20);

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"vodconsole-app-{Guid.NewGuid():N}");

    public static TheoryData<string, int> Apps => new() { { "v3.apk", 100 << 10 }, { "v1.apk", 300 << 10 }, { "app.ipa", 300 << 10 } };

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(Apps))]
    public async Task Reads_little_of_a_large_app(string name, int most)
    {
        var small = name switch
        {
            "v3.apk" => Apk((Scheme3, Signers3(Release))),
            "v1.apk" => JarSigned(Release),
            _ => Ipa(BinaryList(("CFBundleIdentifier", "com.example.player")), Profile("A.com.example.player")),
        };
        await using var stream = new WatchedStream(Enlarge(small));

        Assert.Single(await FindAsync(stream, name));

        Assert.InRange(stream.BytesRead, 1, most);
        Assert.InRange(stream.LargestRead, 1, 128 << 10);
    }

    [Fact]
    public async Task Reads_little_of_a_large_program()
    {
        var program = Program(Sign([1], Release));
        var table = BinaryPrimitives.ReadInt32LittleEndian(program.AsSpan(0x80 + 24 + 112 + 32));
        BinaryPrimitives.WriteUInt32LittleEndian(program.AsSpan(0x80 + 24 + 112 + 32), (uint)(table + Hole));
        await using var stream = new WatchedStream(Join(program[..table], program[table..]));

        Assert.Equal(WindowsOf(Release), Assert.Single(await FindAsync(stream, "player.exe")).Identity.Canonical);

        Assert.InRange(stream.BytesRead, 1, 16 << 10);
    }

    [Fact]
    public async Task Refuses_a_large_file_of_no_kind_after_its_first_bytes()
    {
        await using var stream = new WatchedStream(Join([1], [1]));

        var refusal = await Assert.ThrowsAsync<VodException>(() => FindAsync(stream, "disk.img"));

        Assert.Equal(ErrorCode.AppFileUnknown, refusal.Code);
        Assert.InRange(stream.BytesRead, 1, 16);
    }

    // Entries keep their offsets; only the directory, and a signing block before it, move behind the hole.
    private FileStream Enlarge(byte[] zip)
    {
        var end = zip.AsSpan(zip.Length - 22);
        var directory = (int)BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)(directory + Hole));
        var hasBlock = zip.AsSpan(0, directory).EndsWith("APK Sig Block 42"u8);
        var cut = hasBlock ? directory - 8 - (int)BinaryPrimitives.ReadInt64LittleEndian(zip.AsSpan(directory - 24)) : directory;
        return Join(zip[..cut], zip[cut..]);
    }

    private FileStream Join(byte[] head, byte[] tail)
    {
        var file = new FileStream(_path, FileMode.Create);
        file.Write(head);
        file.Position = head.Length + Hole;
        file.Write(tail);
        file.Position = 0;
        return file;
    }
}
