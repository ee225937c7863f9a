using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Accounts;

/// <summary>An account inside the transaction that changes it.</summary>
internal sealed class UserChange
{
    private UserChange(VodDbContext db, UserManager<VodUser> users, VodUser user, Role role) =>
        (Db, Users, User, Role) = (db, users, user, role);

    public VodDbContext Db { get; }
    public UserManager<VodUser> Users { get; }
    public VodUser User { get; }

    /// <summary>The role at the beginning.</summary>
    public Role Role { get; }

    public AuditTarget Target => new("user", User.Id.ToString("N"), User.Email);

    public static async Task<UserChange> OpenAsync(
        VodDbContext db, UserManager<VodUser> users, Guid userId, CancellationToken cancellation)
    {
        var user = await users.FindByIdAsync(userId.ToString()) ?? throw new VodException(ErrorCode.UserNotFound, userId.ToString("N"));
        var role = await (
            from link in db.UserRoles
            join named in db.Roles on link.RoleId equals named.Id
            where link.UserId == userId
            select named.Name).SingleAsync(cancellation);
        return new UserChange(db, users, user, Enum.Parse<Role>(role!));
    }

    public Task<Guid> RoleIdAsync(Role role, CancellationToken cancellation)
    {
        var name = role.ToString();
        return Db.Roles.Where(row => row.Name == name).Select(row => row.Id).SingleAsync(cancellation);
    }

    /// <summary>Refuses when nobody else could administer after this account no longer can.</summary>
    public async Task RequireAnotherAdministratorAsync(TimeProvider clock, CancellationToken cancellation)
    {
        var administrators = await RoleIdAsync(Role.Administrator, cancellation);
        // Times with an offset cannot be compared in SQLite; there are few administrators.
        var others = await (
            from link in Db.UserRoles
            join user in Db.Users on link.UserId equals user.Id
            where link.RoleId == administrators && user.Id != User.Id
            select user.LockoutEnd).ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        if (!others.Any(locked => locked is null || locked <= now)) throw new VodException(ErrorCode.LastAdministrator, User.Email!);
    }

    /// <summary>
    /// Saves everything with a new security stamp. Links for a new password end too: one that a thief has made would outlive what was done
    /// against them.
    /// </summary>
    public async Task SaveEndingSessionsAsync(CancellationToken cancellation)
    {
        await Db.SignInSessions.Where(session => session.UserId == User.Id).ExecuteDeleteAsync(cancellation);
        await Db.AccountLinks.Where(link => link.UserId == User.Id).ExecuteDeleteAsync(cancellation);
        (await Users.UpdateSecurityStampAsync(User)).ThrowIfRefused(User.Email!);
    }
}
