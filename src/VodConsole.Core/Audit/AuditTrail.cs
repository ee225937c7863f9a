using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;

namespace VodConsole.Core.Audit;

/// <summary>Reads the audit log, newest first. In contrast to <see cref="AuditExport"/> a page at a time.</summary>
public sealed class AuditTrail(IDbContextFactory<VodDbContext> contexts, AccessGuard guard)
{
    /// <summary>Entries on one page at most.</summary>
    public const int PageSizeLimit = 200;

    /// <summary>One page of what the filter leaves.</summary>
    /// <param name="actor">Who asks; needs <see cref="Permission.ViewAudit"/>.</param>
    /// <param name="filter">What to leave out.</param>
    /// <param name="page">From 0.</param>
    /// <param name="pageSize">1 to <see cref="PageSizeLimit"/>.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<AuditPage> SearchAsync(
        Actor actor, AuditFilter filter, int page, int pageSize, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewAudit, cancellation);
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, PageSizeLimit);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = filter.ApplyTo(db.AuditEntries.AsNoTracking());
        var total = await found.CountAsync(cancellation);
        var entries = await found.OrderByDescending(entry => entry.Id)
            .Skip(page * pageSize).Take(pageSize).ToListAsync(cancellation);
        return new AuditPage(entries, total);
    }
}

/// <summary>A page of the audit log.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Total">Entries that the filter leaves, on all pages.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, int Total);
