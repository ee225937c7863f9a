using Microsoft.EntityFrameworkCore;

namespace VodConsole.Core.Accounts;

/// <summary>Reads accounts for the users page and the <c>users</c> verb.</summary>
public sealed class UserList(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, TimeProvider clock)
{
    /// <summary>A part of the accounts that <paramref name="filter"/> leaves, and how many it leaves.</summary>
    public async Task<(IReadOnlyList<UserRow> Rows, long Total)> ReadAsync(
        Actor actor, UserFilter filter, int skip, int take, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageUsers, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var users =
            from user in db.Users
            join link in db.UserRoles on user.Id equals link.UserId
            join role in db.Roles on link.RoleId equals role.Id
            select new
            {
                User = user, Role = role.Name,
                HasTwoFactor = db.SecondFactors.Any(factor => factor.UserId == user.Id && factor.EnabledAt != null),
                HasOtherWays = db.UserPasskeys.Any(row => row.UserId == user.Id) || db.UserLogins.Any(row => row.UserId == user.Id),
            };
        if (filter.Role is { } wanted)
        {
            var name = wanted.ToString();
            users = users.Where(row => row.Role == name);
        }

        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var search = filter.Search.Trim().ToUpperInvariant();
            users = users.Where(row => row.User.NormalizedEmail!.Contains(search));
        }

        var total = await users.LongCountAsync(cancellation);
        var found = await users.OrderBy(row => row.User.NormalizedEmail).Skip(skip).Take(take).ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        return ([.. found.Select(row => new UserRow(
            row.User.Id, row.User.Email!, Enum.Parse<Role>(row.Role!),
            row.User.LockoutEnd > now ? row.User.LockoutEnd : null, row.User.CreatedAt, row.User.LastSignInAt, row.HasTwoFactor, row.HasOtherWays))], total);
    }
}

/// <summary>Narrows the list.</summary>
/// <param name="Search">Part of the e-mail address.</param>
/// <param name="Role">Only this role.</param>
public sealed record UserFilter(string? Search = null, Role? Role = null);

/// <summary>An account as the list shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Email">E-mail address, also the sign-in name.</param>
/// <param name="Role">The one role.</param>
/// <param name="LockedUntil">Until when it is locked; null when it is not. See <see cref="IsLockedByHand"/>.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="LastSignInAt">The last sign-in, UTC.</param>
/// <param name="HasTwoFactor">Whether a sign-in asks for a code of an authenticator app.</param>
/// <param name="HasOtherWays">Whether a passkey or a login of a provider signs in too.</param>
public sealed record UserRow(
    Guid Id, string Email, Role Role, DateTimeOffset? LockedUntil, DateTime CreatedAt, DateTime? LastSignInAt, bool HasTwoFactor, bool HasOtherWays)
{
    /// <summary>Whether an administrator locked it, in contrast to too many wrong passwords.</summary>
    public bool IsLockedByHand => AccountLock.IsByHand(LockedUntil);
}
