using System.Runtime.Versioning;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Keys;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Keys;

public sealed class LocalKeyRingTests : IAsyncLifetime
{
    private static readonly byte[] Context = MediaKeyContext.For(Guid.NewGuid(), Guid.NewGuid());

    private readonly string root = Directory.CreateTempSubdirectory("vodconsole-keys-").FullName;
    private KeyRingFile file = null!;
    private LocalKeyRing keys = null!;

    public async Task InitializeAsync()
    {
        file = new KeyRingFile(new DataDirectory(root));
        await file.SaveAsync(KeyRing.Generate(TimeProvider.System), default);
        keys = new LocalKeyRing(file, new FakeTimeProvider());
    }

    public Task DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Opens_what_it_wrapped()
    {
        using var made = await keys.GenerateAsync(KeyPurpose.Media, Context, 16, default);

        Assert.Equal(16, made.Plaintext.Length);
        Assert.Equal(made.Plaintext, await keys.UnwrapAsync(KeyPurpose.Media, WrappedKey.Parse(made.Wrapped.ToBytes()), Context, default));
    }

    [Fact]
    public async Task Refuses_a_wrapped_key_that_was_moved_to_another_video()
    {
        using var made = await keys.GenerateAsync(KeyPurpose.Media, Context, 16, default);
        var elsewhere = MediaKeyContext.For(Guid.NewGuid(), Guid.NewGuid());

        await Assert.ThrowsAsync<CryptoRejectedException>(() => keys.UnwrapAsync(KeyPurpose.Media, made.Wrapped, elsewhere, default));
    }

    [Fact]
    public async Task Refuses_a_key_of_another_purpose()
    {
        using var made = await keys.GenerateAsync(KeyPurpose.Media, Context, 16, default);

        await Assert.ThrowsAsync<CryptoRejectedException>(() => keys.UnwrapAsync(KeyPurpose.Session, made.Wrapped, Context, default));
        await Assert.ThrowsAsync<CryptoRejectedException>(() =>
            keys.UnwrapAsync(KeyPurpose.Session, made.Wrapped with { KekId = "session" }, Context, default));
    }

    [Fact]
    public async Task Refuses_any_flipped_bit_of_the_ciphertext()
    {
        using var made = await keys.GenerateAsync(KeyPurpose.Media, Context, 16, default);
        for (var bit = 0; bit < made.Wrapped.Ciphertext.Length * 8; bit++)
        {
            var damaged = (byte[])made.Wrapped.Ciphertext.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            await Assert.ThrowsAsync<CryptoRejectedException>(() =>
                keys.UnwrapAsync(KeyPurpose.Media, made.Wrapped with { Ciphertext = damaged }, Context, default));
        }
    }

    [Theory]
    [InlineData(2, 1, 1u)]
    [InlineData(1, 9, 1u)]
    [InlineData(1, 1, 2u)]
    public async Task Refuses_an_unknown_provider_algorithm_or_version(byte provider, byte algorithm, uint version)
    {
        using var made = await keys.GenerateAsync(KeyPurpose.Media, Context, 16, default);
        var changed = made.Wrapped with { Provider = provider, Algorithm = algorithm, KekVersion = version };

        await Assert.ThrowsAsync<CryptoRejectedException>(() => keys.UnwrapAsync(KeyPurpose.Media, changed, Context, default));
    }

    [Fact]
    public async Task Says_where_the_missing_key_ring_belongs()
    {
        File.Delete(file.Path);

        var refusal = await Assert.ThrowsAsync<VodException>(() => keys.GenerateAsync(KeyPurpose.Media, Context, 16, default));

        Assert.Equal(ErrorCode.KeyRingMissing, refusal.Code);
        Assert.Contains(file.Path, refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file.Path));
    }

    [Fact]
    public async Task Derives_the_same_key_in_every_process_and_another_for_each_use()
    {
        var other = new LocalKeyRing(file, TimeProvider.System);
        var first = await keys.DeriveAsync(KeyPurpose.Token, "playauth", 32, null, default);

        Assert.Equal(first.Key, (await other.DeriveAsync(KeyPurpose.Token, "playauth", 32, first.Version, default)).Key);
        Assert.NotEqual(first.Key, (await keys.DeriveAsync(KeyPurpose.Token, "url", 32, null, default)).Key);
        Assert.NotEqual(first.Key, (await keys.DeriveAsync(KeyPurpose.Session, "playauth", 32, null, default)).Key);
    }

    [SkippableFact, UnsupportedOSPlatform("windows")]
    public void Keeps_the_file_readable_by_its_owner_only()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix file modes");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(file.Path)!));
    }

    [Fact]
    public void Reproduces_the_published_vector()
    {
        var kek = Convert.FromHexString("5471a97f293bd61058f3b678c2b4c31d1156cf5df3bd33118ccb5eb1116ecb40");
        var dek = Convert.FromHexString("000102030405060708090a0b0c0d0e0f");
        var nonce = Convert.FromHexString("dcf8c6fd17a8513f3efcd80f");
        var aad = MediaKeyContext.For(new Guid("e7f71328c72146fd80a651e5553386c1"), new Guid("2f23617ca33c4b488e5ace9895921339"));

        Assert.Equal(
            "766f642d64656b2f7631000001e7f71328c72146fd80a651e5553386c12f23617ca33c4b488e5ace98959213390001000a686c732d616573313238",
            Convert.ToHexStringLower(aad));
        Assert.Equal(
            "5c6b5c3c0477d50ff4bfa6ad4ca4f9732e27482a1fa55330f98286955737cb63",
            Convert.ToHexStringLower(LocalKeyRing.Seal(kek, nonce, dek, aad)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"format":"vod-keyring/2","keys":[]}""")]
    [InlineData("""{"format":"vod-keyring/1","keys":[{"purpose":"media","version":1,"state":"active","createdAt":"2026-01-01T00:00:00Z","key":"AAAA"}]}""")]
    [InlineData("""{"format":"vod-keyring/1","keys":[{"purpose":"coffee","version":1,"state":"active","createdAt":"2026-01-01T00:00:00Z","key":"AAAA"}]}""")]
    public async Task Refuses_a_damaged_key_ring_file(string content)
    {
        await File.WriteAllBytesAsync(file.Path, Encoding.UTF8.GetBytes(content));

        await Assert.ThrowsAsync<CryptoRejectedException>(() => keys.WrapAsync(KeyPurpose.Media, new byte[16], Context, default));
    }
}
