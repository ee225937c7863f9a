using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>Apple's provisioning profile: a property list inside PKCS#7, with the app in its entitlements.</summary>
internal sealed class ProvisioningProfile
{
    private readonly string _pattern;
    private readonly string? _name;

    // "ABCDE12345.com.example.player": the team's prefix, then the bundle ID or a pattern that ends with an asterisk.
    private ProvisioningProfile(string application, string? name) =>
        (_pattern, _name) = (application[(application.IndexOf('.', StringComparison.Ordinal) + 1)..], name);

    /// <summary>Reads the file as it lies in an app.</summary>
    public static ProvisioningProfile Read(ReadOnlySpan<byte> file) =>
        Find(Pkcs7.Read(file, AppFilePart.Profile)) ?? throw AppFile.Damaged(AppFilePart.Profile);

    /// <summary>The profile inside PKCS#7; null when that holds something else.</summary>
    public static ProvisioningProfile? Find(Pkcs7 signed)
    {
        if (!PropertyList.Recognises(signed.Content)) return null;
        var list = PropertyList.ReadStrings(signed.Content, AppFilePart.Profile);
        return list.TryGetValue("Entitlements/application-identifier", out var application)
            || list.TryGetValue("Entitlements/com.apple.application-identifier", out application)
                ? new ProvisioningProfile(application, list.GetValueOrDefault("Name"))
                : null;
    }

    /// <summary>Whether an app with this bundle ID may be signed with the profile.</summary>
    public bool Fits(string bundleId) =>
        _pattern.EndsWith('*') ? bundleId.StartsWith(_pattern[..^1], StringComparison.Ordinal) : bundleId == _pattern;

    /// <summary>The bundle ID.</summary>
    /// <exception cref="VodException">The profile is for any app of a pattern.</exception>
    public FoundIdentity Identify()
    {
        if (_pattern.EndsWith('*')) throw new VodException(ErrorCode.AppFileWildcardProfile);
        if (AppIdentity.Read(AppPlatform.Ios, _pattern, out var identity) is not null) throw AppFile.Damaged(AppFilePart.Profile);
        return new FoundIdentity(identity!, IdentitySource.Profile, DisplayText.Shorten(_name), null, null, [IdentityWarning.FromProfile]);
    }
}
