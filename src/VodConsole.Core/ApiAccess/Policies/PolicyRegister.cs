using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>Lists, writes and deletes policies. To whom they are attached is <see cref="PolicyAttachments"/>.</summary>
public sealed partial class PolicyRegister(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Every policy, the ready-made ones first, each with how many it is attached to.</summary>
    public async Task<IReadOnlyList<PolicyRow>> ListAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageUsers, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var counts = await db.PolicyAttachments.GroupBy(attachment => attachment.PolicyName)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        var written = await db.Policies.AsNoTracking().OrderBy(policy => policy.Name).ToListAsync(cancellation);
        return
        [
            .. ReadyMadePolicies.All.Select(policy => Row(policy, counts.GetValueOrDefault(policy.Name))),
            .. written.Select(policy => Row(policy, counts.GetValueOrDefault(policy.Name))),
        ];
    }

    /// <summary>One policy; null when there is none of that name.</summary>
    public async Task<PolicyRow?> FindAsync(Actor actor, string name, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageUsers, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var count = await db.PolicyAttachments.CountAsync(attachment => attachment.PolicyName == name, cancellation);
        if (ReadyMadePolicies.Find(name) is { } ready) return Row(ready, count);
        return await db.Policies.AsNoTracking().SingleOrDefaultAsync(policy => policy.Name == name, cancellation) is { } found
            ? Row(found, count)
            : null;
    }

    /// <summary>Writes a new policy; it counts for nobody until it is attached.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.ConfirmationNeeded"/>; a fault of name, description or document; <see cref="ErrorCode.PolicyNameTaken"/>.</exception>
    public async Task CreateAsync(Actor actor, string name, string description, string document, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, Permission.ManageUsers, cancellation);
        var clean = name.Trim();
        if (!Name().IsMatch(clean)) throw new VodException(ErrorCode.PolicyNameInvalid, Policy.NameLimit);
        var words = Checked(description);
        PolicyParser.Parse(document);
        // Two may write a policy of the same name at once: the key lets one of them, and a fresh look tells the other.
        await ContendedSave.RunAsync(
            async () =>
            {
                await using var db = await contexts.CreateDbContextAsync(cancellation);
                if (await IsTakenAsync(db, clean, cancellation)) throw new VodException(ErrorCode.PolicyNameTaken, clean);
                db.Policies.Add(new Policy
                {
                    Name = clean, Description = words, Document = document, ChangedBy = actor.Name, ChangedAt = clock.GetUtcNow().UtcDateTime,
                });
                audit.Add(db, actor, AuditAction.PolicyCreated, Target(clean), null, new { Description = words, Document = document });
                return await db.SaveChangesAsync(cancellation);
            },
            cancellation, alsoInserts: true);
    }

    /// <summary>Writes a policy anew; it counts from the next operation of everybody whom it is attached to.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="name">Its name.</param>
    /// <param name="revision">The revision that the person saw.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="document">The document.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.ConfirmationNeeded"/>; a fault of description or document; <see cref="ErrorCode.PolicyNotFound"/>;
    /// <see cref="ErrorCode.PolicyReadyMade"/>; <see cref="ErrorCode.ChangedMeanwhile"/>; <see cref="ErrorCode.PolicyLocksOut"/>;
    /// <see cref="ErrorCode.PolicyLeavesNobody"/>.
    /// </exception>
    public async Task ChangeAsync(
        Actor actor, string name, int revision, string description, string document, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, Permission.ManageUsers, cancellation);
        var clean = Checked(description);
        PolicyParser.Parse(document);
        await KeepingWayBackAsync(actor, async db =>
        {
            var policy = await OwnAsync(db, name, cancellation);
            if (policy.Revision != revision) throw new VodException(ErrorCode.ChangedMeanwhile);
            var before = new { policy.Description, policy.Document };
            (policy.Description, policy.Document, policy.Revision) = (clean, document, revision + 1);
            (policy.ChangedBy, policy.ChangedAt) = (actor.Name, clock.GetUtcNow().UtcDateTime);
            audit.Add(db, actor, AuditAction.PolicyChanged, Target(name), before, new { policy.Description, policy.Document });
        }, cancellation);
    }

    /// <summary>Deletes a policy that is attached to nobody.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.PolicyNotFound"/>; <see cref="ErrorCode.PolicyReadyMade"/>; <see cref="ErrorCode.PolicyInUse"/>;
    /// <see cref="ErrorCode.PolicyLocksOut"/>; <see cref="ErrorCode.PolicyLeavesNobody"/>.
    /// </exception>
    public async Task DeleteAsync(Actor actor, string name, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageUsers, cancellation);
        await KeepingWayBackAsync(actor, async db =>
        {
            var policy = await OwnAsync(db, name, cancellation);
            var count = await db.PolicyAttachments.CountAsync(attachment => attachment.PolicyName == name, cancellation);
            if (count > 0) throw new VodException(ErrorCode.PolicyInUse, name, count);
            db.Policies.Remove(policy);
            audit.Add(db, actor, AuditAction.PolicyDeleted, Target(name), new { policy.Description, policy.Document }, null);
        }, cancellation);
    }

    // Serializable: nobody attaches what is being deleted, or is denied what this change would have left them alone with.
    private Task KeepingWayBackAsync(Actor actor, Func<VodDbContext, Task> change, CancellationToken cancellation) =>
        SerializableSave.RunAsync(
            contexts,
            db => WayBack.KeepAsync(db, actor, clock, async () =>
            {
                await change(db);
                await db.SaveChangesAsync(cancellation);
            }, cancellation),
            cancellation);

    private static async Task<bool> IsTakenAsync(VodDbContext db, string name, CancellationToken cancellation) =>
        ReadyMadePolicies.All.Any(ready => ready.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        || await db.Policies.AnyAsync(row => row.Name == name, cancellation);

    internal static AuditTarget Target(string name) => new("policy", name);

    private static async Task<Policy> OwnAsync(VodDbContext db, string name, CancellationToken cancellation)
    {
        if (ReadyMadePolicies.Find(name) is not null) throw new VodException(ErrorCode.PolicyReadyMade, name);
        return await db.Policies.SingleOrDefaultAsync(policy => policy.Name == name, cancellation)
            ?? throw new VodException(ErrorCode.PolicyNotFound, name);
    }

    private static string Checked(string description) => description.Trim() is { Length: <= Policy.DescriptionLimit } clean
        ? clean
        : throw new VodException(ErrorCode.PolicyDescriptionTooLong, Policy.DescriptionLimit);

    private static PolicyRow Row(NamedPolicy policy, int count) =>
        new(policy.Name, "", PolicyWriter.Write(policy.Statements), 0, null, null, count);

    private static PolicyRow Row(Policy policy, int count) =>
        new(policy.Name, policy.Description, policy.Document, policy.Revision, policy.ChangedBy, policy.ChangedAt, count);

    [GeneratedRegex("^[A-Za-z0-9-]{1,64}$")]
    private static partial Regex Name();
}

/// <summary>A policy as pages show it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for; empty for a ready-made one, whose description is the page's own.</param>
/// <param name="Document">The document.</param>
/// <param name="Revision">How often it was written; 0 for a ready-made one.</param>
/// <param name="ChangedBy">Who wrote it.</param>
/// <param name="ChangedAt">When, UTC.</param>
/// <param name="Attachments">How many users and roles it is attached to.</param>
public sealed record PolicyRow(
    string Name, string Description, string Document, int Revision, string? ChangedBy, DateTime? ChangedAt, int Attachments)
{
    /// <summary>Whether it cannot be changed.</summary>
    public bool IsReadyMade => Revision == 0;

    /// <summary>Whether it is a role's own, which says what the role may at most.</summary>
    public bool IsOfRole => IsReadyMade && ReadyMadePolicies.Attachable.All(policy => policy.Name != Name);
}
