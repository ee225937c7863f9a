using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>
/// A PKCS#12 keystore (RFC 7292; <c>.p12</c>, <c>.pfx</c>, and since Java 9 most files named <c>.jks</c>). Private keys are left alone,
/// and the work that the file asks for a password has the limits of .NET.
/// </summary>
internal static class Pkcs12Keystore
{
    private const string FriendlyName = "1.2.840.113549.1.9.20";

    // What .NET sets on every platform when the password does not fit.
    private const int InvalidPassword = unchecked((int)0x80070056);

    /// <summary>The keys' certificates.</summary>
    /// <exception cref="VodException">No password, a wrong one, or a damaged store.</exception>
    public static IReadOnlyList<FoundIdentity> Read(byte[] encoded, string? password)
    {
        var certificates = Load(encoded, password);
        try
        {
            List<SigningCertificate> all = [.. certificates.Select(SigningCertificate.Read)];
            var names = ReadNames(encoded, password);
            List<FoundIdentity> found =
                [.. SigningCertificate.Leaves(all).SelectMany(leaf => leaf.ForEither(IdentitySource.Keystore, names.GetValueOrDefault(leaf.Sha1)))];
            return found.Count > 0 ? found : throw new VodException(ErrorCode.AppFileNoCertificate);
        }
        finally
        {
            foreach (var certificate in certificates) certificate.Dispose();
        }
    }

    private static X509Certificate2Collection Load(byte[] encoded, string? password)
    {
        try
        {
            var limits = new Pkcs12LoaderLimits(Pkcs12LoaderLimits.Defaults) { IgnorePrivateKeys = true };
            return X509CertificateLoader.LoadPkcs12Collection(encoded, password, X509KeyStorageFlags.EphemeralKeySet, limits);
        }
        catch (Pkcs12LoadLimitExceededException)
        {
            throw new VodException(ErrorCode.AppFileKeystoreTooCostly);
        }
        catch (CryptographicException failure) when (failure.HResult == InvalidPassword)
        {
            throw new VodException(string.IsNullOrEmpty(password) ? ErrorCode.AppFilePasswordNeeded : ErrorCode.AppFileWrongPassword);
        }
        catch (CryptographicException)
        {
            throw AppFile.Damaged(AppFilePart.Keystore);
        }
    }

    // Only after Load, which has refused what would be costly to decrypt: .NET has no such limits here.
    private static Dictionary<string, string> ReadNames(byte[] encoded, string? password)
    {
        var names = new Dictionary<string, string>();
        try
        {
            foreach (var safe in Pkcs12Info.Decode(encoded, out _, skipCopy: true).AuthenticatedSafe)
            {
                if (safe.ConfidentialityMode == Pkcs12ConfidentialityMode.Password) safe.Decrypt(password);
                foreach (var bag in safe.GetBags().OfType<Pkcs12CertBag>().Where(bag => bag.IsX509Certificate))
                {
                    using var certificate = bag.GetCertificate();
                    if (FindName(bag) is { } name) names.TryAdd(SigningCertificate.Read(certificate).Sha1, name);
                }
            }
        }
        catch (Exception failure) when (failure is CryptographicException or AsnContentException)
        {
            throw AppFile.Damaged(AppFilePart.Keystore);
        }

        return names;
    }

    private static string? FindName(Pkcs12CertBag bag) =>
        bag.Attributes.Cast<CryptographicAttributeObject>().FirstOrDefault(attribute => attribute.Oid.Value == FriendlyName) is { Values: [var name, ..] }
            ? AsnDecoder.ReadCharacterString(name.RawData, AsnEncodingRules.BER, UniversalTagNumber.BMPString, out _)
            : null;
}
