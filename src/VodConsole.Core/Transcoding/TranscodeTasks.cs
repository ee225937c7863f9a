using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding;

/// <summary>What people do with transcodings: start one, stop one, try a failed one again.</summary>
public sealed class TranscodeTasks(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit,
    TranscodeSubmission submission, ITranscodeQueue queue, TimeProvider clock)
{
    /// <summary>
    /// Queues a transcoding of a video whose upload is whole. An earlier result stays playable until the new one is published.
    /// </summary>
    /// <returns>The new task's id.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.VideoNotFound"/>, <see cref="ErrorCode.TemplateGroupNotFound"/>, <see cref="ErrorCode.VideoStatusForbids"/> (a task is active already, or there is
    /// nothing to transcode), or <see cref="ErrorCode.ChangedMeanwhile"/>.
    /// </exception>
    public Task<Guid> SubmitAsync(Actor actor, Guid videoId, TemplateGroup group, CancellationToken cancellation) =>
        SubmitAsync(actor, videoId, new TranscodeOrder(group), cancellation);

    /// <inheritdoc cref="SubmitAsync(Actor, Guid, TemplateGroup, CancellationToken)"/>
    public async Task<Guid> SubmitAsync(Actor actor, Guid videoId, TranscodeOrder order, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.RunTasks, cancellation);
        return await SubmitAsync(actor, videoId, order, AuditAction.TranscodeSubmitted, cancellation);
    }

    /// <summary>
    /// Queues the work of a failed or cancelled task again, as a new task with attempts of its own; the old row stays as it is.
    /// </summary>
    /// <returns>The new task's id.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.TaskNotFound"/>, <see cref="ErrorCode.TaskNotRetryable"/>, or as <see cref="SubmitAsync(Actor, Guid, TemplateGroup, CancellationToken)"/>.
    /// </exception>
    public async Task<Guid> RetryAsync(Actor actor, Guid taskId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.RunTasks, cancellation);
        TranscodeTask task;
        await using (var db = await contexts.CreateDbContextAsync(cancellation)) task = await FindAsync(db, taskId, cancellation);
        if (task.Status is not (TranscodeStatus.Failed or TranscodeStatus.Cancelled))
            throw new VodException(ErrorCode.TaskNotRetryable, $"{taskId:N}");
        return await SubmitAsync(actor, task.VideoId, TranscodeOrder.Of(task), AuditAction.TranscodeRetried, cancellation);
    }

    /// <summary>
    /// Stops a task for good, at once as far as the rows say; a worker that runs it notices within a second. The video
    /// goes back to <see cref="VideoStatus.Normal"/> where it has something to play, else to <see cref="VideoStatus.UploadSucc"/>.
    /// </summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.TaskNotFound"/>, <see cref="ErrorCode.TaskEnded"/> or <see cref="ErrorCode.ChangedMeanwhile"/>.
    /// </exception>
    public async Task CancelAsync(Actor actor, Guid taskId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.RunTasks, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow().UtcDateTime;

        // The update decides between this and a worker that publishes at the same moment; nothing read before counts.
        var stopped = await db.TranscodeTasks.Where(task => task.Id == taskId && task.EndedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(task => task.Status, TranscodeStatus.Cancelled)
                .SetProperty(task => task.EndedAt, now)
                .SetProperty(task => task.LeaseOwner, (Guid?)null)
                .SetProperty(task => task.LeaseExpiresAt, (DateTime?)null)
                .SetProperty(task => task.NotBefore, (DateTime?)null),
            cancellation);
        var ended = await FindAsync(db, taskId, cancellation);
        if (stopped == 0) throw new VodException(ErrorCode.TaskEnded, $"{taskId:N}");

        var video = await db.Videos.SingleAsync(video => video.Id == ended.VideoId, cancellation);
        video.MoveTo(await HasPublicationAsync(db, video.Id, cancellation) ? VideoStatus.Normal : VideoStatus.UploadSucc);
        audit.Add(db, actor, AuditAction.TranscodeCancelled, new AuditTarget("task", $"{taskId:N}", video.Title),
            new { Video = VideoStatus.Transcoding }, new { Video = video.Status });
        await SaveAsync(db, cancellation);
        await transaction.CommitAsync(cancellation);
        queue.Wake();
    }

    internal static Task<bool> HasPublicationAsync(VodDbContext db, Guid videoId, CancellationToken cancellation) =>
        db.Publications.AnyAsync(publication => publication.VideoId == videoId && publication.RetiredAt == null, cancellation);

    // Of two submissions at once, the database's rules of one active task per video and one task per session refuse one; its second look says why.
    private async Task<Guid> SubmitAsync(Actor actor, Guid videoId, TranscodeOrder order, string action, CancellationToken cancellation)
    {
        var id = await ContendedSave.RunAsync(() => SubmitOnceAsync(actor, videoId, order, action, cancellation), cancellation, alsoInserts: true);
        queue.Wake();
        return id;
    }

    private async Task<Guid> SubmitOnceAsync(Actor actor, Guid videoId, TranscodeOrder order, string action, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (order.SessionKey is { } session && await db.TranscodeTasks.AnyAsync(task => task.SessionKey == session, cancellation))
            throw new VodException(ErrorCode.ChangedMeanwhile);
        var video = await db.Videos.SingleOrDefaultAsync(video => video.Id == videoId, cancellation)
            ?? throw new VodException(ErrorCode.VideoNotFound, $"{videoId:N}");
        var task = await submission.AddAsync(db, actor, video, order, action, cancellation);
        await db.SaveChangesAsync(cancellation);
        return task.Id;
    }

    private static async Task<TranscodeTask> FindAsync(VodDbContext db, Guid taskId, CancellationToken cancellation) =>
        await db.TranscodeTasks.AsNoTracking().SingleOrDefaultAsync(task => task.Id == taskId, cancellation)
        ?? throw new VodException(ErrorCode.TaskNotFound, $"{taskId:N}");

    private static async Task SaveAsync(VodDbContext db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new VodException(ErrorCode.ChangedMeanwhile);
        }
    }
}
