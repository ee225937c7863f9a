using System.Net;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Accounts;

/// <summary>
/// Decides, inside the service layer and against the database, whether an actor may do something now.
/// Pages hide what a role cannot do; this is what refuses it. A changed role, a changed policy or a locked account counts from
/// the next call on. What it refuses at the console is audited; what policies refuse a program is in the log, with its access key (<see cref="JudgeAsync"/>).
/// </summary>
public sealed class AccessGuard(IDbContextFactory<VodDbContext> contexts, KnownRights known, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Returns when <paramref name="actor"/> holds <paramref name="permission"/>.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.NotSignedIn"/> or <see cref="ErrorCode.Forbidden"/>.</exception>
    public async Task RequireAsync(Actor actor, Permission permission, CancellationToken cancellation = default)
    {
        if (actor.IsTrusted) return;
        // What a request of the API may do, the gateway has judged by the operation's own name; the role bounds it here once more.
        if (actor.Admitted?.Role.Allows(permission) == true) return;
        var rights = actor.Admitted is null ? await known.FindAsync(actor.UserId, cancellation) : null;
        if (rights?.Judge(InConsole(actor, permission, clock)).IsAllowed == true) return;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        audit.Refused(db, actor, permission);
        await db.SaveChangesAsync(cancellation);
        throw rights is null && actor.Admitted is null
            ? new VodException(ErrorCode.NotSignedIn)
            : new VodException(ErrorCode.Forbidden, permission);
    }

    /// <summary>
    /// The same for what a stolen session must not do: besides the permission, a person at the console must have confirmed in this
    /// session, a few minutes ago at most, that it is they (<see cref="IdentityConfirmation"/>). A signed call of the API and a verb
    /// are not asked: each has a secret of its own.
    /// </summary>
    /// <exception cref="VodException">As above, or <see cref="ErrorCode.ConfirmationNeeded"/>.</exception>
    public async Task RequireConfirmedAsync(Actor actor, Permission permission, CancellationToken cancellation = default)
    {
        await RequireAsync(actor, permission, cancellation);
        await RequireConfirmationAsync(actor, cancellation);
    }

    /// <summary>The same for a change of the person's own account, which needs no permission.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.NotSignedIn"/> or <see cref="ErrorCode.ConfirmationNeeded"/>.</exception>
    public async Task RequireConfirmedAsync(Actor actor, CancellationToken cancellation = default)
    {
        await RequireAccountAsync(actor, cancellation);
        await RequireConfirmationAsync(actor, cancellation);
    }

    /// <summary>Returns when the actor has an account that is not locked: enough to look at what is theirs.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.NotSignedIn"/>.</exception>
    public async Task RequireAccountAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (await FindRoleAsync(actor, cancellation) is null) throw new VodException(ErrorCode.NotSignedIn);
    }

    private async Task RequireConfirmationAsync(Actor actor, CancellationToken cancellation)
    {
        if (actor.IsTrusted || actor.Admitted is not null) return;
        var earliest = clock.GetUtcNow().UtcDateTime - IdentityConfirmation.Lifetime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await db.SignInSessions.AnyAsync(
            session => session.Id == actor.SessionId && session.UserId == actor.UserId && session.ConfirmedAt > earliest, cancellation))
            throw new VodException(ErrorCode.ConfirmationNeeded);
    }

    /// <summary>Judges an operation of the API by its own name, its resources, and where and when it is asked for.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="mark">The <see cref="RightsMark"/> at the moment that counts.</param>
    /// <param name="requests">What is asked for.</param>
    /// <param name="session">The limits of a temporary access key; null for none.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The first decision that refuses, else one that permits.</returns>
    public async Task<AccessDecision> JudgeAsync(
        Actor actor, Guid mark, IReadOnlyList<PolicyRequest> requests, SessionRights? session, CancellationToken cancellation)
    {
        var rights = await known.FindAsync(actor.UserId, mark, cancellation);
        if (rights is null) return new AccessDecision(AccessVerdict.NoAccount);
        var decisions = requests.Select(request => rights.Judge(request, session)).ToList();
        return decisions.FirstOrDefault(decision => !decision.IsAllowed) ?? decisions[0];
    }

    /// <summary>The actor's role as the database has it now; null when the account is gone or locked.</summary>
    public async Task<Role?> FindRoleAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (actor.IsTrusted) return Role.Administrator;
        return actor.Admitted?.Role ?? (await known.FindAsync(actor.UserId, cancellation))?.Role;
    }

    /// <summary>What <see cref="RequireAsync"/> asks of an account's rights.</summary>
    internal static PolicyRequest InConsole(Actor actor, Permission permission, TimeProvider clock) => new(
        PolicyActions.Of(permission), PolicyResources.Everything,
        IPAddress.TryParse(actor.Address, out var address) ? address : null, clock.GetUtcNow().UtcDateTime);
}
