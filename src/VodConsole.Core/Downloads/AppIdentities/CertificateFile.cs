using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>Files of certificates: DER and PEM, PKCS#7, PKCS#12, and profiles, which are PKCS#7 too.</summary>
internal static class CertificateFile
{
    private const int CertificateLimit = 100;

    /// <summary>What a DER or BER file holds, told by what its outer sequence begins with.</summary>
    public static IReadOnlyList<FoundIdentity> Read(byte[] encoded, string? password)
    {
        try
        {
            var first = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence().PeekTag();
            if (first.HasSameClassAndValue(Asn1Tag.Integer)) return Pkcs12Keystore.Read(encoded, password);
            if (first.HasSameClassAndValue(Asn1Tag.ObjectIdentifier)) return ReadPkcs7(encoded);
            if (first.HasSameClassAndValue(Asn1Tag.Sequence)) return [.. SigningCertificate.Read(encoded).ForEither(IdentitySource.Certificate)];
        }
        catch (AsnContentException)
        {
            throw AppFile.Damaged(AppFilePart.Certificate);
        }

        throw new VodException(ErrorCode.AppFileUnknown);
    }

    /// <summary>The certificates in a PEM text; null when it is no PEM.</summary>
    /// <exception cref="VodException">It holds a key and no certificate.</exception>
    public static IReadOnlyList<FoundIdentity>? FindPem(byte[] text)
    {
        var left = Encoding.UTF8.GetString(text).AsSpan();
        var certificates = new List<SigningCertificate>();
        var isPem = false;
        while (certificates.Count < CertificateLimit && PemEncoding.TryFind(left, out var block))
        {
            isPem = true;
            var label = left[block.Label];
            var content = new byte[block.DecodedDataLength];
            if (!Convert.TryFromBase64Chars(left[block.Base64Data], content, out _)) throw AppFile.Damaged(AppFilePart.Certificate);
            if (label is "CERTIFICATE" or "X509 CERTIFICATE") certificates.Add(SigningCertificate.Read(content));
            else if (label is "PKCS7" or "CMS") certificates.AddRange(Pkcs7.Read(content, AppFilePart.Certificate).Certificates);
            left = left[block.Location.End.Value..];
        }

        return isPem ? Identify(certificates) : null;
    }

    private static List<FoundIdentity> ReadPkcs7(byte[] encoded)
    {
        var signed = Pkcs7.Read(encoded, AppFilePart.Certificate);
        return ProvisioningProfile.Find(signed) is { } profile ? [profile.Identify()] : Identify(signed.Certificates);
    }

    private static List<FoundIdentity> Identify(IReadOnlyCollection<SigningCertificate> certificates)
    {
        List<FoundIdentity> found =
            [.. SigningCertificate.Leaves(certificates).Take(CertificateLimit).SelectMany(leaf => leaf.ForEither(IdentitySource.Certificate))];
        return found.Count > 0 ? found : throw new VodException(ErrorCode.AppFileNoCertificate);
    }
}
