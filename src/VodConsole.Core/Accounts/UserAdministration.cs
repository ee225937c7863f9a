using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Accounts;

/// <summary>
/// Changes accounts. Every change of rights also changes the security stamp, which Identity itself does not do for roles and
/// locks, so that open sessions end. The last administrator who can sign in always stays. What gives somebody a way in or other rights
/// needs a confirmation: with it a stolen session could make itself a password, and confirm anything by that. A lock must not wait for one.
/// </summary>
public sealed class UserAdministration(
    IServiceScopeFactory scopes, AccessGuard guard, AccountWriter accounts, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Adds an account and returns its id.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.ConfirmationNeeded"/>; the address is taken or none, or the password is too weak.</exception>
    public async Task<Guid> AddAsync(Actor actor, string email, string password, Role role, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, Permission.ManageUsers, cancellation);
        return await accounts.AddAsync(actor, email, password, role, cancellation);
    }

    /// <summary>Gives an account another role; its sessions end.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.ConfirmationNeeded"/>, <see cref="ErrorCode.UserNotFound"/>, <see cref="ErrorCode.LastAdministrator"/>.
    /// </exception>
    public Task SetRoleAsync(Actor actor, Guid userId, Role role, CancellationToken cancellation) =>
        ChangeConfirmedAsync(actor, userId, async change =>
        {
            var before = change.Role;
            if (before == role) return;
            if (before == Role.Administrator) await change.RequireAnotherAdministratorAsync(clock, cancellation);
            var db = change.Db;
            db.UserRoles.RemoveRange(await db.UserRoles.Where(link => link.UserId == userId).ToListAsync(cancellation));
            db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = userId, RoleId = await change.RoleIdAsync(role, cancellation) });
            audit.Add(db, actor, AuditAction.UserRoleSet, change.Target, new { Role = before }, new { Role = role });
            await change.SaveEndingSessionsAsync(cancellation);
        }, cancellation);

    /// <summary>Locks an account until it is unlocked; its sessions end.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.UserNotFound"/>, <see cref="ErrorCode.LastAdministrator"/>.</exception>
    public Task LockAsync(Actor actor, Guid userId, CancellationToken cancellation) =>
        ChangeAsync(actor, userId, async change =>
        {
            if (change.Role == Role.Administrator) await change.RequireAnotherAdministratorAsync(clock, cancellation);
            change.User.LockoutEnd = AccountLock.ByHand;
            audit.Add(change.Db, actor, AuditAction.UserLocked, change.Target, new { Locked = false }, new { Locked = true });
            await change.SaveEndingSessionsAsync(cancellation);
        }, cancellation);

    /// <summary>Lets a locked account in again, whoever or whatever locked it.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.ConfirmationNeeded"/>, <see cref="ErrorCode.UserNotFound"/>.</exception>
    public Task UnlockAsync(Actor actor, Guid userId, CancellationToken cancellation) =>
        ChangeConfirmedAsync(actor, userId, async change =>
        {
            change.User.LockoutEnd = null;
            change.User.AccessFailedCount = 0;
            audit.Add(change.Db, actor, AuditAction.UserUnlocked, change.Target, new { Locked = true }, new { Locked = false });
            (await change.Users.UpdateAsync(change.User)).ThrowIfRefused(change.User.Email!);
        }, cancellation);

    /// <summary>Gives an account a new password; its sessions end.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.ConfirmationNeeded"/>, <see cref="ErrorCode.UserNotFound"/>, <see cref="ErrorCode.PasswordTooWeak"/>.
    /// </exception>
    public Task ResetPasswordAsync(Actor actor, Guid userId, string password, CancellationToken cancellation) =>
        ChangeConfirmedAsync(actor, userId, async change =>
        {
            audit.Add(change.Db, actor, AuditAction.UserPasswordReset, change.Target, null, null);
            (await change.Users.RemovePasswordAsync(change.User)).ThrowIfRefused(change.User.Email!);
            (await change.Users.AddPasswordAsync(change.User, password)).ThrowIfRefused(change.User.Email!);
            await change.SaveEndingSessionsAsync(cancellation);
        }, cancellation);

    /// <summary>
    /// Takes off an account everything but its password that signs in: the authenticator app that its person has lost, and passkeys and logins of a
    /// provider, one of which may be a thief's. Its sessions end.
    /// </summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.ConfirmationNeeded"/>, <see cref="ErrorCode.UserNotFound"/>, <see cref="ErrorCode.TwoFactorDisabled"/>.
    /// </exception>
    public Task ResetTwoFactorAsync(Actor actor, Guid userId, CancellationToken cancellation) =>
        ChangeConfirmedAsync(actor, userId, async change =>
        {
            var hadApp = await TwoFactor.RemoveAsync(change.Db, userId, cancellation);
            var passkeys = await change.Db.UserPasskeys.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellation);
            var logins = await change.Db.UserLogins.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellation);
            if (!hadApp && passkeys + logins == 0) throw new VodException(ErrorCode.TwoFactorDisabled);
            audit.Add(
                change.Db, actor, AuditAction.UserTwoFactorReset, change.Target, new { App = hadApp, Passkeys = passkeys, Logins = logins }, null);
            await change.SaveEndingSessionsAsync(cancellation);
        }, cancellation);

    /// <summary>The account with that e-mail address.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.UserNotFound"/>.</exception>
    public async Task<Guid> FindAsync(Actor actor, string email, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageUsers, cancellation);
        await using var scope = scopes.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<UserManager<VodUser>>().FindByEmailAsync(email.Trim());
        return user?.Id ?? throw new VodException(ErrorCode.UserNotFound, email);
    }

    private Task ChangeConfirmedAsync(Actor actor, Guid userId, Func<UserChange, Task> apply, CancellationToken cancellation) =>
        ApplyAsync(() => guard.RequireConfirmedAsync(actor, Permission.ManageUsers, cancellation), userId, apply, cancellation);

    private Task ChangeAsync(Actor actor, Guid userId, Func<UserChange, Task> apply, CancellationToken cancellation) =>
        ApplyAsync(() => guard.RequireAsync(actor, Permission.ManageUsers, cancellation), userId, apply, cancellation);

    // Serializable: two administrators who demote each other at once must not both see the other one.
    private Task ApplyAsync(Func<Task> require, Guid userId, Func<UserChange, Task> apply, CancellationToken cancellation) =>
        ContendedSave.RunAsync(
            async () =>
            {
                // Anew each time: the other's change may be what takes the right away.
                await require();
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<VodDbContext>();
                var users = scope.ServiceProvider.GetRequiredService<UserManager<VodUser>>();
                await SerializableSave.RunOnceAsync(
                    db, async () => await apply(await UserChange.OpenAsync(db, users, userId, cancellation)), cancellation);
            },
            cancellation);
}
