using VodConsole.Core.Accounts;

namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>Whether an account may do something now, and what decided.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Role">The account's role; null when there is no such account.</param>
/// <param name="Policy">The policy that decided; null when none applied.</param>
/// <param name="Statement">Number of its statement, from 1; 0 when none applied.</param>
public sealed record AccessDecision(AccessVerdict Verdict, Role? Role = null, string? Policy = null, int Statement = 0)
{
    /// <summary>Whether it may.</summary>
    public bool IsAllowed => Verdict == AccessVerdict.Allowed;
}

/// <summary>Why something may or may not be done.</summary>
public enum AccessVerdict
{
    /// <summary>It may.</summary>
    Allowed,
    /// <summary>There is no such account, or it is locked.</summary>
    NoAccount,
    /// <summary>The role does not include it, whatever policies say.</summary>
    RoleForbids,
    /// <summary>A statement of an attached policy denies it.</summary>
    PolicyDenies,
    /// <summary>Policies are attached, and none of them permits it.</summary>
    NoPolicyAllows,
    /// <summary>The temporary access key was made for less.</summary>
    SessionForbids,
}
