using System.Buffers.Binary;
using System.Security.Cryptography;
using VodConsole.Protocol.Formats.KeyFiles;
using static VodConsole.Protocol.Tests.Formats.KeyFiles.KeyFileForge;

namespace VodConsole.Protocol.Tests.Formats.KeyFiles;

/// <summary>
/// Key files with one fault each and what they are to be refused for. All of them are signed with the test key, so that the signature
/// hides nothing, except where the signature is the fault.
/// </summary>
internal static class KeyFileCorpus
{
    public static IReadOnlyDictionary<string, (byte[] File, KeyFileFault Fault)> Files { get; } = All().ToDictionary(item => item.Name, item => (item.File, item.Fault));

    private static IEnumerable<(string Name, byte[] File, KeyFileFault Fault)> All() => [.. Outside(), .. HeaderFaults(), .. Signatures(), .. Sealed(), .. Fields()];

    private static IEnumerable<(string, byte[], KeyFileFault)> Outside()
    {
        var vector = KeyFileVector.File();
        yield return ("empty", [], KeyFileFault.Empty);
        yield return ("a ZIP archive", [.. "PK\u0003\u0004"u8, .. vector[4..]], KeyFileFault.BadMagic);
        yield return ("bad magic", vector.Signed(file => file[1] = (byte)'X'), KeyFileFault.BadMagic);
        yield return ("line ends made CRLF", [.. vector.SelectMany(value => value == 0x0A ? new byte[] { 0x0D, 0x0A } : [value])], KeyFileFault.DamagedAsText);
        yield return ("line ends made LF", [.. vector.Where((value, at) => value != 0x0D || vector[at + 1] != 0x0A)], KeyFileFault.DamagedAsText);
        yield return ("high bits cleared", [.. vector.Select(value => (byte)(value & 0x7F))], KeyFileFault.DamagedAsText);
        yield return ("read as UTF-8", [0xEF, 0xBF, 0xBD, .. vector[1..]], KeyFileFault.DamagedAsText);
        yield return ("64 KiB and a byte", [.. vector, .. new byte[64 * 1024 + 1 - vector.Length]], KeyFileFault.TooLarge);
        yield return ("a trailing byte", [.. vector, 0], KeyFileFault.TrailingBytes);
        yield return ("a trailing byte, signed", SignedBody([.. vector[..^64], 0]), KeyFileFault.TrailingBytes);
        yield return ("its last byte missing", vector[..^1], KeyFileFault.Truncated);
    }

    private static IEnumerable<(string, byte[], KeyFileFault)> HeaderFaults()
    {
        yield return Set8("version 0", 9, 0, KeyFileFault.UnsupportedVersion);
        yield return Set8("version 2", 9, 2, KeyFileFault.UnsupportedVersion);
        yield return Set8("version 257", 8, 1, KeyFileFault.UnsupportedVersion);
        yield return Set8("header_len 95", 11, 95, KeyFileFault.BadHeaderLength);
        yield return Set8("header_len 97", 11, 97, KeyFileFault.BadHeaderLength);
        yield return Set8("suite 9", 12, 9, KeyFileFault.UnsupportedSuite);
        yield return Set8("platform 0", 13, 0, KeyFileFault.UnknownPlatform);
        yield return Set8("platform 4", 13, 4, KeyFileFault.UnknownPlatform);
        yield return Set8("another platform", 13, 2, KeyFileFault.WrongApp);
        yield return Set8("kdf 7", 14, 7, KeyFileFault.UnknownKdf);
        yield return Set8("reserved byte", 15, 1, KeyFileFault.ReservedByteSet);
        yield return Set8("another key file id", 16, 0, KeyFileFault.WrongApp);
        yield return Set8("another salt", 32, 0, KeyFileFault.WrongApp);
        yield return Set8("issued in the year 10000", 67, 0x3B, KeyFileFault.BadIssueTime);
        yield return Set8("issued before 1970", 64, 0x80, KeyFileFault.BadIssueTime);
        yield return Set8("issued a second later", 71, 1, KeyFileFault.WrongApp);
        yield return Set32("iterations 2^31", 72, 1u << 31, KeyFileFault.TooManyIterations);
        yield return Set32("iterations 2000001", 72, 2_000_001, KeyFileFault.TooManyIterations, kdf: 1);
        yield return Set32("memory 2^31", 76, 1u << 31, KeyFileFault.TooMuchMemory);
        yield return Set32("memory of 256 MiB and more", 76, 262_145, KeyFileFault.TooMuchMemory, kdf: 2);
        yield return Set32("lanes 5", 80, 5, KeyFileFault.TooManyLanes, kdf: 2);
        yield return Set32("iterations without a kdf", 72, 1, KeyFileFault.BadKdfParameters);
        yield return Set32("memory without a kdf", 76, 1, KeyFileFault.BadKdfParameters);
        yield return Set32("lanes without a kdf", 80, 1, KeyFileFault.BadKdfParameters);
        yield return Set32("PBKDF2 without iterations", 72, 0, KeyFileFault.BadKdfParameters, kdf: 1);
        yield return Set32("Argon2id", 72, 2, KeyFileFault.Argon2Unsupported, kdf: 2);
        yield return Set32("ct_len below the tag's", 92, 15, KeyFileFault.BadCiphertextLength);
        yield return Set32("ct_len 2^31", 92, 1u << 31, KeyFileFault.BadCiphertextLength);
        yield return Set32("ct_len above any file's", 92, 64 * 1024 - 191, KeyFileFault.BadCiphertextLength);
        yield return Set32("ct_len too big", 92, 205, KeyFileFault.Truncated);
        yield return Set32("ct_len too small", 92, 203, KeyFileFault.TrailingBytes);
    }

    private static IEnumerable<(string, byte[], KeyFileFault)> Signatures()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var vector = KeyFileVector.File();
        yield return ("a signer that is not pinned", KeyFileWriter.Write(KeyFileVector.Draft(), new(other)), KeyFileFault.UnknownSigner);
        yield return Set8("the id of another signer", 84, 0, KeyFileFault.UnknownSigner);
        yield return ("a signature from another key", vector.Signed(other), KeyFileFault.BadSignature);
        yield return ("a signature of zeros", [.. vector[..^64], .. new byte[64]], KeyFileFault.BadSignature);
        yield return ("a signature with a flipped bit", [.. vector[..^1], (byte)(vector[^1] ^ 1)], KeyFileFault.BadSignature);
        yield return ("a signature with its halves swapped", [.. vector[..^64], .. vector[^32..], .. vector[^64..^32]], KeyFileFault.BadSignature);
        yield return ("a signature without its context", [.. vector[..^64], .. KeyFileVector.SigningKey().SignData(vector[..^64], HashAlgorithmName.SHA256)], KeyFileFault.BadSignature);
        yield return ("the signature of another file", [.. vector[..^64], .. vector.Signed(file => file[71]++)[^64..]], KeyFileFault.BadSignature);
        yield return ("a changed body", [.. vector[..150], (byte)(vector[150] ^ 1), .. vector[151..]], KeyFileFault.BadSignature);
    }

    private static IEnumerable<(string, byte[], KeyFileFault)> Sealed()
    {
        var vector = KeyFileVector.File();
        yield return ("commitment flipped", vector.Signed(file => file[96] ^= 1), KeyFileFault.WrongApp);
        yield return ("ciphertext flipped", vector.Signed(file => file[128] ^= 1), KeyFileFault.SealBroken);
        yield return ("tag flipped", vector.Signed(file => file[^65] ^= 1), KeyFileFault.SealBroken);
        yield return ("two-part mode, opened without the private key", TwoPart(KeyFileVector.PrivateKey()), KeyFileFault.PrivateKeyRequired);
    }

    private static IEnumerable<(string, byte[], KeyFileFault)> Fields()
    {
        yield return ("nothing in it", WithFields(), KeyFileFault.SecretMissing);
        yield return ("missing 8001", WithFields(LicenceKey(), Identity()), KeyFileFault.SecretMissing);
        yield return ("duplicate 8001", WithFields(Secret(), Secret(), LicenceKey(), Identity()), KeyFileFault.SecretRepeated);
        yield return ("8001 of 31 bytes", WithFields(Field(0x8001, new byte[31]), LicenceKey(), Identity()), KeyFileFault.BadSecret);
        yield return ("8001 of no bytes", WithFields(Field(0x8001), LicenceKey(), Identity()), KeyFileFault.BadSecret);
        yield return ("missing 8002", WithFields(Secret(), Identity()), KeyFileFault.LicenceKeyMissing);
        yield return ("8002 of P-384", WithFields(Secret(), Field(0x8002, P384()), Identity()), KeyFileFault.BadLicenceKey);
        yield return ("the second 8002 cut short", WithFields(Secret(), LicenceKey(), Field(0x8002, KeyFileVector.SignerKey[..90]), Identity()), KeyFileFault.BadLicenceKey);
        yield return ("missing 8003", WithFields(Secret(), LicenceKey()), KeyFileFault.IdentityMissing);
        yield return ("duplicate 8003", WithFields(Secret(), LicenceKey(), Identity(), Identity()), KeyFileFault.IdentityRepeated);
        yield return ("identity mismatch inside", WithFields(Secret(), LicenceKey(), Text(0x8003, "ios-bundle:com.example")), KeyFileFault.IdentityMismatch);
        yield return ("identity in upper case inside", WithFields(Secret(), LicenceKey(), Text(0x8003, KeyFileVector.Identity.Canonical.ToUpperInvariant())), KeyFileFault.IdentityMismatch);
        yield return ("unknown 9xxx tag", WithFields(Secret(), LicenceKey(), Identity(), Field(0x9001, 1)), KeyFileFault.UnknownRequiredField);
        yield return ("unknown 8000 tag", WithFields(Secret(), LicenceKey(), Identity(), Field(0x8000)), KeyFileFault.UnknownRequiredField);
        yield return ("duplicate 0004", WithFields(Secret(), LicenceKey(), Identity(), Text(4, "https://a/"), Text(4, "https://a/")), KeyFileFault.LicenceUrlRepeated);
        yield return ("0004 relative", WithFields(Secret(), LicenceKey(), Identity(), Text(4, "licence")), KeyFileFault.BadLicenceUrl);
        yield return ("0004 by FTP", WithFields(Secret(), LicenceKey(), Identity(), Text(4, "ftp://a/")), KeyFileFault.BadLicenceUrl);
        yield return ("0004 outside of ASCII", WithFields(Secret(), LicenceKey(), Identity(), Text(4, "https://例.test/")), KeyFileFault.BadLicenceUrl);
        yield return ("duplicate 0005", WithFields(Secret(), LicenceKey(), Identity(), Field(5, new byte[8]), Field(5, new byte[8])), KeyFileFault.NotAfterRepeated);
        yield return ("0005 of 4 bytes", WithFields(Secret(), LicenceKey(), Identity(), Field(5, new byte[4])), KeyFileFault.BadNotAfter);
        yield return ("0005 beyond the year 9999", WithFields(Secret(), LicenceKey(), Identity(), Field(5, 255, 255, 255, 255, 255, 255, 255, 255)), KeyFileFault.BadNotAfter);
        yield return ("half a tag at the end", WithFields(Secret(), LicenceKey(), Identity(), [0]), KeyFileFault.MalformedFields);
        yield return ("a field without its length", WithFields(Secret(), LicenceKey(), Identity(), [0, 6]), KeyFileFault.MalformedFields);
        yield return ("a field longer than the payload", WithFields(Secret(), LicenceKey(), Identity(), [0, 6, 0, 1]), KeyFileFault.MalformedFields);
    }

    /// <summary>The vector with one byte of its header set.</summary>
    private static (string, byte[], KeyFileFault) Set8(string name, int at, byte value, KeyFileFault fault) =>
        (name, KeyFileVector.File().Signed(file => file[at] = value), fault);

    /// <summary>The vector with its key derivation and one number of its header set.</summary>
    private static (string, byte[], KeyFileFault) Set32(string name, int at, uint value, KeyFileFault fault, byte kdf = 0) =>
        (name, KeyFileVector.File().Signed(file =>
        {
            file[14] = kdf;
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at), value);
        }), fault);

    private static byte[] TwoPart(AppDecryptKey key) => KeyFileWriter.Write(KeyFileVector.Draft(privateKey: key), KeyFileVector.Signer());

    private static byte[] P384()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        return key.ExportSubjectPublicKeyInfo();
    }
}
