using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>An app in a zip archive: APK and app bundle, IPA, or a Windows package, told apart by what is inside.</summary>
internal static class ZippedApp
{
    private const string BundleConfiguration = "BundleConfig.pb";
    private const string Manifest = "AndroidManifest.xml";
    private const string WindowsSignature = "AppxSignature.p7x";

    // A Windows package puts these before its PKCS#7.
    private static ReadOnlySpan<byte> WindowsSignatureMagic => "PKCX"u8;

    /// <summary>The identifiers in the archive.</summary>
    /// <exception cref="VodException">It is damaged, is no app, or names none.</exception>
    public static async Task<IReadOnlyList<FoundIdentity>> FindAsync(AppFile file, CancellationToken cancellation)
    {
        var directory = await ZipDirectory.OpenAsync(file, cancellation);
        var signers = await ApkSigningBlock.FindAsync(file, directory.Offset, cancellation);
        if (signers.Count > 0) return signers;

        var entries = await directory.FindAsync(
            name => name is BundleConfiguration or Manifest or WindowsSignature || IsJarSignature(name) || IosApp.Names(name), cancellation);
        if (entries.Any(entry => IosApp.Names(entry.Name))) return [await IosApp.FindAsync(file, entries, cancellation)];
        if (entries.FirstOrDefault(entry => entry.Name == WindowsSignature) is { } windows)
            return ReadWindows(await windows.UnpackAsync(file, AppFilePart.Signature, cancellation));

        var found = new List<FoundIdentity>();
        IdentityWarning[] warnings = entries.Any(entry => entry.Name == BundleConfiguration) ? [IdentityWarning.UploadKey] : [];
        foreach (var entry in entries.Where(entry => IsJarSignature(entry.Name)))
        {
            var signature = Pkcs7.Read(await entry.UnpackAsync(file, AppFilePart.Signature, cancellation), AppFilePart.Signature);
            found.AddRange(signature.Signers.Select(signer => signer.ForAndroid(IdentitySource.ApkScheme1, null, warnings)));
        }

        if (found.Count > 0) return [.. found.DistinctBy(identity => identity.Identity)];
        throw new VodException(entries.Count > 0 ? ErrorCode.AppFileNotSigned : ErrorCode.AppFileUnknown);
    }

    private static IReadOnlyList<FoundIdentity> ReadWindows(ReadOnlySpan<byte> signature)
    {
        if (!signature.StartsWith(WindowsSignatureMagic)) throw AppFile.Damaged(AppFilePart.Signature);
        return WindowsProgram.Identify(Pkcs7.Read(signature[WindowsSignatureMagic.Length..], AppFilePart.Signature));
    }

    private static bool IsJarSignature(string name) =>
        name.StartsWith("META-INF/", StringComparison.OrdinalIgnoreCase) && name.LastIndexOf('/') == 8
        && Path.GetExtension(name).ToUpperInvariant() is (".RSA" or ".DSA" or ".EC");
}
