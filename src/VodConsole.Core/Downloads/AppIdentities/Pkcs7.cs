using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>PKCS#7 signed data (RFC 2315, RFC 5652) as JAR signing, Authenticode and Apple's profiles use it.</summary>
internal sealed class Pkcs7
{
    // Authenticode carries further signatures, such as one with another hash, in an attribute of the first.
    private const string NestedSignature = "1.3.6.1.4.1.311.2.4.1";
    private const int NestedLimit = 4;

    private readonly SignedCms _signed = new();

    private Pkcs7(ReadOnlySpan<byte> encoded, AppFilePart part)
    {
        try
        {
            _signed.Decode(encoded);
            Signers = [.. ReadSigners(_signed)];
            Certificates = [.. _signed.Certificates.Select(SigningCertificate.Read)];
        }
        catch (CryptographicException)
        {
            throw AppFile.Damaged(part);
        }
    }

    /// <summary>The certificates of those who signed, each once, in the order of the signatures.</summary>
    public IReadOnlyList<SigningCertificate> Signers { get; }

    /// <summary>Every certificate that is enclosed.</summary>
    public IReadOnlyList<SigningCertificate> Certificates { get; }

    /// <summary>What is signed; empty when that lies elsewhere.</summary>
    public byte[] Content => _signed.ContentInfo.Content;

    /// <summary>Decodes it. It verifies nothing.</summary>
    public static Pkcs7 Read(ReadOnlySpan<byte> encoded, AppFilePart part) => new(encoded, part);

    private static IEnumerable<SigningCertificate> ReadSigners(SignedCms signed)
    {
        var nested =
            from signer in signed.SignerInfos.Cast<SignerInfo>()
            from attribute in signer.UnsignedAttributes.Cast<CryptographicAttributeObject>()
            where attribute.Oid.Value == NestedSignature
            from value in attribute.Values.Cast<AsnEncodedData>()
            select value.RawData;
        return OfSigners(signed).Concat(nested.Take(NestedLimit).SelectMany(encoded =>
        {
            var inner = new SignedCms();
            inner.Decode(encoded);
            return OfSigners(inner);
        })).DistinctBy(certificate => certificate.Sha1);
    }

    private static IEnumerable<SigningCertificate> OfSigners(SignedCms signed) =>
        signed.SignerInfos.Cast<SignerInfo>().Select(signer => signer.Certificate).OfType<X509Certificate2>().Select(SigningCertificate.Read);
}
