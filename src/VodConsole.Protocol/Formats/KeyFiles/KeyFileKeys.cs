using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>The keys of one file, derived from its header, the app's identity and, in two-part mode, the private key. Used once; zeroed when disposed of.</summary>
internal sealed class KeyFileKeys : IDisposable
{
    private const int KeySize = 32, NonceSize = 12;
    private const int Size = KeySize + NonceSize + KeyFileLayout.CommitmentSize;

    private readonly byte[] bytes = new byte[Size];

    /// <summary>Derives the keys.</summary>
    /// <param name="header">What <paramref name="headerBytes"/> say.</param>
    /// <param name="headerBytes">All 96 bytes, which the keys are bound to.</param>
    /// <param name="identity">The app.</param>
    /// <param name="key">The private key; needed unless the header says <see cref="KeyFileKdf.None"/>, else not looked at.</param>
    public KeyFileKeys(KeyFileHeader header, ReadOnlySpan<byte> headerBytes, AppIdentity identity, AppDecryptKey? key)
    {
        var canonical = identity.Canonical;
        Span<byte> stretched = stackalloc byte[header.Kdf == KeyFileKdf.None ? 0 : KeySize];
        Span<byte> material = stackalloc byte[2 + canonical.Length + 2 + stretched.Length];
        Span<byte> root = stackalloc byte[KeySize];
        if (header.Kdf == KeyFileKdf.Pbkdf2)
            Rfc2898DeriveBytes.Pbkdf2(key!.Bytes, header.Salt.Span, stretched, header.Iterations, HashAlgorithmName.SHA256);
        BinaryPrimitives.WriteUInt16BigEndian(material, (ushort)canonical.Length);
        Encoding.ASCII.GetBytes(canonical, material[2..]);
        BinaryPrimitives.WriteUInt16BigEndian(material[(2 + canonical.Length)..], (ushort)stretched.Length);
        stretched.CopyTo(material[(4 + canonical.Length)..]);
        HKDF.Extract(HashAlgorithmName.SHA256, material, header.Salt.Span, root);
        // The platform's Expand takes no key shorter than the hash. Here it is just as long.
        HKDF.Expand(HashAlgorithmName.SHA256, root, bytes, [.. "vod-keyfile/v1\0"u8, .. headerBytes]);
        CryptographicOperations.ZeroMemory(stretched);
        CryptographicOperations.ZeroMemory(material);
        CryptographicOperations.ZeroMemory(root);
    }

    /// <summary>Tells whether these are the keys of a file before its ciphertext is touched; says nothing about them.</summary>
    public ReadOnlySpan<byte> Commitment => bytes.AsSpan(KeySize + NonceSize);

    /// <summary>Encrypts into as many bytes and the tag, header authenticated with it.</summary>
    public void Seal(ReadOnlySpan<byte> header, ReadOnlySpan<byte> clear, Span<byte> sealedBytes)
    {
        using var cipher = new AesGcm(bytes.AsSpan(0, KeySize), KeyFileLayout.TagSize);
        cipher.Encrypt(bytes.AsSpan(KeySize, NonceSize), clear, sealedBytes[..clear.Length], sealedBytes[clear.Length..], header);
    }

    /// <summary>Undoes <see cref="Seal"/>; false when anything was changed.</summary>
    public bool TryOpen(ReadOnlySpan<byte> header, ReadOnlySpan<byte> sealedBytes, Span<byte> clear)
    {
        using var cipher = new AesGcm(bytes.AsSpan(0, KeySize), KeyFileLayout.TagSize);
        try
        {
            cipher.Decrypt(bytes.AsSpan(KeySize, NonceSize), sealedBytes[..clear.Length], sealedBytes[clear.Length..], clear, header);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(bytes);
}
