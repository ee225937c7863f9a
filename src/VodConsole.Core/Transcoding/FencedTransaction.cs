using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VodConsole.Core.Media;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// One transaction under a lease that takes place once or, when the lease is lost, not at all. It outlasts a database
/// that is away for a moment and an edit of the video that got in between, and it does not trust an error at commit:
/// it asks the rows what has happened.
/// </summary>
public sealed class FencedTransaction(
    IDbContextFactory<VodDbContext> contexts, TimeProvider clock, ILogger<FencedTransaction> log)
{
    private const int TryLimit = 60;

    /// <summary>
    /// Runs <paramref name="change"/> on the locked task and its video, saves and commits.
    /// <paramref name="change"/> may run more than once, each time on a fresh context; returning false leaves everything as it was.
    /// </summary>
    /// <returns>False when the lease was lost, or <paramref name="change"/> said so.</returns>
    public async Task<bool> RunAsync(
        TranscodeLease lease, Func<VodDbContext, TranscodeTask, Video, Task<bool>> change, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(lease, change, cancellation);
            }
            catch (DbUpdateConcurrencyException) when (attempt < TryLimit)
            {
                // Someone edited the video between our read and our save; on the new row it works out.
            }
            catch (Exception failure) when (attempt < TryLimit && failure is DbException or DbUpdateException or TimeoutException)
            {
                log.LogWarning(failure, "Writing the end of task {Task} failed (try {Try}); trying again", lease.TaskId, attempt);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellation);
            }
        }
    }

    private async Task<bool> TryAsync(
        TranscodeLease lease, Func<VodDbContext, TranscodeTask, Video, Task<bool>> change, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

        // Changes nothing, but holds the row's lock until the commit, so that what follows may read and write as it likes.
        var held = await db.TranscodeTasks.HeldBy(lease).ExecuteUpdateAsync(
            set => set.SetProperty(task => task.Fence, lease.Fence), cancellation);
        if (held == 0) return false;

        var task = await db.TranscodeTasks.SingleAsync(task => task.Id == lease.TaskId, cancellation);
        var video = await db.Videos.SingleAsync(video => video.Id == lease.VideoId, cancellation);
        if (!await change(db, task, video)) return false;
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
