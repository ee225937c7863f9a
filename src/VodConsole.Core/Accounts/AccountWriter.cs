using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Accounts;

/// <summary>
/// Adds accounts through ASP.NET Identity with role and audit entry in one transaction. It authorises nobody: its callers,
/// <see cref="FirstAdministrator"/> and <c>UserAdministration</c>, do.
/// </summary>
public sealed class AccountWriter(IServiceScopeFactory scopes, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Adds an account.</summary>
    /// <param name="actor">Who does it, for the audit log.</param>
    /// <param name="email">Also the name to sign in with.</param>
    /// <param name="password">Checked against the password rules.</param>
    /// <param name="role">The one role.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <param name="beforeSave">Runs first in the same transaction; throws to stop everything.</param>
    /// <returns>The account's id.</returns>
    /// <exception cref="VodException">The address is taken or none, or the password is too weak.</exception>
    public async Task<Guid> AddAsync(
        Actor actor, string email, string password, Role role, CancellationToken cancellation, Func<VodDbContext, Task>? beforeSave = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<VodUser>>();
        var db = scope.ServiceProvider.GetRequiredService<VodDbContext>();
        var user = new VodUser { Id = Guid.NewGuid(), Email = email.Trim(), UserName = email.Trim(), CreatedAt = clock.GetUtcNow().UtcDateTime };
        // Before the transaction, since hashing takes long on purpose and an embedded database has one writer.
        foreach (var rule in users.PasswordValidators) (await rule.ValidateAsync(users, user, password)).ThrowIfRefused(email);
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (beforeSave is not null) await beforeSave(db);
        var roleName = role.ToString();
        var roleId = await db.Roles.Where(row => row.Name == roleName).Select(row => row.Id).SingleAsync(cancellation);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = roleId });
        audit.Add(db, actor, AuditAction.UserAdded, new AuditTarget("user", user.Id.ToString("N"), user.Email), null, new { user.Email, Role = role });

        try
        {
            (await users.CreateAsync(user)).ThrowIfRefused(email);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Two people may add the same address at once: the index lets one of them, and only a fresh look tells the other.
            await transaction.RollbackAsync(CancellationToken.None);
            if (await IsTakenAsync(users.NormalizeName(user.UserName), cancellation)) throw new VodException(ErrorCode.EmailTaken, user.Email);
            throw;
        }

        return user.Id;
    }

    private async Task<bool> IsTakenAsync(string? name, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<VodDbContext>().Users.AnyAsync(user => user.NormalizedUserName == name, cancellation);
    }
}
