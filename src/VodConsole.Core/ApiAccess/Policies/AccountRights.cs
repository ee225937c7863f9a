using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;

namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>
/// What an account may do as the database has it now: its role, which is the most that it may, and the policies attached to it or to its role,
/// which share out less. Without any policy the role decides alone.
/// </summary>
internal sealed record AccountRights(Role Role, IReadOnlyList<NamedPolicy> Attached, bool IsLocked)
{
    private const int CacheLimit = 1000;

    // A row's version changes with every save, so what it parsed to stays true.
    private static readonly ConcurrentDictionary<Guid, IReadOnlyList<PolicyStatement>> Parsed = new();

    /// <summary>Reads them; null when the account is gone or locked.</summary>
    public static async Task<AccountRights?> ReadAsync(VodDbContext db, Guid? userId, CancellationToken cancellation) =>
        await LoadAsync(db, userId, cancellation) is { IsLocked: false } rights ? rights : null;

    /// <summary>Reads them in one query, whether or not the account is locked; null when it is gone.</summary>
    public static async Task<AccountRights?> LoadAsync(VodDbContext db, Guid? userId, CancellationToken cancellation)
    {
        // Both kinds of attachment side by side; few accounts have more than one of either.
        var found = await (
            from user in db.Users
            join link in db.UserRoles on user.Id equals link.UserId
            join role in db.Roles on link.RoleId equals role.Id
            where user.Id == userId
            join attached in db.PolicyAttachments on (Guid?)user.Id equals attached.UserId into ofUser
            from own in ofUser.DefaultIfEmpty()
            join written in db.Policies on own.PolicyName equals written.Name into ofOwn
            from ownPolicy in ofOwn.DefaultIfEmpty()
            join attached in db.PolicyAttachments on role.Name equals attached.RoleName into ofRole
            from shared in ofRole.DefaultIfEmpty()
            join written in db.Policies on shared.PolicyName equals written.Name into ofShared
            from sharedPolicy in ofShared.DefaultIfEmpty()
            select new
            {
                user.LockoutEnd, Role = role.Name,
                OwnName = (string?)own.PolicyName, OwnDocument = (string?)ownPolicy.Document, OwnVersion = (Guid?)ownPolicy.Version,
                SharedName = (string?)shared.PolicyName, SharedDocument = (string?)sharedPolicy.Document, SharedVersion = (Guid?)sharedPolicy.Version,
            }).ToListAsync(cancellation);
        if (found.Count == 0 || !Enum.TryParse<Role>(found[0].Role, out var held)) return null;
        return new AccountRights(held,
        [
            .. found.Select(row => (Name: row.OwnName, Document: row.OwnDocument, Version: row.OwnVersion))
                .Concat(found.Select(row => (Name: row.SharedName, Document: row.SharedDocument, Version: row.SharedVersion)))
                .Where(row => row.Name is not null).DistinctBy(row => row.Name)
                .OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => Read(row.Name!, row.Document, row.Version)),
        ], AccountLock.IsByHand(found[0].LockoutEnd));
    }

    /// <summary>Judges.</summary>
    public AccessDecision Judge(PolicyRequest request, SessionRights? session = null)
    {
        var byRole = PolicyDecision.Of([ReadyMadePolicies.ForRole(Role)], request);
        if (!byRole.IsAllowed) return new AccessDecision(AccessVerdict.RoleForbids, Role, ReadyMadePolicies.ForRole(Role).Name);
        var decided = byRole;
        if (Attached.Count > 0)
        {
            decided = PolicyDecision.Of(Attached, request);
            if (!decided.IsAllowed)
            {
                var verdict = decided.Verdict == PolicyVerdict.Denied ? AccessVerdict.PolicyDenies : AccessVerdict.NoPolicyAllows;
                return new AccessDecision(verdict, Role, decided.Policy, decided.Statement);
            }
        }

        return session is null || session.Permits(request)
            ? new AccessDecision(AccessVerdict.Allowed, Role, decided.Policy, decided.Statement)
            : new AccessDecision(AccessVerdict.SessionForbids, Role);
    }

    /// <summary>
    /// Whether an action on everything is allowed whatever the time and the address: by statements that permit without a condition, and denied by
    /// none, with a condition or without. Two conditions that only together always hold are not seen as such.
    /// </summary>
    public bool AlwaysAllow(string action) => (this with
    {
        Attached =
        [
            .. Attached.Select(policy => policy with
            {
                Statements =
                [
                    .. policy.Statements.Where(statement => statement.Effect == PolicyEffect.Deny || statement.Conditions.Count == 0)
                        .Select(statement => statement with { Conditions = [] }),
                ],
            }),
        ],
    }).Judge(new PolicyRequest(action, PolicyResources.Everything, null, default)).IsAllowed;

    private static NamedPolicy Read(string name, string? document, Guid? version)
    {
        if (ReadyMadePolicies.Find(name) is { } ready) return ready;
        // An attachment whose policy is gone must not make its holder's rights larger: it stays a policy that permits nothing.
        if (document is null || version is null) return new NamedPolicy(name, []);
        if (Parsed.Count > CacheLimit) Parsed.Clear();
        return new NamedPolicy(name, Parsed.GetOrAdd(version.Value, (_, text) => PolicyParser.Parse(text), document));
    }
}

/// <summary>What a temporary access key has at most, beyond its account's own bounds.</summary>
/// <param name="Role">The role that was assumed; null for none.</param>
/// <param name="Statements">The session's own policy; null for none.</param>
public sealed record SessionRights(Role? Role, IReadOnlyList<PolicyStatement>? Statements)
{
    /// <summary>Whether both permit.</summary>
    public bool Permits(PolicyRequest request) =>
        (Role is not { } role || PolicyDecision.Of([ReadyMadePolicies.ForRole(role)], request).IsAllowed)
        && (Statements is null || PolicyDecision.Of([new NamedPolicy("", Statements)], request).IsAllowed);
}
