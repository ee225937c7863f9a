using Microsoft.EntityFrameworkCore;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// Claims tasks for a worker and keeps its claims alive. Thread-safe. How an attempt ends belongs to
/// <see cref="TranscodeEndings"/> and <see cref="Publishing"/>.
/// </summary>
public sealed class TranscodeLeases(IDbContextFactory<VodDbContext> contexts, TimeProvider clock)
{
    /// <summary>The queued tasks whose turn it is, the next one first, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<Guid>> FindDueAsync(int limit, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.TranscodeTasks
            .Where(task => task.Status == TranscodeStatus.Queued && (task.NotBefore == null || task.NotBefore <= now))
            .InQueueOrder()
            .Select(task => task.Id).Take(limit).ToListAsync(cancellation);
    }

    /// <summary>
    /// Takes a queued task for <paramref name="owner"/> and counts an attempt. Of any number of workers that try at the
    /// same time one gets it.
    /// </summary>
    /// <returns>The lease, or null when the task is not (or no longer) there to be taken.</returns>
    public async Task<TranscodeLease?> ClaimAsync(Guid taskId, Guid owner, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var claimed = await db.TranscodeTasks
            .Where(task => task.Id == taskId && task.Status == TranscodeStatus.Queued
                && (task.NotBefore == null || task.NotBefore <= now))
            .ExecuteUpdateAsync(
                set => set.SetProperty(task => task.Status, TranscodeStatus.Running)
                    .SetProperty(task => task.LeaseOwner, owner)
                    .SetProperty(task => task.LeaseExpiresAt, now + TranscodeLease.Duration)
                    .SetProperty(task => task.Fence, task => task.Fence + 1)
                    .SetProperty(task => task.Attempts, task => task.Attempts + 1)
                    .SetProperty(task => task.StartedAt, now)
                    .SetProperty(task => task.NotBefore, (DateTime?)null)
                    .SetProperty(task => task.Progress, 0)
                    .SetProperty(task => task.Speed, (double?)null),
                cancellation);
        if (claimed == 0) return null;

        var row = await db.TranscodeTasks.AsNoTracking().SingleAsync(task => task.Id == taskId, cancellation);
        await transaction.CommitAsync(cancellation);
        return new TranscodeLease(row.Id, row.VideoId, row.TemplateGroup, row.Fence, owner, row.Attempts) { CipherText = row.CipherText };
    }

    /// <summary>
    /// Notes what the attempt is going to make, from the beginning: the jobs keep their ids, and what an earlier attempt had done of
    /// them counts no longer.
    /// </summary>
    /// <returns>False when the lease is lost.</returns>
    public Task<bool> BeginAsync(TranscodeLease lease, IReadOnlyList<PlannedRendition> plan, CancellationToken cancellation) =>
        WriteAsync(lease, async db =>
        {
            var jobs = await db.TranscodeRenditions.Where(rendition => rendition.TaskId == lease.TaskId).ToListAsync(cancellation);
            foreach (var planned in plan)
            {
                var job = jobs.Find(one => one.Definition == planned.Definition);
                if (job is null)
                    db.TranscodeRenditions.Add(job = new TranscodeRendition { TaskId = lease.TaskId, JobId = Guid.NewGuid(), Definition = planned.Definition });
                (job.Width, job.Height, job.Progress, job.StoredBytes, job.Segments) = (planned.Width, planned.Height, 0, 0, 0);
            }

            db.TranscodeRenditions.RemoveRange(jobs.Where(job => job.Refusal is null && plan.All(planned => planned.Definition != job.Definition)));
            await db.SaveChangesAsync(cancellation);
        }, cancellation);

    /// <summary>Writes how far the attempt is, which renews the lease as well.</summary>
    /// <returns>False when the lease is lost.</returns>
    public Task<bool> ReportAsync(TranscodeLease lease, TaskProgress progress, CancellationToken cancellation) =>
        WriteAsync(lease, async db =>
        {
            await db.TranscodeTasks.HeldBy(lease).ExecuteUpdateAsync(
                set => set.SetProperty(task => task.Progress, progress.Progress).SetProperty(task => task.Speed, progress.Speed),
                cancellation);
            foreach (var state in progress.Renditions)
                await db.TranscodeRenditions
                    .Where(rendition => rendition.TaskId == lease.TaskId && rendition.Definition == state.Definition)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(rendition => rendition.Progress, state.Progress)
                            .SetProperty(rendition => rendition.StoredBytes, state.StoredBytes)
                            .SetProperty(rendition => rendition.Segments, state.Segments),
                        cancellation);
        }, cancellation);

    /// <summary>
    /// Prolongs the lease. One that has expired but that nobody reclaimed counts again: its holder was only slow.
    /// </summary>
    /// <returns>False when the lease is lost.</returns>
    public Task<bool> RenewAsync(TranscodeLease lease, CancellationToken cancellation) =>
        WriteAsync(lease, _ => Task.CompletedTask, cancellation);

    /// <summary>Whether the lease still holds; in contrast to <see cref="RenewAsync"/> this writes nothing.</summary>
    public async Task<bool> HoldsAsync(TranscodeLease lease, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.TranscodeTasks.HeldBy(lease).AnyAsync(cancellation);
    }

    private async Task<bool> WriteAsync(TranscodeLease lease, Func<VodDbContext, Task> write, CancellationToken cancellation)
    {
        var expires = clock.GetUtcNow().UtcDateTime + TranscodeLease.Duration;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var held = await db.TranscodeTasks.HeldBy(lease).ExecuteUpdateAsync(
            set => set.SetProperty(task => task.LeaseExpiresAt, expires), cancellation);
        if (held == 0) return false;
        await write(db);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
