using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Media;

namespace VodConsole.Core.Downloads;

/// <summary>
/// Does the work of <see cref="OfflineSwitchRuns"/>, a batch at a time, for a background service. A batch is one short
/// transaction: videos, what was done to them, counters and cursor are stored together or not at all. Any number of processes may
/// try at once; the row's version gives each batch to one of them. One instance is used by one loop.
/// </summary>
public sealed class OfflineSwitchWork(
    IDbContextFactory<VodDbContext> contexts, IAuditLog audit, VideoTotals totals, TimeProvider clock)
{
    /// <summary>Videos in a batch.</summary>
    public const int BatchSize = 2000;

    private (Guid Run, long At)? last;

    /// <summary>Does the next batch of the run that began first, and ends that run when nothing is left of it.</summary>
    public async Task<OfflineSwitchStep> StepAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var run = await db.OfflineSwitchRuns.AsNoTracking().Where(run => run.EndedAt == null)
            .OrderBy(run => run.CreatedAt).ThenBy(run => run.Id).FirstOrDefaultAsync(cancellation);
        if (run is null) return OfflineSwitchStep.Idle;
        if (last?.Run != run.Id) last = (run.Id, clock.GetTimestamp());

        // Outside the transaction: a search may look at many videos for few, and nobody shall wait for that.
        var batch = await FindNextAsync(db, run, cancellation);
        var isDone = batch is not null ? await SwitchAsync(db, run, batch, cancellation) : await EndAsync(db, run, cancellation);
        return isDone ? OfflineSwitchStep.Done : OfflineSwitchStep.Lost;
    }

    private static async Task<Batch?> FindNextAsync(VodDbContext db, OfflineSwitchRun run, CancellationToken cancellation)
    {
        var scope = OfflineSwitchScope.Of(run);
        var keys = After(await scope.InAsync(db, cancellation), run).Where(video => video.CreatedAt <= run.CreatedAt)
            .OrderBy(video => video.CreatedAt).ThenBy(video => video.Id).Select(video => new Key(video.CreatedAt, video.Id));
        // Of the whole library a batch is a range of the index that the run goes along, into which no video can come that was not there
        // before: its last key is enough. Of a search its videos may lie far apart: they are named one by one, so that the transaction
        // passes no others.
        if (scope.IsEverything && await keys.Skip(BatchSize - 1).FirstOrDefaultAsync(cancellation) is { } end)
            return new Batch(After(db.Videos.AsNoTracking(), run).Where(
                video => video.CreatedAt <= end.CreatedAt && (video.CreatedAt < end.CreatedAt || video.Id <= end.Id)), end, BatchSize);
        var listed = await keys.Take(BatchSize).ToListAsync(cancellation);
        return listed.Count == 0 ? null : new Batch(db.Videos.AsNoTracking().Among(listed.Select(key => key.Id)), listed[^1], listed.Count);
    }

    /// <summary>Those of <paramref name="videos"/> that the run has not looked at yet.</summary>
    private static IQueryable<Video> After(IQueryable<Video> videos, OfflineSwitchRun run) => run is { CursorAt: { } at, CursorId: { } id }
        ? videos.Where(video => video.CreatedAt >= at && (video.CreatedAt > at || video.Id > id))
        : videos;

    private async Task<bool> SwitchAsync(VodDbContext db, OfflineSwitchRun run, Batch batch, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var stamp = Guid.NewGuid();
        var disables = run.Disables;
        var (videos, end, count) = batch;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await HoldAsync(db, run, now, cancellation)) return false;

        // Touches those that it must refuse as well, without changing them: so they stay what they are until the commit.
        var touched = await videos.Where(video => video.IsOfflineDisabled != disables).ExecuteUpdateAsync(
            set => set.SetProperty(video => video.Version, video => video.Status == VideoStatus.Normal ? stamp : video.Version)
                .SetProperty(video => video.ModifiedAt, video => video.Status == VideoStatus.Normal ? now : video.ModifiedAt)
                .SetProperty(video => video.IsOfflineDisabled, video => video.Status == VideoStatus.Normal ? disables : video.IsOfflineDisabled),
            cancellation);
        var switched = touched == 0 ? 0 : await OfflineSwitchInsert.RunAsync(
            db, run.Id, videos.Where(video => video.Version == stamp), cancellation);
        var refused = touched == switched ? 0 : await OfflineSwitchInsert.RunAsync(
            db, run.Id, videos.Where(video => video.IsOfflineDisabled != disables && video.Status != VideoStatus.Normal), cancellation);
        var unchanged = switched + refused == count ? 0
            : await videos.CountAsync(video => video.IsOfflineDisabled == disables && video.Version != stamp, cancellation);

        var speed = SpeedAfter(run, count);
        await db.OfflineSwitchRuns.Where(one => one.Id == run.Id).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Switched, one => one.Switched + switched)
                .SetProperty(one => one.Refused, one => one.Refused + refused)
                .SetProperty(one => one.Unchanged, one => one.Unchanged + unchanged)
                .SetProperty(one => one.CursorAt, end.CreatedAt)
                .SetProperty(one => one.CursorId, end.Id)
                .SetProperty(one => one.Speed, speed),
            cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private async Task<bool> EndAsync(VodDbContext db, OfflineSwitchRun run, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await HoldAsync(db, run, now, cancellation)) return false;
        await db.OfflineSwitchRuns.Where(one => one.Id == run.Id).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.EndedAt, now), cancellation);
        OfflineSwitchAudit.AddEnd(audit, db, Actor.System, run);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        totals.Forget();
        return true;
    }

    /// <summary>Locks the row until the commit, provided that it still is what we read: not stopped, not moved on by another process.</summary>
    private static async Task<bool> HoldAsync(VodDbContext db, OfflineSwitchRun run, DateTime now, CancellationToken cancellation)
    {
        var next = Guid.NewGuid();
        return await db.OfflineSwitchRuns.Where(one => one.Id == run.Id && one.Version == run.Version && one.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Version, next).SetProperty(one => one.SteppedAt, now), cancellation) == 1;
    }

    private double SpeedAfter(OfflineSwitchRun run, int count)
    {
        var seconds = Math.Max(0.001, clock.GetElapsedTime(last!.Value.At).TotalSeconds);
        last = (run.Id, clock.GetTimestamp());
        var now = count / seconds;
        return run.Speed is { } before ? 0.8 * before + 0.2 * now : now;
    }

    private sealed record Key(DateTime CreatedAt, Guid Id);

    /// <summary>The videos of one transaction, the last of them in the run's order, and how many they were when they were found.</summary>
    private sealed record Batch(IQueryable<Video> Videos, Key End, int Count);
}

/// <summary>How a step ended.</summary>
public enum OfflineSwitchStep
{
    /// <summary>No run waits.</summary>
    Idle,
    /// <summary>A batch was done, or a run ended; there may be more.</summary>
    Done,
    /// <summary>The run was stopped, or another process was first; nothing was changed.</summary>
    Lost,
}
