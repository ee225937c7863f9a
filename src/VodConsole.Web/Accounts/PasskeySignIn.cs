using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Accounts;

/// <summary>
/// What passkeys need of a request, because the challenge travels in a cookie: adding one, and signing in or confirming by one.
/// A passkey asks its owner for a PIN, a finger or a face, so that it stands for both steps of a sign-in.
/// </summary>
internal sealed class PasskeySignIn(
    SignInManager<VodUser> signIn, UserManager<VodUser> users, Passkeys passkeys, IdentityConfirmation confirmation, Admission admission)
{
    /// <summary>What both ceremonies require; see <see cref="PasskeySignIn"/>.</summary>
    public static void Configure(IdentityPasskeyOptions options)
    {
        options.UserVerificationRequirement = "required";
        // Signing in begins without an e-mail address.
        options.ResidentKeyRequirement = "required";
    }

    /// <summary>What the browser's <c>credentials.create</c> is called with.</summary>
    /// <exception cref="VodException">As <see cref="Passkeys.RequireReadyAsync"/>.</exception>
    public async Task<string> BeginAddingAsync(Actor actor, CancellationToken cancellation)
    {
        await passkeys.RequireReadyAsync(actor, cancellation);
        return await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
        {
            Id = actor.UserId!.Value.ToString(), Name = actor.Name, DisplayName = actor.Name,
        });
    }

    /// <summary>Adds the passkey that the browser made.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.PasskeyRefused"/>; as <see cref="Passkeys.AddAsync"/>.</exception>
    public async Task AddAsync(Actor actor, string credential, string name, CancellationToken cancellation)
    {
        await passkeys.RequireReadyAsync(actor, cancellation);
        var made = await JudgeAsync(() => signIn.PerformPasskeyAttestationAsync(credential));
        if (made is not { Succeeded: true } || made.UserEntity.Id != actor.UserId!.Value.ToString()) throw new VodException(ErrorCode.PasskeyRefused);
        await passkeys.AddAsync(actor, made.Passkey, name, cancellation);
    }

    /// <summary>What the browser's <c>credentials.get</c> is called with.</summary>
    /// <param name="person">Whose passkeys may answer; anybody's when nobody is signed in.</param>
    public async Task<string> BeginAsync(ClaimsPrincipal person) =>
        await signIn.MakePasskeyRequestOptionsAsync(person.Identity?.IsAuthenticated == true ? await users.GetUserAsync(person) : null);

    /// <summary>Signs in whoever the passkey belongs to.</summary>
    public async Task<bool> TryAsync(string credential, string? address, CancellationToken cancellation)
    {
        if (await FindAsync(credential) is not { } user)
        {
            await admission.RefuseAsync(new Actor(null, "passkey", address), null, "Passkey", cancellation);
            return false;
        }

        var actor = new Actor(user.Id, user.UserName!, address);
        if (await users.IsLockedOutAsync(user))
        {
            await admission.RefuseAsync(actor, user, "Locked", cancellation);
            return false;
        }

        await admission.AdmitAsync(actor, user, SignInMethod.Passkey, null, cancellation);
        return true;
    }

    /// <summary>Confirms that it is still the person.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.PasskeyRefused"/>; <see cref="ErrorCode.NotSignedIn"/>.</exception>
    public async Task ConfirmAsync(Actor actor, string credential, CancellationToken cancellation) =>
        await confirmation.ByPasskeyAsync(actor, (await FindAsync(credential))?.Id, cancellation);

    private async Task<VodUser?> FindAsync(string credential)
    {
        var answer = await JudgeAsync(() => signIn.PerformPasskeyAssertionAsync(credential));
        if (answer is not { Succeeded: true }) return null;
        // The counter by which a copied passkey is noticed.
        (await users.AddOrUpdatePasskeyAsync(answer.User, answer.Passkey)).ThrowIfRefused(answer.User.Email!);
        return answer.User;
    }

    // Identity throws when the browser brings no challenge along, or one that is over: to whoever sent it that is a refusal.
    private static async Task<T?> JudgeAsync<T>(Func<Task<T>> judge)
        where T : class
    {
        try
        {
            return await judge();
        }
        catch (Exception refused) when (refused is InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
