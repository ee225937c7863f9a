using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace VodConsole.Core.Keys;

/// <summary>
/// A key ring sealed by a passphrase, big-endian:
/// <c>"VODKEYS1" | kdf u8 | alg u8 | iterations u32 | salt 32 | nonce 12 | length u32 | ct‖tag</c>, the header before the
/// ciphertext being its associated data. kdf 1 = PBKDF2-SHA256 over the passphrase's UTF-8 bytes in normal form C, alg 1 =
/// AES-256-GCM. Other versions begin with another magic.
/// </summary>
internal static class KeyRingSeal
{
    /// <summary>Iterations that exports are made with (OWASP's figure for PBKDF2-SHA256).</summary>
    public const int Iterations = 600_000;

    /// <summary>Bytes of a sealed file that are read at most.</summary>
    public const int SizeLimit = 1024 * 1024 + 1024;

    // Reading does this much work at most for a stranger's file.
    private const uint MostIterations = 2_000_000;

    private const byte Pbkdf2Sha256 = 1;
    private const byte Aes256Gcm = 1;
    private const int SaltLength = 32;
    private const int HeaderLength = 8 + 1 + 1 + 4 + SaltLength + WrappedKey.NonceLength + 4;

    private static ReadOnlySpan<byte> Magic => "VODKEYS1"u8;

    /// <summary>Seals <paramref name="content"/>.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> content, string passphrase)
    {
        var header = new byte[HeaderLength];
        var rest = header.AsSpan();
        Magic.CopyTo(rest);
        rest[8] = Pbkdf2Sha256;
        rest[9] = Aes256Gcm;
        BinaryPrimitives.WriteUInt32BigEndian(rest[10..], Iterations);
        RandomNumberGenerator.Fill(rest.Slice(14, SaltLength + WrappedKey.NonceLength));
        BinaryPrimitives.WriteUInt32BigEndian(rest[^4..], (uint)(content.Length + WrappedKey.TagLength));
        var key = Derive(passphrase, rest.Slice(14, SaltLength), Iterations);
        var nonce = rest.Slice(14 + SaltLength, WrappedKey.NonceLength).ToArray();
        return [.. header, .. LocalKeyRing.Seal(key, nonce, content, header)];
    }

    /// <summary>Opens a sealed file. The caller zeroes the result when done.</summary>
    /// <exception cref="CryptoRejectedException">Not such a file, of a version not known here, damaged, or another passphrase.</exception>
    public static byte[] Open(ReadOnlySpan<byte> file, string passphrase)
    {
        if (file.Length is < HeaderLength + WrappedKey.TagLength or > SizeLimit) throw new CryptoRejectedException("export of a wrong length");
        var header = file[..HeaderLength];
        if (!header[..8].SequenceEqual(Magic)) throw new CryptoRejectedException("not a key export of version 1");
        if (header[8] != Pbkdf2Sha256 || header[9] != Aes256Gcm) throw new CryptoRejectedException("unknown algorithms");
        var iterations = BinaryPrimitives.ReadUInt32BigEndian(header[10..]);
        if (iterations is 0 or > MostIterations) throw new CryptoRejectedException("iterations out of range");
        if (BinaryPrimitives.ReadUInt32BigEndian(header[^4..]) != file.Length - HeaderLength) throw new CryptoRejectedException("length does not add up");
        var key = Derive(passphrase, header.Slice(14, SaltLength), (int)iterations);
        return LocalKeyRing.Open(key, header.Slice(14 + SaltLength, WrappedKey.NonceLength).ToArray(), file[HeaderLength..], header);
    }

    private static byte[] Derive(string passphrase, ReadOnlySpan<byte> salt, int iterations) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormC)), salt, iterations, HashAlgorithmName.SHA256, KeyRing.KeyLength);
}
