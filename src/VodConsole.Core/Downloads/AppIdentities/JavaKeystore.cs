using System.Security.Cryptography;
using System.Text;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>
/// Java's own keystores, JKS and JCEKS: entries with an alias, a date, an encrypted private key and its certificates, and at the end a
/// SHA-1 of the password and all that (OpenJDK, <c>sun.security.provider.JavaKeyStore</c>). The certificates are not encrypted, so
/// a password is checked where one is given and not asked for.
/// </summary>
internal static class JavaKeystore
{
    private const uint Jks = 0xFEEDFEED;
    private const uint Jceks = 0xCECECECE;
    private const uint KeyEntry = 1;
    private const uint CertificateEntry = 2;
    private const uint SecretEntry = 3;
    private const int DigestLength = 20;
    private const int Limit = 100;

    /// <summary>Whether a file that begins with these four bytes is one.</summary>
    public static bool Recognises(uint magic) => magic is Jks or Jceks;

    /// <summary>The certificates of its keys, or of its trusted entries when it has no key.</summary>
    /// <exception cref="VodException">A wrong password, or a damaged store.</exception>
    public static IReadOnlyList<FoundIdentity> Read(byte[] store, string? password)
    {
        if (store.Length < 12 + DigestLength) throw new VodException(ErrorCode.AppFileTruncated);
        var content = store.AsSpan(0, store.Length - DigestLength);
        if (!string.IsNullOrEmpty(password) && !Digest(content, password).AsSpan().SequenceEqual(store.AsSpan(content.Length)))
            throw new VodException(ErrorCode.AppFileWrongPassword);

        var entries = ReadEntries(content);
        List<FoundIdentity> found =
        [
            .. from entry in entries
               where entry.IsKey || !entries.Exists(other => other.IsKey)
               from identity in entry.Certificate.ForEither(IdentitySource.Keystore, entry.Alias)
               select identity,
        ];
        return found.Count > 0 ? found : throw new VodException(ErrorCode.AppFileNoCertificate);
    }

    private static List<Entry> ReadEntries(ReadOnlySpan<byte> content)
    {
        var reader = new ByteReader(content, AppFilePart.Keystore);
        reader.ReadUInt32BigEndian(); // magic
        var version = reader.ReadUInt32BigEndian();
        if (version is not (1 or 2)) throw AppFile.Damaged(AppFilePart.Keystore);
        var entries = new List<Entry>();
        for (var left = reader.ReadUInt32BigEndian(); left > 0 && entries.Count < Limit; left--)
        {
            var kind = reader.ReadUInt32BigEndian();
            // A secret key is an object of Java without a length; keys of apps stand before it or in a store of their own.
            if (kind == SecretEntry) break;
            if (kind is not (KeyEntry or CertificateEntry)) throw AppFile.Damaged(AppFilePart.Keystore);
            var alias = ReadText(ref reader);
            reader.Take(8); // date
            if (kind == KeyEntry) reader.Take(reader.ReadUInt32BigEndian());
            var certificates = kind == KeyEntry ? reader.ReadUInt32BigEndian() : 1;
            for (var index = 0u; index < certificates; index++)
            {
                if (version == 2) ReadText(ref reader); // "X.509"
                var certificate = reader.Take(reader.ReadUInt32BigEndian());
                if (index == 0) entries.Add(new Entry(alias, kind == KeyEntry, SigningCertificate.Read(certificate)));
            }
        }

        return entries;
    }

    // Java's modified UTF-8 differs for characters that an alias hardly has; those come out as replacement characters.
    private static string ReadText(ref ByteReader reader) => Encoding.UTF8.GetString(reader.Take(reader.ReadUInt16BigEndian()));

    private static byte[] Digest(ReadOnlySpan<byte> content, string password)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        digest.AppendData(Encoding.BigEndianUnicode.GetBytes(password));
        digest.AppendData("Mighty Aphrodite"u8); // a constant of the format
        digest.AppendData(content);
        return digest.GetHashAndReset();
    }

    private sealed record Entry(string Alias, bool IsKey, SigningCertificate Certificate);
}
