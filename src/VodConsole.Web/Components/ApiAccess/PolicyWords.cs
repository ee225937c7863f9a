using System.Globalization;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Web.Components.Accounts;

namespace VodConsole.Web.Components.ApiAccess;

/// <summary>Policies and their decisions in the viewer's language.</summary>
internal static class PolicyWords
{
    /// <summary>The page of a policy.</summary>
    public static string HrefOf(string name) => $"/access/policies/{Uri.EscapeDataString(name)}";

    /// <summary>Whose it is.</summary>
    public static string KindOf(PolicyRow policy) =>
        policy.IsOfRole ? PolicyText.KindRole : policy.IsReadyMade ? PolicyText.KindReadyMade : PolicyText.KindOwn;

    /// <summary>What it is for.</summary>
    public static string DescriptionOf(PolicyRow policy) => policy.Name switch
    {
        _ when policy.IsOfRole => Say(PolicyText.DescribeRole, NameOf(RoleOf(policy))),
        ReadyMadePolicies.FullAccess => PolicyText.DescribeFullAccess,
        ReadyMadePolicies.ReadOnly => PolicyText.DescribeReadOnly,
        ReadyMadePolicies.Player => PolicyText.DescribePlayer,
        ReadyMadePolicies.Downloader => PolicyText.DescribeDownloader,
        _ => policy.Description,
    };

    /// <summary>To how many it is attached.</summary>
    public static string AttachedTo(PolicyRow policy) => policy switch
    {
        { IsOfRole: true } => NameOf(RoleOf(policy)),
        { Attachments: 0 } => PolicyText.Nobody,
        _ => policy.Attachments.ToString("N0", CultureInfo.CurrentCulture),
    };

    /// <summary>One to whom a policy is attached.</summary>
    public static string NameOf(PolicyHolding holding) =>
        holding.Holder.Role is { } role ? Say(PolicyText.RoleNamed, RoleText.Of(role)) : holding.Email ?? $"{holding.Holder.UserId:N}";

    /// <summary>A decision as a sentence.</summary>
    public static string Explain(AccessDecision decision) => decision.Verdict switch
    {
        AccessVerdict.Allowed => Say(PolicyText.BecauseAllowed, decision.Policy!, decision.Statement),
        AccessVerdict.PolicyDenies => Say(PolicyText.BecauseDenied, decision.Policy!, decision.Statement),
        AccessVerdict.NoPolicyAllows => PolicyText.BecauseNothingAllows,
        AccessVerdict.RoleForbids => Say(PolicyText.BecauseRole, NameOf(decision.Role!.Value), decision.Policy!),
        AccessVerdict.NoAccount => PolicyText.BecauseNoAccount,
        AccessVerdict.SessionForbids => PolicyText.BecauseSession,
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision.Verdict, null),
    };

    private static Role RoleOf(PolicyRow policy) => Enum.GetValues<Role>().Single(role => ReadyMadePolicies.ForRole(role).Name == policy.Name);

    private static string NameOf(Role role) => RoleText.Of(role);

    private static string Say(string format, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, format, arguments);
}
