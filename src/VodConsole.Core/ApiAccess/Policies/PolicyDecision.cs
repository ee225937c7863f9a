namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>A policy with its name, ready to be asked.</summary>
/// <param name="Name">The policy's name.</param>
/// <param name="Statements">Its statements.</param>
public sealed record NamedPolicy(string Name, IReadOnlyList<PolicyStatement> Statements);

/// <summary>How a set of policies judges.</summary>
public enum PolicyVerdict
{
    /// <summary>No statement applies; that is a refusal.</summary>
    NothingAllows,
    /// <summary>A statement permits and none denies.</summary>
    Allowed,
    /// <summary>A statement denies.</summary>
    Denied,
}

/// <summary>A verdict, and the statement that decided.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Policy">Name of the policy whose statement decided; null when none applied.</param>
/// <param name="Statement">Number of that statement, from 1; 0 when none applied.</param>
public sealed record PolicyDecision(PolicyVerdict Verdict, string? Policy = null, int Statement = 0)
{
    /// <summary>Whether it may happen.</summary>
    public bool IsAllowed => Verdict == PolicyVerdict.Allowed;

    /// <summary>
    /// Judges: a statement that denies wins, then one that permits, else nothing is permitted. The order of policies and statements decides
    /// only which of several statements is named.
    /// </summary>
    public static PolicyDecision Of(IEnumerable<NamedPolicy> policies, PolicyRequest request)
    {
        var decision = new PolicyDecision(PolicyVerdict.NothingAllows);
        foreach (var policy in policies)
            for (var index = 0; index < policy.Statements.Count; index++)
            {
                var statement = policy.Statements[index];
                if (decision.IsAllowed && statement.Effect == PolicyEffect.Allow || !statement.AppliesTo(request)) continue;
                if (statement.Effect == PolicyEffect.Deny) return new PolicyDecision(PolicyVerdict.Denied, policy.Name, index + 1);
                decision = new PolicyDecision(PolicyVerdict.Allowed, policy.Name, index + 1);
            }

        return decision;
    }
}
