using VodConsole.Core.Accounts;

namespace VodConsole.Core.Audit;

/// <summary>
/// Writes audit entries in the caller's own unit of work, so that a change and its entry are stored together or not at all.
/// </summary>
public interface IAuditLog
{
    /// <summary>
    /// Adds an entry to <paramref name="db"/>; the caller saves. <paramref name="before"/> and <paramref name="after"/>
    /// are small anonymous objects of what changed (null: new, or deleted) and hold no secret.
    /// </summary>
    void Add(VodDbContext db, Actor actor, string action, AuditTarget target, object? before, object? after);

    /// <summary>Adds an entry for an attempt that lacked <paramref name="permission"/>; the caller saves.</summary>
    void Refused(VodDbContext db, Actor actor, Permission permission);
}

/// <summary>The thing an audit entry is about.</summary>
/// <param name="Kind">A stable word: <c>video</c>, <c>category</c>, <c>task</c>, <c>user</c>, <c>key</c>.</param>
/// <param name="Id">Its id as text.</param>
/// <param name="Name">Its name at the time, for readers.</param>
public sealed record AuditTarget(string Kind, string Id, string? Name = null);
