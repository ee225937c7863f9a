using System.Security.Cryptography;

namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>
/// Opens key files (<c>encryptedApp.dat</c>, version 1) of the signers that it was made with. It takes files of anyone: the signature is
/// verified before anything that has a length of its own is looked at. Thread-safe.
/// </summary>
/// <param name="signers">
/// The public keys (DER, SubjectPublicKeyInfo) whose files are accepted: those that an app was built with. Several while they are
/// replaced.
/// </param>
public sealed class KeyFileReader(params IReadOnlyList<ReadOnlyMemory<byte>> signers)
{
    /// <summary>Bytes of a file at most.</summary>
    public const int SizeLimit = 64 * 1024;

    private readonly ILookup<string, ReadOnlyMemory<byte>> signers = signers.ToLookup(IdOf);

    /// <summary>Opens a file as the app of <paramref name="identity"/> does.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="identity">The app.</param>
    /// <param name="key">The private key, for a file in two-part mode; for others it is not looked at.</param>
    /// <returns>What is sealed in it; the caller disposes of it.</returns>
    /// <exception cref="KeyFileException">It is refused, and why.</exception>
    public KeyFilePayload Open(ReadOnlySpan<byte> file, AppIdentity identity, AppDecryptKey? key = null)
    {
        var header = ReadHeader(file);
        if (!signers.Contains(header.SignerId)) throw new KeyFileException(KeyFileFault.UnknownSigner);
        if (!IsSigned(header, file)) throw new KeyFileException(KeyFileFault.BadSignature);
        if (header.Kdf != KeyFileKdf.None && key is null) throw new KeyFileException(KeyFileFault.PrivateKeyRequired);
        var headerBytes = file[..KeyFileHeader.Size];
        using var keys = new KeyFileKeys(header, headerBytes, identity, key);
        var commitment = file.Slice(KeyFileHeader.Size, KeyFileLayout.CommitmentSize);
        if (!CryptographicOperations.FixedTimeEquals(commitment, keys.Commitment))
            throw new KeyFileException(header.Kdf == KeyFileKdf.None ? KeyFileFault.WrongApp : KeyFileFault.WrongAppOrPrivateKey);
        var clear = new byte[header.CiphertextLength - KeyFileLayout.TagSize];
        try
        {
            if (!keys.TryOpen(headerBytes, file.Slice(KeyFileLayout.CiphertextAt, header.CiphertextLength), clear))
                throw new KeyFileException(KeyFileFault.SealBroken);
            return KeyFileFields.Read(clear, identity);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <summary>Reads what anyone may know of a file, whatever app it is for.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>Its envelope. Unless the signature is valid, whoever made the file chose what that says.</returns>
    /// <exception cref="KeyFileException">It is no key file of this version, or not a whole one.</exception>
    public KeyFileEnvelope ReadEnvelope(ReadOnlySpan<byte> file)
    {
        var header = ReadHeader(file);
        var signature = !signers.Contains(header.SignerId) ? KeyFileSignature.UnknownSigner
            : IsSigned(header, file) ? KeyFileSignature.Valid : KeyFileSignature.Invalid;
        return new(header, Fingerprint(file), signature);
    }

    /// <summary>The name of a file's exact bytes: their SHA-256, 64 hex digits in lower case.</summary>
    public static string Fingerprint(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private static KeyFileHeader ReadHeader(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty) throw new KeyFileException(KeyFileFault.Empty);
        var begun = Math.Min(file.Length, KeyFileHeader.Magic.Length);
        if (!file[..begun].SequenceEqual(KeyFileHeader.Magic[..begun]))
            throw new KeyFileException(LooksLikeText(file) ? KeyFileFault.DamagedAsText : KeyFileFault.BadMagic);
        if (file.Length > SizeLimit) throw new KeyFileException(KeyFileFault.TooLarge);
        if (file.Length < KeyFileHeader.Size) throw new KeyFileException(KeyFileFault.Truncated);
        var header = KeyFileHeader.Read(file);
        var length = KeyFileLayout.Overhead + header.CiphertextLength;
        if (file.Length < length) throw new KeyFileException(KeyFileFault.Truncated);
        if (file.Length > length) throw new KeyFileException(KeyFileFault.TrailingBytes);
        return header;
    }

    private static string IdOf(ReadOnlyMemory<byte> key) =>
        P256PublicKey.IsOne(key.Span) ? KeyFileSigner.IdOf(key.Span) : throw new ArgumentException("Key files are signed with P-256.", nameof(key));

    /// <summary>The name is there, and around it something has replaced a byte above 127 or a line end.</summary>
    private static bool LooksLikeText(ReadOnlySpan<byte> file) => file[..Math.Min(file.Length, 8)].IndexOf("VKF"u8) >= 0;

    private bool IsSigned(KeyFileHeader header, ReadOnlySpan<byte> file)
    {
        var hash = KeyFileSigner.Hash(file[..^KeyFileLayout.SignatureSize]);
        foreach (var signer in signers[header.SignerId])
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(signer.Span, out _);
            if (key.VerifyHash(hash, file[^KeyFileLayout.SignatureSize..])) return true;
        }

        return false;
    }
}
