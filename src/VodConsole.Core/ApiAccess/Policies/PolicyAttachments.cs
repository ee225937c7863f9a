using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>
/// Attaches policies to accounts and roles. It counts from the next operation on. The person who acts keeps the right to undo it, and
/// somebody keeps it at any time and from any address (<see cref="WayBack"/>).
/// </summary>
public sealed class PolicyAttachments(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Policies attached to one account or role.</summary>
    public const int HolderLimit = 10;

    /// <summary>Everybody whom a policy is attached to, or all attachments; roles first, then accounts by name.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="policy">Only those of this policy; null for all.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IReadOnlyList<PolicyHolding>> ListAsync(Actor actor, string? policy, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageUsers, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await (
            from attachment in db.PolicyAttachments
            where policy == null || attachment.PolicyName == policy
            join user in db.Users on attachment.UserId equals user.Id into users
            from user in users.DefaultIfEmpty()
            select new { attachment.PolicyName, attachment.UserId, attachment.RoleName, Email = (string?)user.UserName }).ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new PolicyHolding(
                    row.PolicyName, row.UserId is { } id ? PolicyHolder.Of(id) : PolicyHolder.Of(Enum.Parse<Role>(row.RoleName!)), row.Email))
                .OrderBy(row => row.Holder.Role is null).ThenBy(row => row.Holder.Role).ThenBy(row => row.Email, StringComparer.Ordinal)
                .ThenBy(row => row.Policy, StringComparer.Ordinal),
        ];
    }

    /// <summary>Attaches; nothing happens where it is attached already.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.ConfirmationNeeded"/>, <see cref="ErrorCode.PolicyNotFound"/>, <see cref="ErrorCode.PolicyOfRole"/>, <see cref="ErrorCode.UserNotFound"/>,
    /// <see cref="ErrorCode.PoliciesExceeded"/>, <see cref="ErrorCode.PolicyLocksOut"/>, <see cref="ErrorCode.PolicyLeavesNobody"/>.
    /// </exception>
    public Task AttachAsync(Actor actor, string policy, PolicyHolder holder, CancellationToken cancellation) =>
        ChangeAsync(actor, policy, holder, async (db, held, target) =>
        {
            if (ReadyMadePolicies.Find(policy) is null && !await db.Policies.AnyAsync(row => row.Name == policy, cancellation))
                throw new VodException(ErrorCode.PolicyNotFound, policy);
            if (held.Any(row => row.PolicyName == policy)) return;
            if (held.Count >= HolderLimit) throw new VodException(ErrorCode.PoliciesExceeded, HolderLimit);
            db.PolicyAttachments.Add(new PolicyAttachment
            {
                Id = Guid.NewGuid(), PolicyName = policy, UserId = holder.UserId, RoleName = holder.Role?.ToString(),
            });
            audit.Add(db, actor, AuditAction.PolicyAttached, target, null, new { Policy = policy });
        }, cancellation);

    /// <summary>Detaches; nothing happens where it is not attached.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.ConfirmationNeeded"/>, <see cref="ErrorCode.PolicyOfRole"/>, <see cref="ErrorCode.UserNotFound"/>,
    /// <see cref="ErrorCode.PolicyLocksOut"/>, <see cref="ErrorCode.PolicyLeavesNobody"/>.
    /// </exception>
    public Task DetachAsync(Actor actor, string policy, PolicyHolder holder, CancellationToken cancellation) =>
        ChangeAsync(actor, policy, holder, (db, held, target) =>
        {
            Detach(db, actor, held.Where(row => row.PolicyName == policy), target);
            return Task.CompletedTask;
        }, cancellation);

    /// <summary>Detaches everything, so that the role alone decides: the way back, by a verb, when policies lock everybody out.</summary>
    /// <returns>The names of what was attached.</returns>
    /// <exception cref="VodException">As <see cref="DetachAsync"/>.</exception>
    public async Task<IReadOnlyList<string>> DetachAllAsync(Actor actor, PolicyHolder holder, CancellationToken cancellation)
    {
        IReadOnlyList<string> names = [];
        await ChangeAsync(actor, null, holder, (db, held, target) =>
        {
            names = [.. held.Select(row => row.PolicyName).Distinct().Order(StringComparer.Ordinal)];
            Detach(db, actor, held, target);
            return Task.CompletedTask;
        }, cancellation);
        return names;
    }

    private void Detach(VodDbContext db, Actor actor, IEnumerable<PolicyAttachment> rows, AuditTarget target)
    {
        foreach (var rowsOfOne in rows.GroupBy(row => row.PolicyName))
        {
            db.PolicyAttachments.RemoveRange(rowsOfOne);
            audit.Add(db, actor, AuditAction.PolicyDetached, target, new { Policy = rowsOfOne.Key }, null);
        }
    }

    private async Task ChangeAsync(
        Actor actor, string? policy, PolicyHolder holder, Func<VodDbContext, List<PolicyAttachment>, AuditTarget, Task> change,
        CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, Permission.ManageUsers, cancellation);
        if (policy is not null && ReadyMadePolicies.Find(policy) is { } ready && !ReadyMadePolicies.Attachable.Contains(ready))
            throw new VodException(ErrorCode.PolicyOfRole, policy);
        // Serializable: two who take each other's right away at once must not both see the other keep it, and what is attached must still exist.
        await SerializableSave.RunAsync(
            contexts,
            db => WayBack.KeepAsync(db, actor, clock, async () =>
            {
                var target = await TargetAsync(db, holder, cancellation);
                var role = holder.Role?.ToString();
                var held = await db.PolicyAttachments
                    .Where(row => holder.UserId != null ? row.UserId == holder.UserId : row.RoleName == role).ToListAsync(cancellation);
                await change(db, held, target);
                await db.SaveChangesAsync(cancellation);
            }, cancellation),
            cancellation);
    }

    private static async Task<AuditTarget> TargetAsync(VodDbContext db, PolicyHolder holder, CancellationToken cancellation) =>
        holder.UserId is { } id
            ? await db.Users.Where(user => user.Id == id).Select(user => new AuditTarget("user", $"{id:N}", user.UserName)).SingleOrDefaultAsync(cancellation)
                ?? throw new VodException(ErrorCode.UserNotFound, $"{id:N}")
            : new AuditTarget("role", $"{holder.Role}");
}

/// <summary>An account or a role.</summary>
public sealed record PolicyHolder
{
    private PolicyHolder()
    {
    }

    /// <summary>The account; null when it is a role.</summary>
    public Guid? UserId { get; private init; }

    /// <summary>The role; null when it is an account.</summary>
    public Role? Role { get; private init; }

    /// <summary>An account.</summary>
    public static PolicyHolder Of(Guid userId) => new() { UserId = userId };

    /// <summary>Everybody in a role.</summary>
    public static PolicyHolder Of(Role role) => new() { Role = role };
}

/// <summary>A policy and one to whom it is attached.</summary>
/// <param name="Policy">Name of the policy.</param>
/// <param name="Holder">To whom.</param>
/// <param name="Email">The account's e-mail address; null for a role.</param>
public sealed record PolicyHolding(string Policy, PolicyHolder Holder, string? Email);
