using Microsoft.EntityFrameworkCore;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Accounts;

/// <summary>
/// Sees to it that a change of policies can be taken back: now by whoever makes it, and at any time and from any address by somebody. A
/// condition lets pass today what leaves nobody tomorrow, and then no administrator could change the policy any more.
/// </summary>
internal static class WayBack
{
    /// <summary>Runs a change inside the open transaction, and refuses it when it takes the way back away. The server itself is not refused.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.PolicyLocksOut"/>, <see cref="ErrorCode.PolicyLeavesNobody"/>.</exception>
    public static async Task KeepAsync(VodDbContext db, Actor actor, TimeProvider clock, Func<Task> change, CancellationToken cancellation)
    {
        if (actor.IsTrusted)
        {
            await change();
            return;
        }

        // Where nobody was sure of it before, as after an upgrade, a change must not be kept from making it better step by step.
        var wasSure = await IsSureAsync(db, cancellation);
        await change();
        var rights = await AccountRights.ReadAsync(db, actor.UserId, cancellation);
        if (rights is null || !rights.Judge(AccessGuard.InConsole(actor, Permission.ManageUsers, clock)).IsAllowed)
            throw new VodException(ErrorCode.PolicyLocksOut);
        if (wasSure && !await IsSureAsync(db, cancellation)) throw new VodException(ErrorCode.PolicyLeavesNobody);
    }

    /// <summary>Whether an administrator may manage users whatever the time and the address.</summary>
    private static async Task<bool> IsSureAsync(VodDbContext db, CancellationToken cancellation)
    {
        const string Administrator = nameof(Role.Administrator);
        var administrators = await (
            from link in db.UserRoles
            join role in db.Roles on link.RoleId equals role.Id
            where role.Name == Administrator
            select link.UserId).ToListAsync(cancellation);
        foreach (var id in administrators)
            if (await AccountRights.ReadAsync(db, id, cancellation) is { } rights && rights.AlwaysAllow(PolicyActions.Of(Permission.ManageUsers)))
                return true;
        return false;
    }
}
