using VodConsole.Core.Accounts;

namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>
/// Policies that every installation has and nobody can change. Those of <see cref="ForRole"/> are attached to the roles and say what a role may
/// do at most; the others are for attaching.
/// </summary>
public static class ReadyMadePolicies
{
    /// <summary>Everything that the role may.</summary>
    public const string FullAccess = "VodFullAccess";

    /// <summary>Looking, and nothing else.</summary>
    public const string ReadOnly = "VodReadOnly";

    /// <summary>What an application needs whose users watch.</summary>
    public const string Player = "VodPlayer";

    /// <summary>What an application needs whose users also take videos home.</summary>
    public const string Downloader = "VodDownloader";

    private static readonly Dictionary<Role, NamedPolicy> Roles =
        Enum.GetValues<Role>().ToDictionary(role => role, role => Allow($"Role{role}", ActionsOf(role)));

    /// <summary>The ones for attaching.</summary>
    public static IReadOnlyList<NamedPolicy> Attachable { get; } =
    [
        Allow(FullAccess, ["*"]),
        Allow(ReadOnly, ["vod:Get*", "vod:List*", "vod:Search*", "vod:Describe*", "console:View*"]),
        Allow(Player, ["vod:GetVideoPlayAuth", "vod:GetPlayInfo"]),
        Allow(Downloader, ["vod:GetVideoPlayAuth", "vod:GetPlayInfo", "vod:GetVideoInfo", "vod:GetDownloadConfig"]),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<NamedPolicy> All { get; } = [.. Attachable, .. Roles.Values];

    /// <summary>The one of a role.</summary>
    public static NamedPolicy ForRole(Role role) => Roles[role];

    /// <summary>The one of that name, or null.</summary>
    public static NamedPolicy? Find(string name) => All.FirstOrDefault(policy => policy.Name == name);

    private static IEnumerable<string> ActionsOf(Role role) => role == Role.Administrator
        ? ["*"]
        : PolicyActions.Known.Where(action => PolicyActions.PermissionOf(action) is { } permission && role.Allows(permission));

    private static NamedPolicy Allow(string name, IEnumerable<string> actions) =>
        new(name, [new PolicyStatement(PolicyEffect.Allow, [.. actions], ["*"], [])]);
}
