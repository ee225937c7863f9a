using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Accounts;

/// <summary>
/// Lets a person confirm that it is still they, which <see cref="AccessGuard.RequireConfirmedAsync(Actor, Permission, CancellationToken)"/>
/// asks for before what a stolen session must not do. It counts for one session and a few minutes. Wrong answers count towards the
/// lock of the account, as at sign-in.
/// </summary>
public sealed class IdentityConfirmation(
    IServiceScopeFactory scopes, SecondFactorCheck secondFactor, AnswerCount answers, IAuditLog audit, TimeProvider clock)
{
    /// <summary>How long a confirmation counts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Confirms by the account's password.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.PasswordWrong"/>; <see cref="ErrorCode.NotSignedIn"/>, also when this answer was one too many.</exception>
    public async Task ByPasswordAsync(Actor actor, string password, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var attempt = await OpenAsync(scope, actor, cancellation);
        var isRight = await attempt.Users.CheckPasswordAsync(attempt.User, password);
        await JudgeAsync(attempt, isRight, "Password", ErrorCode.PasswordWrong, cancellation);
    }

    /// <summary>Confirms by a code of the account's authenticator app.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.CodeWrong"/>; <see cref="ErrorCode.NotSignedIn"/>, also when this answer was one too many.</exception>
    public async Task ByCodeAsync(Actor actor, string code, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var attempt = await OpenAsync(scope, actor, cancellation);
        var isRight = await secondFactor.AcceptCodeAsync(attempt.User.Id, code, cancellation);
        await JudgeAsync(attempt, isRight, "AuthenticatorCode", ErrorCode.CodeWrong, cancellation);
    }

    /// <summary>Confirms by a passkey, whose answer the caller has checked.</summary>
    /// <param name="actor">Who confirms.</param>
    /// <param name="ownerId">Whose passkey answered; null when the answer was wrong.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="VodException"><see cref="ErrorCode.PasskeyRefused"/>; <see cref="ErrorCode.NotSignedIn"/>, also when this answer was one too many.</exception>
    public async Task ByPasskeyAsync(Actor actor, Guid? ownerId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var attempt = await OpenAsync(scope, actor, cancellation);
        await JudgeAsync(attempt, ownerId == attempt.User.Id, "Passkey", ErrorCode.PasskeyRefused, cancellation);
    }

    private async Task<Attempt> OpenAsync(AsyncServiceScope scope, Actor actor, CancellationToken cancellation)
    {
        var db = scope.ServiceProvider.GetRequiredService<VodDbContext>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<VodUser>>();
        if (actor.SessionId is not { } sessionId || await db.SignInSessions.FindAsync([sessionId], cancellation) is not { } session
            || session.UserId != actor.UserId || await answers.AddAsync(session.UserId, cancellation) is not { } answer
            || await users.FindByIdAsync(session.UserId.ToString()) is not { } user)
            throw new VodException(ErrorCode.NotSignedIn);
        return new Attempt(actor, db, users, user, session, answer);
    }

    private async Task JudgeAsync(Attempt attempt, bool isRight, string method, ErrorCode wrong, CancellationToken cancellation)
    {
        var (actor, db, _, user, session, answer) = attempt;
        audit.Add(
            db, actor, isRight ? AuditAction.IdentityConfirmed : AuditAction.IdentityConfirmationRefused,
            new AuditTarget("user", user.Id.ToString("N"), user.Email), null, new { Method = method });
        if (isRight) session.ConfirmedAt = clock.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync(cancellation);
        if (!isRight) throw new VodException(answer.IsLast ? ErrorCode.NotSignedIn : wrong);
        await answers.ForgetAsync(user.Id, answer, cancellation);
    }

    private sealed record Attempt(
        Actor Actor, VodDbContext Db, UserManager<VodUser> Users, VodUser User, SignInSession Session, CountedAnswer Answer);
}
