using VodConsole.Core.Accounts;

namespace VodConsole.Web.Components.Accounts;

/// <summary>The roles in words.</summary>
internal static class RoleText
{
    /// <summary>Its name, in the viewer's language.</summary>
    public static string Of(Role role) => role switch
    {
        Role.Administrator => AccountText.RoleAdministrator,
        Role.Operator => AccountText.RoleOperator,
        Role.Auditor => AccountText.RoleAuditor,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>What it may do, in the viewer's language.</summary>
    public static string Explain(Role role) => role switch
    {
        Role.Administrator => AccountText.ExplainAdministrator,
        Role.Operator => AccountText.ExplainOperator,
        Role.Auditor => AccountText.ExplainAuditor,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
