using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Accounts;

/// <summary>Signs people in and out of the console with the session cookie; audits both. Static pages and endpoints only.</summary>
internal sealed class ConsoleSignIn(
    SignInManager<VodUser> signIn, UserManager<VodUser> users, IDbContextFactory<VodDbContext> contexts, IAuditLog audit, SignInMetrics metrics, TimeProvider clock)
{
    private static readonly string DecoyHash = new PasswordHasher<VodUser>().HashPassword(new VodUser(), "decoy");

    /// <summary>
    /// Checks the password and sets the cookie. The answer does not tell a wrong password from an unknown or locked account.
    /// </summary>
    public async Task<bool> TryAsync(string email, string password, string? address, CancellationToken cancellation)
    {
        var user = await users.FindByEmailAsync(email);
        if (user is null)
        {
            // As much work as for a known account, so that time does not tell either.
            users.PasswordHasher.VerifyHashedPassword(new VodUser(), DecoyHash, password);
            metrics.Count("refused");
            await AuditAsync(new Actor(null, email, address), AuditAction.SignInRefused, null, new { Reason = "UnknownAccount" }, cancellation);
            return false;
        }

        var actor = new Actor(user.Id, user.UserName!, address);
        var result = await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            metrics.Count(result.IsLockedOut ? "locked" : "refused");
            await AuditAsync(actor, AuditAction.SignInRefused, user, new { Reason = result.IsLockedOut ? "Locked" : "Password" }, cancellation);
            return false;
        }

        user.LastSignInAt = clock.GetUtcNow().UtcDateTime;
        await users.UpdateAsync(user);
        await signIn.SignInAsync(user, isPersistent: false);
        metrics.Count("done");
        await AuditAsync(actor, AuditAction.SignedIn, user, null, cancellation);
        return true;
    }

    /// <summary>Ends every session of the person, copied cookies included, and removes the cookie.</summary>
    public async Task SignOutAsync(Actor? actor, CancellationToken cancellation)
    {
        if (actor is not null && await users.FindByIdAsync(actor.UserId!.Value.ToString()) is { } user)
        {
            await users.UpdateSecurityStampAsync(user);
            await AuditAsync(actor, AuditAction.SignedOut, user, null, cancellation);
        }

        await signIn.SignOutAsync();
    }

    /// <summary>Changes the person's own password, ends their other sessions, and goes on with this one.</summary>
    /// <exception cref="VodException">The current password is wrong, or the new one too weak.</exception>
    public async Task ChangePasswordAsync(Actor actor, string current, string password, CancellationToken cancellation)
    {
        var user = await users.FindByIdAsync(actor.UserId!.Value.ToString()) ?? throw new VodException(ErrorCode.NotSignedIn);
        (await users.ChangePasswordAsync(user, current, password)).ThrowIfRefused(actor.Name);
        await AuditAsync(actor, AuditAction.PasswordChanged, user, null, cancellation);
        await signIn.RefreshSignInAsync(user);
    }

    private async Task AuditAsync(Actor actor, string action, VodUser? user, object? after, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        audit.Add(db, actor, action, new AuditTarget("user", user?.Id.ToString("N") ?? "", user?.Email ?? actor.Name), null, after);
        await db.SaveChangesAsync(cancellation);
    }
}
