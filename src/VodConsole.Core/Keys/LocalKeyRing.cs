using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Keys;

/// <summary>
/// Key-encryption keys in a local file (<see cref="KeyRingFile"/>): AES-256-GCM with a random nonce, and HKDF-SHA256 for derived
/// keys. Thread-safe. It never makes a ring; that is the start-up check's decision.
/// </summary>
internal sealed class LocalKeyRing(KeyRingFile file, TimeProvider clock) : IKeyEncryptionKey
{
    private const byte LocalProvider = 1;
    private const byte Aes256Gcm = 1;

    private readonly ConcurrentDictionary<(KeyRingEntry Kek, string Info, int Bytes), DerivedKey> derived = new();
    private volatile KeyRing? loaded;

    public async Task<GeneratedKey> GenerateAsync(
        KeyPurpose purpose, ReadOnlyMemory<byte> associatedData, int bytes, CancellationToken cancellation)
    {
        var plaintext = RandomNumberGenerator.GetBytes(bytes);
        return new GeneratedKey(plaintext, await WrapAsync(purpose, plaintext, associatedData, cancellation));
    }

    public async Task<WrappedKey> WrapAsync(
        KeyPurpose purpose, ReadOnlyMemory<byte> plaintext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellation)
    {
        var kek = (await LoadAsync(cancellation)).Active(purpose);
        var nonce = RandomNumberGenerator.GetBytes(WrappedKey.NonceLength);
        return new WrappedKey(
            LocalProvider, NameOf(purpose), kek.Version, Aes256Gcm, nonce,
            Seal(kek.Key, nonce, plaintext.Span, associatedData.Span), clock.GetUtcNow().ToUnixTimeSeconds());
    }

    public async Task<byte[]> UnwrapAsync(
        KeyPurpose purpose, WrappedKey wrapped, ReadOnlyMemory<byte> associatedData, CancellationToken cancellation)
    {
        if (wrapped.Provider != LocalProvider) throw new CryptoRejectedException("another provider wrapped this");
        if (wrapped.Algorithm != Aes256Gcm) throw new CryptoRejectedException("unknown algorithm");
        if (wrapped.KekId != NameOf(purpose)) throw new CryptoRejectedException("wrapped for another purpose");
        var kek = await FindAsync(purpose, wrapped.KekVersion, cancellation);
        return Open(kek.Key, wrapped.Nonce, wrapped.Ciphertext, associatedData.Span);
    }

    public async Task<WrappedKey> RewrapAsync(
        KeyPurpose purpose, WrappedKey wrapped, ReadOnlyMemory<byte> associatedData, CancellationToken cancellation)
    {
        if (wrapped.KekVersion == (await LoadAsync(cancellation)).Active(purpose).Version) return wrapped;
        var plaintext = await UnwrapAsync(purpose, wrapped, associatedData, cancellation);
        try
        {
            return await WrapAsync(purpose, plaintext, associatedData, cancellation);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    public async Task<DerivedKey> DeriveAsync(
        KeyPurpose purpose, string info, int bytes, uint? version, CancellationToken cancellation)
    {
        var kek = version is { } wanted
            ? await FindAsync(purpose, wanted, cancellation)
            : (await LoadAsync(cancellation)).Active(purpose);
        // Every token and every signed address needs one of a handful of these, and they are as secret as the key beside them.
        return derived.GetOrAdd((kek, info, bytes), static (of, name) => new DerivedKey(of.Kek.Version, HKDF.DeriveKey(
            HashAlgorithmName.SHA256, of.Kek.Key, of.Bytes, Encoding.ASCII.GetBytes($"vod-{name}/v1"), Encoding.ASCII.GetBytes(of.Info))), NameOf(purpose));
    }

    /// <summary>AES-256-GCM; the result is ciphertext and tag.</summary>
    internal static byte[] Seal(byte[] key, byte[] nonce, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        var sealedBytes = new byte[plaintext.Length + WrappedKey.TagLength];
        using var gcm = new AesGcm(key, WrappedKey.TagLength);
        gcm.Encrypt(nonce, plaintext, sealedBytes.AsSpan(0, plaintext.Length), sealedBytes.AsSpan(plaintext.Length), associatedData);
        return sealedBytes;
    }

    /// <summary>Opens <see cref="Seal"/>.</summary>
    internal static byte[] Open(byte[] key, byte[] nonce, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associatedData)
    {
        if (sealedBytes.Length < WrappedKey.TagLength) throw new CryptoRejectedException("shorter than its tag");
        var plaintext = new byte[sealedBytes.Length - WrappedKey.TagLength];
        using var gcm = new AesGcm(key, WrappedKey.TagLength);
        try
        {
            gcm.Decrypt(nonce, sealedBytes[..plaintext.Length], sealedBytes[plaintext.Length..], plaintext, associatedData);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new CryptoRejectedException("wrong key, wrong associated data, or damaged");
        }

        return plaintext;
    }

    private static string NameOf(KeyPurpose purpose) => purpose switch
    {
        KeyPurpose.Media => "media",
        KeyPurpose.Token => "token",
        KeyPurpose.Session => "session",
        KeyPurpose.KeyFile => "keyfile",
        KeyPurpose.LicenceSigning => "licence-sign",
        KeyPurpose.AccessKey => "access-key",
        KeyPurpose.IssuedKey => "issued-key",
        KeyPurpose.Callback => "callback",
        KeyPurpose.SecondFactor => "second-factor",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    private async Task<KeyRing> LoadAsync(CancellationToken cancellation) => loaded ??= await ReadAsync(cancellation);

    private async Task<KeyRingEntry> FindAsync(KeyPurpose purpose, uint version, CancellationToken cancellation)
    {
        if ((await LoadAsync(cancellation)).Find(purpose, version) is { } known) return known;
        // Another process may have added a version since this one read the file.
        loaded = await ReadAsync(cancellation);
        return loaded.Find(purpose, version)
            ?? throw new CryptoRejectedException($"the key ring has no version {version} for {purpose}");
    }

    private async Task<KeyRing> ReadAsync(CancellationToken cancellation) =>
        await file.LoadAsync(cancellation) ?? throw new VodException(ErrorCode.KeyRingMissing, file.Path);
}
