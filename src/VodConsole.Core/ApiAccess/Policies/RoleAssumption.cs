using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>
/// Makes temporary access keys of an account's own rights, narrowed to a role and a session policy. An account can assume its own role and
/// those below it.
/// </summary>
public sealed class RoleAssumption(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, SecurityTokens tokens, IAuditLog audit)
{
    /// <summary>Characters in a session policy.</summary>
    public const int PolicyLimit = 2048;

    /// <summary>Makes one.</summary>
    /// <param name="actor">The account.</param>
    /// <param name="role">The role.</param>
    /// <param name="sessionName">What logs call it.</param>
    /// <param name="lifetime">How long.</param>
    /// <param name="policy">The session policy; null for none.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="VodException"><see cref="ErrorCode.Forbidden"/>: the role is above the account's own; a fault of the policy.</exception>
    public async Task<TemporaryAccess> RunAsync(
        Actor actor, Role role, string sessionName, TimeSpan lifetime, string? policy, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        // Roles are declared from the least to the most.
        if (await guard.FindRoleAsync(actor, cancellation) is not { } own || role > own)
            throw new VodException(ErrorCode.Forbidden, Permission.ViewMedia);
        if (policy is not null) PolicyParser.Parse(policy, PolicyLimit);
        var session = new ApiSession(actor.UserId!.Value, $"{actor.Name}/{sessionName}", Role: role, Policy: policy);
        var access = await tokens.IssueAsync(session, lifetime, cancellation);
        // Letters that JSON escapes grow on the way into the token.
        if (access.Token.Length > SecurityTokens.SizeLimit) throw new VodException(ErrorCode.PolicyTooLong, PolicyLimit);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        audit.Add(
            db, actor, AuditAction.RoleAssumed, new AuditTarget("role", role.ToString()), null,
            new { Session = sessionName, access.Id, access.ExpiresAt, Policy = policy });
        await db.SaveChangesAsync(cancellation);
        return access;
    }
}
