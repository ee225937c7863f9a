using Microsoft.AspNetCore.Identity;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Accounts;

/// <summary>The second step of a sign-in: a code of the authenticator app, or a recovery code. Static pages only.</summary>
internal sealed class SecondStep(
    SignInManager<VodUser> signIn, UserManager<VodUser> users, SecondFactorCheck check, AnswerCount answers, Admission admission)
{
    /// <summary>Whether this browser has done the first step, and may still do the second.</summary>
    public async Task<bool> IsNextAsync() => await FindAsync() is not null;

    /// <summary>Judges the answer. Wrong ones count towards the account's lock as wrong passwords do.</summary>
    public async Task<SecondStepOutcome> TryAsync(string code, bool isRecoveryCode, string? address, CancellationToken cancellation)
    {
        if (await FindAsync() is not { } user) return SecondStepOutcome.BeginAgain;
        var actor = new Actor(user.Id, user.UserName!, address);
        var answer = await answers.AddAsync(user.Id, cancellation);
        var isRight = answer is not null && (isRecoveryCode
            ? await check.AcceptRecoveryCodeAsync(user.Id, code, cancellation)
            : await check.AcceptCodeAsync(user.Id, code, cancellation));
        if (!isRight)
        {
            var isLocked = answer is not { IsLast: false };
            await admission.RefuseAsync(actor, user, isLocked ? "Locked" : isRecoveryCode ? "RecoveryCode" : "AuthenticatorCode", cancellation);
            if (!isLocked) return SecondStepOutcome.Refused;
            await PendingSignIn.EndAsync(signIn.Context);
            return SecondStepOutcome.BeginAgain;
        }

        await PendingSignIn.EndAsync(signIn.Context);
        await admission.AdmitAsync(actor, user, isRecoveryCode ? SignInMethod.RecoveryCode : SignInMethod.AuthenticatorCode, answer, cancellation);
        return SecondStepOutcome.Done;
    }

    // A new password or a lock since the first step is a reason to begin again.
    private async Task<VodUser?> FindAsync() =>
        await PendingSignIn.FindAsync(signIn.Context) is { } pending && await users.FindByIdAsync(pending.UserId) is { } user
        && user.SecurityStamp == pending.Stamp && !await users.IsLockedOutAsync(user)
            ? user
            : null;
}

/// <summary>What came of the second step.</summary>
internal enum SecondStepOutcome
{
    /// <summary>The answer is not right; another one may be.</summary>
    Refused,
    /// <summary>There is no first step any more: too late, or too many wrong answers.</summary>
    BeginAgain,
    /// <summary>The session has begun.</summary>
    Done,
}
