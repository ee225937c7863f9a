using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Accounts;

/// <summary>
/// Decides, inside the service layer and against the database, whether an actor may do something now.
/// Pages hide what a role cannot do; this is what refuses it. A changed role or a locked account counts from
/// the next call on. Refusals are audited.
/// </summary>
public sealed class AccessGuard(IDbContextFactory<VodDbContext> contexts, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Returns when <paramref name="actor"/> holds <paramref name="permission"/>.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.NotSignedIn"/> or <see cref="ErrorCode.Forbidden"/>.</exception>
    public async Task RequireAsync(Actor actor, Permission permission, CancellationToken cancellation = default)
    {
        if (actor.IsTrusted) return;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var role = await FindRoleAsync(db, actor, cancellation);
        if (role is { } held && held.Allows(permission)) return;

        audit.Refused(db, actor, permission);
        await db.SaveChangesAsync(cancellation);
        throw role is null
            ? new VodException(ErrorCode.NotSignedIn)
            : new VodException(ErrorCode.Forbidden, permission);
    }

    /// <summary>The actor's role as the database has it now; null when the account is gone or locked.</summary>
    public async Task<Role?> FindRoleAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (actor.IsTrusted) return Role.Administrator;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await FindRoleAsync(db, actor, cancellation);
    }

    private async Task<Role?> FindRoleAsync(VodDbContext db, Actor actor, CancellationToken cancellation)
    {
        var found = await (
            from user in db.Users
            join link in db.UserRoles on user.Id equals link.UserId
            join role in db.Roles on link.RoleId equals role.Id
            where user.Id == actor.UserId
            select new { user.LockoutEnd, role.Name }).FirstOrDefaultAsync(cancellation);
        if (found is null || found.LockoutEnd > clock.GetUtcNow()) return null;
        return Enum.TryParse<Role>(found.Name, out var parsed) ? parsed : null;
    }
}
