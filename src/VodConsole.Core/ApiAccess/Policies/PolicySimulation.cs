using System.Net;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>Says what would be decided, and by which statement, by the same function that decides.</summary>
public sealed class PolicySimulation(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, TimeProvider clock)
{
    /// <summary>Asks.</summary>
    /// <param name="actor">Who wants to know.</param>
    /// <param name="email">Who would do it.</param>
    /// <param name="action">The action, such as <c>vod:GetVideoInfo</c>.</param>
    /// <param name="resource">A video's id, a resource's full name, or empty for none in particular.</param>
    /// <param name="address">From where; empty for an address that is not known.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="VodException"><see cref="ErrorCode.UserNotFound"/>, <see cref="ErrorCode.AddressInvalid"/>.</exception>
    public async Task<AccessDecision> AskAsync(
        Actor actor, string email, string action, string resource, string address, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageUsers, cancellation);
        IPAddress? from = null;
        if (address.Trim() is { Length: > 0 } text && !IPAddress.TryParse(text, out from)) throw new VodException(ErrorCode.AddressInvalid, text);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var name = email.Trim().ToUpperInvariant();
        var userId = await db.Users.Where(user => user.NormalizedUserName == name).Select(user => (Guid?)user.Id).SingleOrDefaultAsync(cancellation)
            ?? throw new VodException(ErrorCode.UserNotFound, email);
        var thing = resource.Trim() switch
        {
            "" or "*" => PolicyResources.Everything,
            var full when full.StartsWith("acs:", StringComparison.Ordinal) => full,
            var id => PolicyResources.Video(id),
        };
        var rights = await AccountRights.ReadAsync(db, userId, cancellation);
        return rights?.Judge(new PolicyRequest(action.Trim(), thing, from, clock.GetUtcNow().UtcDateTime))
            ?? new AccessDecision(AccessVerdict.NoAccount);
    }
}
