using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>
/// An iOS app in an IPA: <c>Payload/Name.app/Info.plist</c> names its bundle ID, <c>embedded.mobileprovision</c> beside it the app that
/// it was signed for. Extensions and watch apps inside the app have lists of their own, which are not looked at.
/// </summary>
internal static class IosApp
{
    private const string ListName = "Info.plist";
    private const string ProfileName = "embedded.mobileprovision";

    /// <summary>Whether an entry of this name describes an app.</summary>
    public static bool Names(string entry) => FolderOf(entry) is not null;

    /// <summary>The bundle ID of the one app in the archive.</summary>
    public static async Task<FoundIdentity> FindAsync(AppFile file, IReadOnlyList<ZipEntry> entries, CancellationToken cancellation)
    {
        var apps = entries.Where(entry => Names(entry.Name)).GroupBy(entry => FolderOf(entry.Name)!).ToList();
        if (apps.Count > 1) throw new VodException(ErrorCode.AppFileSeveralApps);
        var profile = apps[0].FirstOrDefault(entry => entry.Name.EndsWith(ProfileName, StringComparison.Ordinal)) is { } packed
            ? ProvisioningProfile.Read(await packed.UnpackAsync(file, AppFilePart.Profile, cancellation))
            : null;
        if (apps[0].FirstOrDefault(entry => entry.Name.EndsWith(ListName, StringComparison.Ordinal)) is not { } list)
            return profile!.Identify();

        var bundle = PropertyList.ReadStrings(await list.UnpackAsync(file, AppFilePart.InfoPlist, cancellation), AppFilePart.InfoPlist);
        var found = Identify(bundle) ?? profile?.Identify() ?? throw new VodException(ErrorCode.AppFileNoBundleId);
        return profile is null || profile.Fits(found.Identity.Value)
            ? found
            : found with { Warnings = [.. found.Warnings, IdentityWarning.ProfileDiffers] };
    }

    /// <summary>The bundle ID that an <c>Info.plist</c> names; null when it names none, as one that a build has not filled in.</summary>
    public static FoundIdentity? Identify(IReadOnlyDictionary<string, string> list) =>
        list.TryGetValue("CFBundleIdentifier", out var id) && AppIdentity.Read(AppPlatform.Ios, id, out var identity) is null
            ? new FoundIdentity(
                identity!, IdentitySource.InfoPlist,
                DisplayText.Shorten(list.GetValueOrDefault("CFBundleDisplayName") ?? list.GetValueOrDefault("CFBundleName")),
                DisplayText.Shorten(list.GetValueOrDefault("CFBundleShortVersionString")), null, [])
            : null;

    private static string? FolderOf(string entry) =>
        entry.Split('/') is ["Payload", var folder, ListName or ProfileName] && folder.EndsWith(".app", StringComparison.Ordinal)
            ? folder
            : null;
}
