using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;

namespace VodConsole.Web.Accounts;

/// <summary>
/// The end that all ways to sign in share: the session and its cookie, or nothing; metrics and audit log. It checks nothing itself.
/// </summary>
internal sealed class Admission(
    SignInManager<VodUser> signIn, AnswerCount answers, SignInSessions sessions, IDbContextFactory<VodDbContext> contexts, IAuditLog audit,
    SignInMetrics metrics, TimeProvider clock)
{
    /// <summary>Lets somebody in who has proved who they are.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="user">Their account.</param>
    /// <param name="method">By what.</param>
    /// <param name="answer">The password or code, where it was one; null for what is not counted.</param>
    /// <param name="cancellation">Ends the operation.</param>
    public async Task AdmitAsync(Actor actor, VodUser user, SignInMethod method, CountedAnswer? answer, CancellationToken cancellation)
    {
        await answers.ForgetAsync(user.Id, answer, cancellation);
        // Not by the account as it was read: of two sign-ins at once the later would be refused, and its code used up for nothing.
        var now = clock.GetUtcNow().UtcDateTime;
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
            await db.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSignInAt, now), cancellation);
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
