using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>
/// An app identifier that was found in a file or a report. It is a suggestion for a form, not a proof: signatures are read, not
/// verified, because the person who drops a forged file only misleads themselves.
/// </summary>
/// <param name="Identity">The identifier, as a key file is bound to it.</param>
/// <param name="Source">Where it stood.</param>
/// <param name="Subject">The certificate's subject or the app's name, visible characters only; null where there is none.</param>
/// <param name="Name">The alias, build variant or signer that tells it from its neighbours; null where there is none.</param>
/// <param name="ValidUntil">When the certificate expires; null where there is none.</param>
/// <param name="Warnings">What to consider before a key file is bound to it; each at most once.</param>
public sealed record FoundIdentity(
    AppIdentity Identity, IdentitySource Source, string? Subject, string? Name, DateTimeOffset? ValidUntil,
    IReadOnlyList<IdentityWarning> Warnings);

/// <summary>Where an app identifier was found.</summary>
public enum IdentitySource
{
    /// <summary>APK Signature Scheme v3.1: the key that Android 13 and later see.</summary>
    ApkScheme31,
    /// <summary>APK Signature Scheme v3: the key that Android 9 and later see.</summary>
    ApkScheme3,
    /// <summary>APK Signature Scheme v2: the key that Android 7 and later see.</summary>
    ApkScheme2,
    /// <summary>JAR signing (scheme v1) of an APK or an app bundle.</summary>
    ApkScheme1,
    /// <summary>The app's <c>Info.plist</c>.</summary>
    InfoPlist,
    /// <summary>A provisioning profile.</summary>
    Profile,
    /// <summary>The Authenticode signature of a Windows program, library or package.</summary>
    Authenticode,
    /// <summary>A certificate by itself.</summary>
    Certificate,
    /// <summary>A keystore.</summary>
    Keystore,
    /// <summary>A pasted report of keytool, Gradle or apksigner.</summary>
    Report,
}

/// <summary>What someone should consider before a key file is bound to an identifier.</summary>
public enum IdentityWarning
{
    /// <summary>A key for development that every machine or everyone has; released apps have another.</summary>
    DebugKey,
    /// <summary>The certificate is past its last day. Android does not mind; Windows does.</summary>
    Expired,
    /// <summary>The app's key was rotated: old and new devices see different ones of the certificates that were found.</summary>
    RotatedKey,
    /// <summary>An app bundle is signed with the upload key; the store signs what devices get with another.</summary>
    UploadKey,
    /// <summary>The app's own list was not readable or absent; this is from its provisioning profile.</summary>
    FromProfile,
    /// <summary>The provisioning profile is for another app than the app says it is.</summary>
    ProfileDiffers,
}
