using System.Buffers.Binary;
using System.Text;

namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>
/// The fields of a payload: tag and length of 16 bits each, then the value. A reader refuses a tag with the high bit that it does not
/// know, and skips one without.
/// </summary>
internal static class KeyFileFields
{
    private const ushort Secret = 0x8001, LicenceKey = 0x8002, Identity = 0x8003, LicenceUrl = 0x0004, NotAfter = 0x0005;
    private const ushort Required = 0x8000;
    private const int FieldOverhead = 4;

    public static int SizeOf(KeyFilePayload payload) =>
        FieldOverhead + KeyFileSecret.Size + payload.LicenceKeys.Count * (FieldOverhead + P256PublicKey.Size)
        + FieldOverhead + payload.Identity.Canonical.Length
        + (payload.LicenceUrl is { } url ? FieldOverhead + url.AbsoluteUri.Length : 0)
        + (payload.NotAfter is null ? 0 : FieldOverhead + sizeof(long));

    public static void Write(KeyFilePayload payload, Span<byte> bytes)
    {
        Add(ref bytes, Secret, payload.Secret.Span);
        foreach (var key in payload.LicenceKeys)
            Add(ref bytes, LicenceKey, key.Span);
        Add(ref bytes, Identity, Encoding.ASCII.GetBytes(payload.Identity.Canonical));
        if (payload.LicenceUrl is { } url)
            Add(ref bytes, LicenceUrl, Encoding.ASCII.GetBytes(url.AbsoluteUri));
        if (payload.NotAfter is not { } notAfter) return;
        Span<byte> seconds = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(seconds, notAfter.ToUnixTimeSeconds());
        Add(ref bytes, NotAfter, seconds);
    }

    /// <summary>Reads the payload of a file that <paramref name="identity"/> has opened.</summary>
    /// <exception cref="KeyFileException">It is refused.</exception>
    public static KeyFilePayload Read(ReadOnlySpan<byte> bytes, AppIdentity identity)
    {
        ReadOnlySpan<byte> secret = default;
        List<ReadOnlyMemory<byte>> licenceKeys = [];
        string? named = null;
        Uri? licenceUrl = null;
        DateTimeOffset? notAfter = null;
        while (!bytes.IsEmpty)
        {
            var value = Take(ref bytes, out var tag);
            switch (tag)
            {
                case Secret:
                    Require(secret.IsEmpty, KeyFileFault.SecretRepeated);
                    Require(value.Length == KeyFileSecret.Size, KeyFileFault.BadSecret);
                    secret = value;
                    break;
                case LicenceKey:
                    Require(P256PublicKey.IsOne(value), KeyFileFault.BadLicenceKey);
                    licenceKeys.Add(value.ToArray());
                    break;
                case Identity:
                    Require(named is null, KeyFileFault.IdentityRepeated);
                    named = Encoding.Latin1.GetString(value);
                    break;
                case LicenceUrl:
                    Require(licenceUrl is null, KeyFileFault.LicenceUrlRepeated);
                    licenceUrl = Url(value);
                    break;
                case NotAfter:
                    Require(notAfter is null, KeyFileFault.NotAfterRepeated);
                    notAfter = Time(value);
                    break;
                default:
                    Require((tag & Required) == 0, KeyFileFault.UnknownRequiredField);
                    break;
            }
        }

        Require(!secret.IsEmpty, KeyFileFault.SecretMissing);
        Require(licenceKeys.Count > 0, KeyFileFault.LicenceKeyMissing);
        Require(named is not null, KeyFileFault.IdentityMissing);
        Require(named == identity.Canonical, KeyFileFault.IdentityMismatch);
        return new(identity, secret.ToArray(), licenceKeys) { LicenceUrl = licenceUrl, NotAfter = notAfter };
    }

    internal static bool IsLicenceUrl(Uri url) => url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);

    private static void Add(ref Span<byte> bytes, ushort tag, scoped ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(bytes, tag);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], checked((ushort)value.Length));
        value.CopyTo(bytes[FieldOverhead..]);
        bytes = bytes[(FieldOverhead + value.Length)..];
    }

    private static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> bytes, out ushort tag)
    {
        Require(bytes.Length >= FieldOverhead, KeyFileFault.MalformedFields);
        tag = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        Require(bytes.Length >= FieldOverhead + length, KeyFileFault.MalformedFields);
        var value = bytes.Slice(FieldOverhead, length);
        bytes = bytes[(FieldOverhead + length)..];
        return value;
    }

    private static Uri Url(ReadOnlySpan<byte> value)
    {
        Require(Ascii.IsValid(value), KeyFileFault.BadLicenceUrl);
        Require(Uri.TryCreate(Encoding.ASCII.GetString(value), UriKind.Absolute, out var url) && IsLicenceUrl(url), KeyFileFault.BadLicenceUrl);
        return url!;
    }

    private static DateTimeOffset Time(ReadOnlySpan<byte> value)
    {
        Require(value.Length == sizeof(long), KeyFileFault.BadNotAfter);
        var seconds = BinaryPrimitives.ReadUInt64BigEndian(value);
        Require(seconds <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds(), KeyFileFault.BadNotAfter);
        return DateTimeOffset.FromUnixTimeSeconds((long)seconds);
    }

    private static void Require(bool condition, KeyFileFault otherwise)
    {
        if (!condition) throw new KeyFileException(otherwise);
    }
}
