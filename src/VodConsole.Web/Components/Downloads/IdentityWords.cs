using VodConsole.Core.Downloads.AppIdentities;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Web.Components.Downloads;

/// <summary>Names of what was found, in the reader's language.</summary>
internal static class IdentityWords
{
    public static string Of(AppPlatform platform) => platform switch
    {
        AppPlatform.Android => "Android",
        AppPlatform.Ios => "iOS",
        AppPlatform.Windows => "Windows",
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, null),
    };

    public static string Of(IdentitySource source) => source switch
    {
        IdentitySource.ApkScheme31 => AppIdentityText.SourceApk31,
        IdentitySource.ApkScheme3 => AppIdentityText.SourceApk3,
        IdentitySource.ApkScheme2 => AppIdentityText.SourceApk2,
        IdentitySource.ApkScheme1 => AppIdentityText.SourceApk1,
        IdentitySource.InfoPlist => AppIdentityText.SourceInfoPlist,
        IdentitySource.Profile => AppIdentityText.SourceProfile,
        IdentitySource.Authenticode => AppIdentityText.SourceAuthenticode,
        IdentitySource.Certificate => AppIdentityText.SourceCertificate,
        IdentitySource.Keystore => AppIdentityText.SourceKeystore,
        IdentitySource.Report => AppIdentityText.SourceReport,
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };

    public static string Of(IdentityWarning warning) => warning switch
    {
        IdentityWarning.DebugKey => AppIdentityText.WarningDebugKey,
        IdentityWarning.Expired => AppIdentityText.WarningExpired,
        IdentityWarning.RotatedKey => AppIdentityText.WarningRotatedKey,
        IdentityWarning.UploadKey => AppIdentityText.WarningUploadKey,
        IdentityWarning.FromProfile => AppIdentityText.WarningFromProfile,
        IdentityWarning.ProfileDiffers => AppIdentityText.WarningProfileDiffers,
        _ => throw new ArgumentOutOfRangeException(nameof(warning), warning, null),
    };
}
