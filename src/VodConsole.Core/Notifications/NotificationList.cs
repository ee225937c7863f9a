using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Notifications;

/// <summary>Shows what was told to whom lately, and sends again what was given up.</summary>
public sealed class NotificationList(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Largest page.</summary>
    public const int PageLimit = 100;

    /// <summary>A part of the list, newest first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="status">Only those; null for all.</param>
    /// <param name="skip">Rows to pass over.</param>
    /// <param name="take">Rows to read, 1 to <see cref="PageLimit"/>.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<NotificationPage> SearchAsync(Actor actor, NotificationStatus? status, int skip, int take, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageCallbacks, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = db.Notifications.AsNoTracking().Where(one => status == null || one.Status == status);
        var total = await found.CountAsync(cancellation);
        var rows = await found.OrderByDescending(one => one.Id).Skip(skip).Take(Math.Clamp(take, 1, PageLimit)).ToListAsync(cancellation);
        return new NotificationPage(rows, total);
    }

    /// <summary>Sends a notification that was given up again, to where the settings say by now, with attempts anew.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.NotificationNotFailed"/>: it was not given up, or is no longer kept.</exception>
    public async Task ResendAsync(Actor actor, long id, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageCallbacks, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var isOurs = await db.Notifications.Where(one => one.Id == id && one.Status == NotificationStatus.Failed).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Status, NotificationStatus.Waiting).SetProperty(one => one.Tries, 0)
                .SetProperty(one => one.EndedAt, (DateTime?)null), cancellation);
        if (isOurs == 0) throw new VodException(ErrorCode.NotificationNotFailed);
        var row = await db.Notifications.AsNoTracking().SingleAsync(one => one.Id == id, cancellation);
        audit.Add(
            db, actor, AuditAction.NotificationResent, new AuditTarget("notification", $"{id}", row.VideoTitle), null,
            new { row.Event, VideoId = $"{row.VideoId:N}" });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Deletes those that ended before <paramref name="age"/> ago. For maintenance.</summary>
    public async Task<int> SweepAsync(TimeSpan age, CancellationToken cancellation)
    {
        var limit = clock.GetUtcNow().UtcDateTime - age;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Notifications.Where(one => one.EndedAt < limit).ExecuteDeleteAsync(cancellation);
    }
}

/// <summary>A part of the list.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record NotificationPage(IReadOnlyList<Notification> Rows, int Total);
