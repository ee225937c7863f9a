using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Audit;

namespace VodConsole.Core.Accounts;

/// <summary>Where a person is signed in, and the way to end all of it but the page at hand.</summary>
public sealed class OwnSessions(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, TimeProvider clock)
{
    /// <summary>The person's sessions, the latest first. One that was left idle is shown until its day is over.</summary>
    public async Task<IReadOnlyList<SessionRow>> ListAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAccountAsync(actor, cancellation);
        var over = clock.GetUtcNow().UtcDateTime - SignInSessions.Lifetime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.SignInSessions.Where(session => session.UserId == actor.UserId && session.SignedInAt > over)
            .OrderByDescending(session => session.SignedInAt).ThenBy(session => session.Id)
            .Select(session => new SessionRow(session.SignedInAt, session.Method, session.Address, session.Browser, session.Id == actor.SessionId))
            .ToListAsync(cancellation);
    }

    /// <summary>Ends every session of the person but the one that asks. Their cookies are worth nothing from the next request on.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> EndOthersAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAccountAsync(actor, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var ended = await db.SignInSessions.Where(session => session.UserId == actor.UserId && session.Id != actor.SessionId)
            .ExecuteDeleteAsync(cancellation);
        audit.Add(
            db, actor, AuditAction.OtherSessionsEnded, new AuditTarget("user", actor.UserId!.Value.ToString("N"), actor.Name), null, new { Ended = ended });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return ended;
    }
}

/// <summary>A session as its person sees it.</summary>
/// <param name="SignedInAt">When it began, UTC.</param>
/// <param name="Method">What the person signed in with.</param>
/// <param name="Address">The remote address of that time.</param>
/// <param name="Browser">What the browser called itself.</param>
/// <param name="IsThis">Whether it is the one that asks.</param>
public sealed record SessionRow(DateTime SignedInAt, SignInMethod Method, string? Address, string? Browser, bool IsThis);
