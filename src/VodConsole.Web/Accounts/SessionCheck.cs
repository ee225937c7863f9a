using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VodConsole.Core;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Accounts;

/// <summary>
/// Whether a session still says the truth: it has not been ended, the account exists, is not locked, and has the role and the
/// security stamp that the cookie was made with. One query; asked by the cookie at every request for something that is not public, and by open pages
/// every few seconds. It replaces Identity's validator, which looks at the stamp only and renews the cookie each time.
/// </summary>
internal sealed class SessionCheck(IDbContextFactory<VodDbContext> contexts, IOptions<IdentityOptions> identity, TimeProvider clock)
{
    /// <summary>Whether <paramref name="user"/> may go on.</summary>
    public async Task<bool> IsCurrentAsync(ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (user.ToActor(null) is not { } actor || user.FindRole()?.ToString() is not { } role) return false;
        // An open page is no request with a cookie; its session ends at the same age.
        var oldest = clock.GetUtcNow().UtcDateTime - SignInSessions.Lifetime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await (
            from row in db.Users
            join link in db.UserRoles on row.Id equals link.UserId
            join named in db.Roles on link.RoleId equals named.Id
            join session in db.SignInSessions on row.Id equals session.UserId
            where row.Id == actor.UserId && named.Name == role && session.Id == actor.SessionId && session.SignedInAt > oldest
            select new { row.SecurityStamp, row.LockoutEnd }).FirstOrDefaultAsync(cancellation);
        return found is not null
            && !AccountLock.IsByHand(found.LockoutEnd)
            && found.SecurityStamp == user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);
    }
}
