using System.Security.Cryptography;

namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>
/// The secret that a key file carries and the server keeps wrapped (KFS). Random bytes and the operator's private key make it:
/// a weak private key does no harm, and the private key need not be kept.
/// </summary>
public static class KeyFileSecret
{
    /// <summary>Bytes.</summary>
    public const int Size = 32;

    /// <summary>HKDF-Extract (RFC 5869 §2.2) with SHA-256 of <paramref name="key"/>.</summary>
    /// <param name="key">The operator's private key.</param>
    /// <param name="salt">32 bytes from a cryptographic random source, used once and kept nowhere.</param>
    /// <returns>The secret; the caller zeroes it.</returns>
    public static byte[] Derive(AppDecryptKey key, ReadOnlySpan<byte> salt)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(salt.Length, KeyFileHeader.SaltSize, nameof(salt));
        var secret = new byte[Size];
        HKDF.Extract(HashAlgorithmName.SHA256, key.Bytes, salt, secret);
        return secret;
    }
}
