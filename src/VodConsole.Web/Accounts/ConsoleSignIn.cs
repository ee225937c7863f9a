using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Accounts;

/// <summary>Signs people in by password and out, and changes their password. Static pages and endpoints only.</summary>
internal sealed class ConsoleSignIn(
    SignInManager<VodUser> signIn, UserManager<VodUser> users, SignInSessions sessions, SecondFactorCheck secondFactor,
    IdentityConfirmation confirmation, AnswerCount answers, Admission admission, VodDbContext db)
{
    private static readonly string DecoyHash = new PasswordHasher<VodUser>().HashPassword(new VodUser(), "decoy");

    /// <summary>
    /// Checks the password; sets the cookie, or remembers that the second step is next. The answer does not tell a wrong password from
    /// an unknown or locked account.
    /// </summary>
    public async Task<SignInOutcome> TryAsync(string email, string password, string? address, CancellationToken cancellation)
    {
        var user = await users.FindByEmailAsync(email);
        if (user is null)
        {
            // As much work as for a known account, so that time does not tell either.
            users.PasswordHasher.VerifyHashedPassword(new VodUser(), DecoyHash, password);
            await admission.RefuseAsync(new Actor(null, email, address), null, "UnknownAccount", cancellation);
            return SignInOutcome.Refused;
        }

        var actor = new Actor(user.Id, user.UserName!, address);
        var answer = await answers.AddAsync(user.Id, cancellation);
        if (!await users.CheckPasswordAsync(user, password) || answer is null)
        {
            await admission.RefuseAsync(actor, user, answer is { IsLast: false } ? "Password" : "Locked", cancellation);
            return SignInOutcome.Refused;
        }

        if (await secondFactor.IsEnabledAsync(user.Id, cancellation))
        {
            // Wrong codes go on counting: a right password between them is no reason to forget them.
            await answers.GiveBackAsync(answer, cancellation);
            await PendingSignIn.SaveAsync(signIn.Context, user);
            return SignInOutcome.CodeNeeded;
        }

        await admission.AdmitAsync(actor, user, SignInMethod.Password, answer, cancellation);
        return SignInOutcome.Done;
    }

    /// <summary>Ends every session of the person, copied cookies included, and removes the cookie.</summary>
    /// <param name="actor">Who signs out; null for a cookie that is over, which is removed and nothing else.</param>
    /// <param name="cancellation">Ends the operation.</param>
    public async Task SignOutAsync(Actor? actor, CancellationToken cancellation)
    {
        if (actor is not null && await users.FindByIdAsync(actor.UserId!.Value.ToString()) is { } user)
        {
            await users.UpdateSecurityStampAsync(user);
            await sessions.EndAsync(user.Id, except: null, cancellation);
            await admission.NoteAsync(actor, AuditAction.SignedOut, user, null, cancellation);
        }

        await signIn.SignOutAsync();
    }

    /// <summary>
    /// Changes the person's own password, ends their other sessions, and goes on with a new one. A wrong current password counts towards the
    /// lock as at sign-in: whoever has the session must not learn the password by trying.
    /// </summary>
    /// <exception cref="VodException">As <see cref="IdentityConfirmation.ByPasswordAsync"/>, or the new password is too weak.</exception>
    public async Task ChangePasswordAsync(Actor actor, string current, string password, CancellationToken cancellation)
    {
        await confirmation.ByPasswordAsync(actor, current, cancellation);
        var user = await users.FindByIdAsync(actor.UserId!.Value.ToString()) ?? throw new VodException(ErrorCode.NotSignedIn);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            (await users.ChangePasswordAsync(user, current, password)).ThrowIfRefused(actor.Name);
            // A link for another password that a thief has made ends with what they know.
            await db.AccountLinks.Where(link => link.UserId == user.Id).ExecuteDeleteAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await admission.NoteAsync(actor, AuditAction.PasswordChanged, user, null, cancellation);
        await sessions.EndAsync(user.Id, except: null, cancellation);
        await admission.SetCookieAsync(actor, user, SignInMethod.Password, cancellation);
    }
}

/// <summary>What came of the first step of a sign-in.</summary>
internal enum SignInOutcome
{
    /// <summary>Nobody is let in.</summary>
    Refused,
    /// <summary>A code of the authenticator app is next.</summary>
    CodeNeeded,
    /// <summary>The session has begun.</summary>
    Done,
}
