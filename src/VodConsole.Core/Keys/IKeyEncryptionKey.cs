namespace VodConsole.Core.Keys;

/// <summary>
/// Wraps keys under key-encryption keys that never leave their provider (<c>security-reliability.md</c> §2b).
/// Thread-safe. Implementations: a local key-ring file; later PKCS#11 and cloud key services.
/// </summary>
public interface IKeyEncryptionKey
{
    /// <summary>Makes <paramref name="bytes"/> random bytes and wraps them.</summary>
    Task<GeneratedKey> GenerateAsync(KeyPurpose purpose, ReadOnlyMemory<byte> associatedData, int bytes, CancellationToken cancellation);

    /// <summary>Wraps key material that was made elsewhere, such as a session key ring.</summary>
    Task<WrappedKey> WrapAsync(KeyPurpose purpose, ReadOnlyMemory<byte> plaintext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellation);

    /// <summary>Opens a wrapped key. The caller zeroes the result when done.</summary>
    /// <exception cref="CryptoRejectedException">Wrong key, purpose, associated data, or damaged.</exception>
    Task<byte[]> UnwrapAsync(KeyPurpose purpose, WrappedKey wrapped, ReadOnlyMemory<byte> associatedData, CancellationToken cancellation);

    /// <summary>Wraps the same key under the purpose's active version; a no-op when it already is.</summary>
    Task<WrappedKey> RewrapAsync(KeyPurpose purpose, WrappedKey wrapped, ReadOnlyMemory<byte> associatedData, CancellationToken cancellation);

    /// <summary>
    /// Derives <paramref name="bytes"/> bytes from the purpose's active key and <paramref name="info"/> (HKDF-SHA256), for MACs
    /// that every process of the installation must agree on.
    /// </summary>
    Task<DerivedKey> DeriveAsync(KeyPurpose purpose, string info, int bytes, uint? version, CancellationToken cancellation);
}

/// <summary>What a key-encryption key is for. A key of one purpose never opens what another wrapped.</summary>
public enum KeyPurpose
{
    /// <summary>Data keys of videos.</summary>
    Media,
    /// <summary>Playback tokens and signed URLs.</summary>
    Token,
    /// <summary>The key ring of sessions (ASP.NET Data Protection).</summary>
    Session,
    /// <summary>Secrets of key files, and the key that signs key files.</summary>
    KeyFile,
    /// <summary>The key that signs licences of downloads.</summary>
    LicenceSigning,
    /// <summary>Secrets of access keys.</summary>
    AccessKey,
    /// <summary>Data keys that are handed out to callers with a key service of their own.</summary>
    IssuedKey,
    /// <summary>Keys that sign event notifications.</summary>
    Callback,
    /// <summary>Secrets that accounts share with authenticator apps.</summary>
    SecondFactor,
}

/// <summary>A new key, in the clear and wrapped. Dispose zeroes the clear one; <c>ToString</c> never shows it.</summary>
/// <param name="plaintext">The key itself; memory only.</param>
/// <param name="wrapped">What may be stored.</param>
public sealed class GeneratedKey(byte[] plaintext, WrappedKey wrapped) : IDisposable
{
    /// <summary>The key itself; memory only.</summary>
    public byte[] Plaintext { get; } = plaintext;

    /// <summary>What may be stored.</summary>
    public WrappedKey Wrapped { get; } = wrapped;

    /// <inheritdoc/>
    public void Dispose() => System.Security.Cryptography.CryptographicOperations.ZeroMemory(Plaintext);

    /// <inheritdoc/>
    public override string ToString() => "***";
}

/// <summary>A MAC key and the version it came from, to be named in what it authenticates.</summary>
/// <param name="version">Version of the key-encryption key.</param>
/// <param name="key">The derived bytes; memory only.</param>
public sealed class DerivedKey(uint version, byte[] key)
{
    /// <summary>Version of the key-encryption key.</summary>
    public uint Version { get; } = version;

    /// <summary>The derived bytes; memory only.</summary>
    public byte[] Key { get; } = key;

    /// <inheritdoc/>
    public override string ToString() => "***";
}

/// <summary>Something encrypted did not open. Says nothing finer to callers, on purpose; the log has the reason.</summary>
/// <param name="reason">For the log only.</param>
public sealed class CryptoRejectedException(string reason) : Exception("The encrypted value was rejected.")
{
    /// <summary>For the log only.</summary>
    public string Reason { get; } = reason;
}
