using System.Security.Cryptography;

namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>Writes key files (<c>encryptedApp.dat</c>, version 1). What it writes, <see cref="KeyFileReader"/> opens. Thread-safe.</summary>
public static class KeyFileWriter
{
    /// <summary>Writes one file.</summary>
    /// <param name="draft">What goes into it.</param>
    /// <param name="signer">The signing key.</param>
    /// <returns>The file. Two calls with the same draft differ in the signature only.</returns>
    /// <exception cref="ArgumentException">A value of the draft is out of its range, or the file would be larger than 64 KiB.</exception>
    public static byte[] Write(KeyFileDraft draft, KeyFileSigner signer)
    {
        Check(draft);
        var size = KeyFileFields.SizeOf(draft.Payload);
        var file = new byte[KeyFileLayout.Overhead + size + KeyFileLayout.TagSize];
        if (file.Length > KeyFileReader.SizeLimit)
            throw new ArgumentException("The payload is too large for a key file.", nameof(draft));
        var header = HeaderOf(draft, signer, size + KeyFileLayout.TagSize);
        var headerBytes = file.AsSpan(0, KeyFileHeader.Size);
        header.Write(headerBytes);
        var clear = new byte[size];
        KeyFileFields.Write(draft.Payload, clear);
        using (var keys = new KeyFileKeys(header, headerBytes, draft.Payload.Identity, draft.PrivateKey))
        {
            keys.Commitment.CopyTo(file.AsSpan(KeyFileHeader.Size));
            keys.Seal(headerBytes, clear, file.AsSpan(KeyFileLayout.CiphertextAt, header.CiphertextLength));
        }

        CryptographicOperations.ZeroMemory(clear);
        signer.Sign(file.AsSpan(..^KeyFileLayout.SignatureSize), file.AsSpan(^KeyFileLayout.SignatureSize..));
        return file;
    }

    private static void Check(KeyFileDraft draft)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(draft.Salt.Length, KeyFileHeader.SaltSize, nameof(draft));
        ArgumentOutOfRangeException.ThrowIfLessThan(draft.IssuedAt, DateTimeOffset.UnixEpoch, nameof(draft));
        ArgumentOutOfRangeException.ThrowIfLessThan(draft.Iterations, 1, nameof(draft));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draft.Iterations, KeyFileHeader.IterationLimit, nameof(draft));
        if (draft.Payload.NotAfter < DateTimeOffset.UnixEpoch || draft.Payload.LicenceUrl is { } url && !KeyFileFields.IsLicenceUrl(url))
            throw new ArgumentException("The licence address is by HTTP or HTTPS, and the end of validity is after 1970.", nameof(draft));
    }

    private static KeyFileHeader HeaderOf(KeyFileDraft draft, KeyFileSigner signer, int ciphertextLength) => new()
    {
        Platform = draft.Payload.Identity.Platform,
        Kdf = draft.PrivateKey is null ? KeyFileKdf.None : KeyFileKdf.Pbkdf2,
        KeyFileId = draft.KeyFileId,
        Salt = draft.Salt,
        IssuedAt = draft.IssuedAt,
        Iterations = draft.PrivateKey is null ? 0 : draft.Iterations,
        SignerId = signer.Id,
        CiphertextLength = ciphertextLength,
    };
}
