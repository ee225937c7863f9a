using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VodConsole.Core.Keys;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Notifications;

/// <summary>
/// Takes waiting notifications and delivers them, for a background service. Any number of processes may do so at once: a lease gives each
/// row to one, and the next row of a video waits for the one before it. A process that dies leaves its rows to the others when their leases
/// end; then a receiver may get one twice, never none. Thread-safe.
/// </summary>
public sealed class NotificationDelivery(
    IDbContextFactory<VodDbContext> contexts, NotificationSender sender, IKeyEncryptionKey keys, TimeProvider clock, ILogger<NotificationDelivery> log)
{
    /// <summary>Attempts until a notification is given up (<c>vod-contract.md</c> §7).</summary>
    public const int TryLimit = 3;

    private const int BreakLimit = 2 * TryLimit;

    /// <summary>From a failed attempt to the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long a row belongs to who took it, counted from the last attempt's begin: much longer than one takes.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    /// <summary>Takes up to <paramref name="most"/> notifications that can go out now, those that have waited longest first.</summary>
    public async Task<IReadOnlyList<NotificationLease>> ClaimAsync(int most, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var waiting = db.Notifications.Where(one => one.Status == NotificationStatus.Waiting);
        var due = await waiting
            .Where(one => (one.LeaseExpiresAt == null || one.LeaseExpiresAt < now)
                && !waiting.Any(earlier => earlier.VideoId == one.VideoId && earlier.Id < one.Id))
            .OrderBy(one => one.Id).Select(one => one.Id).Take(most).ToListAsync(cancellation);

        List<NotificationLease> taken = [];
        foreach (var id in due)
        {
            // What is taken already is given out all the same: whoever gets it hands it back.
            if (cancellation.IsCancellationRequested) break;
            var lease = new NotificationLease(id, Guid.NewGuid());
            // The update decides between this process and another that read the same row.
            var isOurs = await waiting.Where(one => one.Id == id && (one.LeaseExpiresAt == null || one.LeaseExpiresAt < now))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(one => one.Lease, lease.Number).SetProperty(one => one.LeaseExpiresAt, now + LeaseTime),
                    CancellationToken.None);
            if (isOurs == 1) taken.Add(lease);
        }

        return taken;
    }

    /// <summary>Delivers one, with as many attempts as it takes and is worth.</summary>
    /// <returns>The notification as it ended; null when the lease was lost.</returns>
    public async Task<Notification?> DeliverAsync(NotificationLease lease, CancellationToken cancellation)
    {
        try
        {
            for (; ; )
            {
                if (await BeginTryAsync(lease, cancellation) is not { } row) return null;
                // Attempts that broke this process again and again must not hold up the video's other events for ever.
                var answer = row.Tries > BreakLimit ? Refused(FailureReason.Of(ErrorCode.InternalError)) : await SendAsync(row, cancellation);
                var isOver = !answer.MayPassLater || row.Tries >= TryLimit;
                var noted = await NoteAsync(lease, answer, isOver);
                if (isOver || noted is null) return noted;
                await Task.Delay(Pause, clock, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await HandBackAsync(lease);
            throw;
        }
    }

    private static NotificationAnswer Refused(FailureReason reason) => new(null, TimeSpan.Zero, reason);

    private async Task<NotificationAnswer> SendAsync(Notification row, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var settings = await db.CallbackSettings.AsNoTracking()
            .SingleOrDefaultAsync(one => one.AppId == CallbackSettings.DefaultAppId, cancellation);
        if (settings is null) return Refused(FailureReason.Of(ErrorCode.CallbackNotSet));
        string? key;
        try
        {
            key = settings.IsSigned ? await CallbackKeys.OpenAsync(keys, settings, cancellation) : null;
        }
        catch (CryptoRejectedException rejected)
        {
            log.LogError("The signing key of notifications does not open: {Reason}", rejected.Reason);
            return Refused(FailureReason.Of(ErrorCode.CallbackKeyMissing));
        }

        return await sender.SendAsync(row.Url ?? settings.Url, key, row.Body, cancellation);
    }

    // Counted before it is made: an attempt that its process did not survive was one.
    private async Task<Notification?> BeginTryAsync(NotificationLease lease, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var expires = clock.GetUtcNow().UtcDateTime + LeaseTime;
        var held = await Held(db, lease).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Tries, one => one.Tries + 1).SetProperty(one => one.LeaseExpiresAt, expires), cancellation);
        return held == 0 ? null : await Held(db, lease).AsNoTracking().SingleOrDefaultAsync(cancellation);
    }

    // Never cancelled: a receiver that has answered is not to be told again because this process ends.
    private async Task<Notification?> NoteAsync(NotificationLease lease, NotificationAnswer answer, bool isOver)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        if (await Held(db, lease).SingleOrDefaultAsync(CancellationToken.None) is not { } row) return null;
        (row.AnswerStatus, row.AnswerMilliseconds, row.Failure) = (answer.Status, (int)answer.Elapsed.TotalMilliseconds, answer.Failure);
        if (isOver)
        {
            row.Status = answer.Failure is null ? NotificationStatus.Delivered : NotificationStatus.Failed;
            row.EndedAt = clock.GetUtcNow().UtcDateTime;
            (row.Lease, row.LeaseExpiresAt) = (null, null);
        }

        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return row;
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
    }

    private async Task HandBackAsync(NotificationLease lease)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        await Held(db, lease).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Lease, (Guid?)null).SetProperty(one => one.LeaseExpiresAt, (DateTime?)null), CancellationToken.None);
    }

    private static IQueryable<Notification> Held(VodDbContext db, NotificationLease lease) =>
        db.Notifications.Where(one => one.Id == lease.Id && one.Lease == lease.Number && one.Status == NotificationStatus.Waiting);
}

/// <summary>The right to deliver a notification; worth something only as long as the row has its number.</summary>
/// <param name="Id">The notification.</param>
/// <param name="Number">Drawn anew for every claim.</param>
public sealed record NotificationLease(long Id, Guid Number);
