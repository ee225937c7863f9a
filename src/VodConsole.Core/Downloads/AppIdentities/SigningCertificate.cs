using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>What a signing certificate says about an app: its fingerprint on Android, its serial number on Windows.</summary>
/// <param name="Sha1">Of the certificate's bytes as they stand in the file, lower-case hex.</param>
/// <param name="Serial">Big-endian hex.</param>
/// <param name="Subject">The distinguished name, visible characters only.</param>
/// <param name="Issuer">The issuer's distinguished name as the library writes it, to compare.</param>
/// <param name="ValidUntil">When it expires.</param>
internal sealed record SigningCertificate(string Sha1, string Serial, string Subject, string Issuer, DateTimeOffset ValidUntil)
{
    /// <summary>Reads a DER certificate.</summary>
    public static SigningCertificate Read(ReadOnlySpan<byte> der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return Read(certificate, der);
        }
        catch (CryptographicException)
        {
            throw AppFile.Damaged(AppFilePart.Certificate);
        }
    }

    /// <summary>Reads a certificate that a library has decoded.</summary>
    public static SigningCertificate Read(X509Certificate2 certificate) => Read(certificate, certificate.RawData);

    /// <summary>Those that signed none of the others: of a chain its end, of several keys each.</summary>
    public static IEnumerable<SigningCertificate> Leaves(IReadOnlyCollection<SigningCertificate> certificates) =>
        from certificate in certificates
        where certificates.All(other => other.Issuer != certificate.Subject || other.Sha1 == certificate.Sha1)
        select certificate;

    /// <summary>The identifier of an Android app that is signed with it.</summary>
    public FoundIdentity ForAndroid(IdentitySource source, string? name = null, params IReadOnlyList<IdentityWarning> warnings)
    {
        AppIdentity.Read(AppPlatform.Android, Sha1, out var identity);
        return new FoundIdentity(
            identity!, source, DisplayText.Shorten(Subject), DisplayText.Shorten(name), ValidUntil,
            DebugKeys.Include(Sha1, Subject) ? [IdentityWarning.DebugKey, .. warnings] : warnings);
    }

    /// <summary>The identifier of a Windows program that is signed with it; null when its serial number is longer than X.509 allows.</summary>
    public FoundIdentity? ForWindows(IdentitySource source, string? name = null) =>
        AppIdentity.Read(AppPlatform.Windows, Serial, out var identity) is null
            ? new FoundIdentity(identity!, source, DisplayText.Shorten(Subject), DisplayText.Shorten(name), ValidUntil, [])
            : null;

    /// <summary>Both, where nothing tells for which platform it is; keys for developing Android apps sign no Windows program.</summary>
    public IEnumerable<FoundIdentity> ForEither(IdentitySource source, string? name = null) =>
        !DebugKeys.Include(Sha1, Subject) && ForWindows(source, name) is { } windows
            ? [ForAndroid(source, name), windows]
            : [ForAndroid(source, name)];

    private static SigningCertificate Read(X509Certificate2 certificate, ReadOnlySpan<byte> der) => new(
        Fingerprint(der), certificate.SerialNumber, certificate.Subject, certificate.Issuer, new DateTimeOffset(certificate.NotAfter));

#pragma warning disable CA5350 // The identifier of an Android app is this SHA-1; it is a name and protects nothing.
    private static string Fingerprint(ReadOnlySpan<byte> der) => Convert.ToHexStringLower(SHA1.HashData(der));
#pragma warning restore CA5350
}
