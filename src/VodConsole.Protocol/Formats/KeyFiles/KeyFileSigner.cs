using System.Security.Cryptography;

namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>
/// Signs key files with ECDSA on P-256. Apps are built with the public key and accept no file of another signer. It is as thread-safe
/// as what it was made with: an <see cref="ECDsa"/> is not.
/// </summary>
public sealed class KeyFileSigner
{
    private readonly byte[] publicKey;
    private readonly Func<byte[], byte[]> sign;

    /// <summary>Signs by <paramref name="sign"/>, for keys that lie elsewhere.</summary>
    /// <param name="publicKey">The public key (DER, SubjectPublicKeyInfo).</param>
    /// <param name="sign">Takes a SHA-256 and gives the signature as r and s of 32 bytes each (IEEE P1363).</param>
    /// <exception cref="ArgumentException">The key is no P-256 key.</exception>
    public KeyFileSigner(ReadOnlySpan<byte> publicKey, Func<byte[], byte[]> sign)
    {
        if (!P256PublicKey.IsOne(publicKey))
            throw new ArgumentException("Key files are signed with P-256.", nameof(publicKey));
        (this.publicKey, this.sign, Id) = (publicKey.ToArray(), sign, IdOf(publicKey));
    }

    /// <summary>Signs with <paramref name="key"/>, which stays the caller's to dispose of.</summary>
    /// <exception cref="ArgumentException">The key is no P-256 key.</exception>
    public KeyFileSigner(ECDsa key) : this(key.ExportSubjectPublicKeyInfo(), hash => key.SignHash(hash))
    {
    }

    /// <summary>What files name the key by: the first 8 bytes of the SHA-256 of <see cref="PublicKey"/>, 16 hex digits.</summary>
    public string Id { get; }

    /// <summary>The public key (DER, SubjectPublicKeyInfo).</summary>
    public ReadOnlyMemory<byte> PublicKey => publicKey;

    /// <summary>The <see cref="Id"/> of a public key (DER, SubjectPublicKeyInfo).</summary>
    public static string IdOf(ReadOnlySpan<byte> publicKey) =>
        Convert.ToHexStringLower(SHA256.HashData(publicKey).AsSpan(0, KeyFileHeader.SignerIdSize));

    internal void Sign(ReadOnlySpan<byte> body, Span<byte> signature)
    {
        var made = sign(Hash(body));
        if (made.Length != KeyFileLayout.SignatureSize)
            throw new CryptographicException("A signature has 64 bytes.");
        made.CopyTo(signature);
    }

    /// <summary>What is signed: the hash of a context of its own and of everything before the signature.</summary>
    internal static byte[] Hash(ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("vod-keyfile/v1/sig\0"u8);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
