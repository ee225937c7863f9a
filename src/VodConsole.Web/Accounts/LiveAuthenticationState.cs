using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VodConsole.Core;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Accounts;

/// <summary>
/// Ends an open page soon after its person was locked, given another role, or changed the password elsewhere. The framework's
/// own provider looks every half hour and at the security stamp only.
/// </summary>
internal sealed class LiveAuthenticationState(
    ILoggerFactory logs, IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IOptions<IdentityOptions> identity)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    /// <summary>How long a page may outlive its rights, at most; operations are refused at once.</summary>
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(15);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        if (user.ToActor(null) is not { } actor) return false;
        if (await guard.FindRoleAsync(actor, cancellationToken) != user.FindRole()) return false;

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var stamp = await db.Users.Where(row => row.Id == actor.UserId).Select(row => row.SecurityStamp).FirstOrDefaultAsync(cancellationToken);
        return stamp == user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);
    }
}
