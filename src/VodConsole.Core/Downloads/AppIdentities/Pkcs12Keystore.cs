using System.Security.Cryptography;
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
            List<FoundIdentity> found = [.. SigningCertificate.Leaves(all).SelectMany(leaf => leaf.ForEither(IdentitySource.Keystore))];
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
}
