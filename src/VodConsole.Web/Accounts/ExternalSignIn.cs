using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Accounts;

/// <summary>
/// Lets people in whom the configured provider vouches for. It makes no accounts: somebody gets in whose login is stored with an
/// account, or whose verified e-mail address is an account's, which then stores the login. An account's own second step stays.
/// </summary>
internal sealed class ExternalSignIn(
    UserManager<VodUser> users, SecondFactorCheck secondFactor, Admission admission, ILogger<ExternalSignIn> log)
{
    private const string Provider = "OpenIdConnect";

    /// <summary>Takes what the provider said out of its cookie and judges it.</summary>
    public async Task<SignInOutcome> TryAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var answer = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        if (answer.Principal is not { } person || KeyOf(person) is not { } key) return SignInOutcome.Refused;

        var address = context.Connection.RemoteIpAddress?.ToString();
        VodUser? user;
        try
        {
            user = await users.FindByLoginAsync(Provider, key) ?? await LinkAsync(person, key, address, cancellation);
        }
        catch (Exception lost) when (lost is DbUpdateException or VodException { Code: ErrorCode.ChangedMeanwhile })
        {
            // Another sign-in of the same person, or a change of the account, came first; who tries again finds it as it is then.
            await admission.RefuseAsync(Stranger(person.FindFirstValue("email"), address), null, nameof(ErrorCode.ChangedMeanwhile), cancellation);
            return SignInOutcome.Refused;
        }

        if (user is null)
        {
            await admission.RefuseAsync(Stranger(person.FindFirstValue("email"), address), null, "NoAccount", cancellation);
            return SignInOutcome.Refused;
        }

        var actor = new Actor(user.Id, user.UserName!, address);
        if (await users.IsLockedOutAsync(user))
        {
            await admission.RefuseAsync(actor, user, "Locked", cancellation);
            return SignInOutcome.Refused;
        }

        if (await secondFactor.IsEnabledAsync(user.Id, cancellation))
        {
            await PendingSignIn.SaveAsync(context, user);
            return SignInOutcome.CodeNeeded;
        }

        await admission.AdmitAsync(actor, user, SignInMethod.OpenIdConnect, null, cancellation);
        return SignInOutcome.Done;
    }

    /// <summary>Notes that the provider, or what came from it, was not accepted.</summary>
    public Task NoteFailureAsync(HttpContext context, Exception? failure)
    {
        log.LogWarning(failure, "The answer of the OpenID Connect provider was refused.");
        return admission.RefuseAsync(
            Stranger(null, context.Connection.RemoteIpAddress?.ToString()), null, "ProviderRefused", context.RequestAborted);
    }

    // An address that nobody has verified could be anybody's, and so would be the account.
    private async Task<VodUser?> LinkAsync(ClaimsPrincipal person, string key, string? address, CancellationToken cancellation)
    {
        if (!bool.TryParse(person.FindFirstValue("email_verified"), out var isVerified) || !isVerified) return null;
        if (person.FindFirstValue("email") is not { Length: > 0 } email || await users.FindByEmailAsync(email) is not { } user) return null;
        if (await users.IsLockedOutAsync(user)) return user;
        (await users.AddLoginAsync(user, new UserLoginInfo(Provider, key, Provider))).ThrowIfRefused(email);
        await admission.NoteAsync(new Actor(user.Id, user.UserName!, address), AuditAction.ExternalLoginLinked, user, null, cancellation);
        return user;
    }

    private static string? KeyOf(ClaimsPrincipal person) =>
        person.FindFirstValue("iss") is { Length: > 0 } issuer && person.FindFirstValue("sub") is { Length: > 0 } subject
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")))
            : null;

    private static Actor Stranger(string? email, string? address) => new(null, email ?? Provider, address);
}
