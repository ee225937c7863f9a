using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;

namespace VodConsole.Web.Accounts;

/// <summary>
/// The end that all ways to sign in share: the session and its cookie, or the count of what was wrong; metrics and audit log. It checks
/// nothing itself.
/// </summary>
internal sealed class Admission(
    SignInManager<VodUser> signIn, UserManager<VodUser> users, SignInSessions sessions, IDbContextFactory<VodDbContext> contexts,
    IAuditLog audit, SignInMetrics metrics, TimeProvider clock)
{
    /// <summary>Lets somebody in who has proved who they are.</summary>
    public async Task AdmitAsync(Actor actor, VodUser user, SignInMethod method, CancellationToken cancellation)
    {
        user.LastSignInAt = clock.GetUtcNow().UtcDateTime;
        user.AccessFailedCount = 0;
        (await users.UpdateAsync(user)).ThrowIfRefused(user.Email!);
        await SetCookieAsync(actor, user, method, cancellation);
        metrics.Count("done");
        await NoteAsync(actor, AuditAction.SignedIn, user, new { Method = method }, cancellation);
    }

    /// <summary>Begins a session and hands it to the browser.</summary>
    public async Task SetCookieAsync(Actor actor, VodUser user, SignInMethod method, CancellationToken cancellation)
    {
        var browser = signIn.Context.Request.Headers.UserAgent.ToString();
        var session = await sessions.BeginAsync(user.Id, method, actor.Address, browser, cancellation);
        await signIn.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(ConsoleCookie.SessionClaim, session.ToString("N"))]);
    }

    /// <summary>Counts a wrong answer of an account towards its lock; a locked one is not counted on.</summary>
    /// <returns>Whether the account is locked now.</returns>
    public async Task<bool> FailAsync(Actor actor, VodUser user, string reason, CancellationToken cancellation)
    {
        var isLocked = await users.IsLockedOutAsync(user);
        if (!isLocked)
        {
            (await users.AccessFailedAsync(user)).ThrowIfRefused(user.Email!);
            isLocked = await users.IsLockedOutAsync(user);
        }

        await RefuseAsync(actor, user, isLocked ? "Locked" : reason, cancellation);
        return isLocked;
    }

    /// <summary>Notes that somebody was not let in.</summary>
    public Task RefuseAsync(Actor actor, VodUser? user, string reason, CancellationToken cancellation)
    {
        metrics.Count(reason == "Locked" ? "locked" : "refused");
        return NoteAsync(actor, AuditAction.SignInRefused, user, new { Reason = reason }, cancellation);
    }

    /// <summary>Writes into the audit log.</summary>
    public async Task NoteAsync(Actor actor, string action, VodUser? user, object? after, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        audit.Add(db, actor, action, new AuditTarget("user", user?.Id.ToString("N") ?? "", user?.Email ?? actor.Name), null, after);
        await db.SaveChangesAsync(cancellation);
    }
}
