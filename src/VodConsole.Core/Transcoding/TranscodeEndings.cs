using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Media;
using VodConsole.Core.Notifications;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// How an attempt ends other than by publishing: failed, put off, handed back, or found dead. Each is one transaction that
/// counts only while the lease does.
/// </summary>
public sealed class TranscodeEndings(FencedTransaction transaction, IAuditLog audit, NotificationOutbox outbox, TimeProvider clock)
{
    /// <summary>How long a task waits for what the installation lacks: room in the storage, or ffmpeg.</summary>
    public static readonly TimeSpan InstallationPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PausePerAttempt = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Ends a failed attempt. What another attempt may mend is queued again with a pause, up to
    /// <see cref="TranscodeTask.AttemptLimit"/>; what the installation lacks only pauses the task, as often as it
    /// takes; anything else, above all bad input, fails the task for good.
    /// </summary>
    /// <param name="lease">The attempt.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="logTail">The end of ffmpeg's log, scrubbed; at most 4,000 characters.</param>
    /// <param name="mayPassLater">Whether the same input may well succeed another time.</param>
    /// <param name="cancellation">Ends the wait for the database.</param>
    /// <returns>False when the lease was lost.</returns>
    public Task<bool> FailAsync(
        TranscodeLease lease, FailureReason reason, string? logTail, bool mayPassLater, CancellationToken cancellation) =>
        transaction.RunAsync(lease, async (db, task, video) =>
        {
            task.LogTail = logTail;
            if (reason.Code is ErrorCode.TranscodeStorageFull or ErrorCode.FfmpegMissing)
                Requeue(task, reason, InstallationPause, countAttempt: false);
            else if (mayPassLater && task.Attempts < TranscodeTask.AttemptLimit)
                Requeue(task, reason, PausePerAttempt * task.Attempts, countAttempt: true);
            else
                await GiveUpAsync(db, task, video, reason, cancellation);
            return true;
        }, cancellation);

    /// <summary>Puts the task back as if it had not been claimed, for a worker that stops in good order.</summary>
    /// <returns>False when the lease was lost.</returns>
    public Task<bool> HandBackAsync(TranscodeLease lease, CancellationToken cancellation) =>
        transaction.RunAsync(lease, (_, task, _) =>
        {
            Requeue(task, null, TimeSpan.Zero, countAttempt: false);
            return Task.FromResult(true);
        }, cancellation);

    /// <summary>
    /// Takes the task from a worker that is dead, if <paramref name="isDead"/> still says so on the locked row: queues it
    /// again, or gives it up when it has taken <see cref="TranscodeTask.AttemptLimit"/> workers with it.
    /// </summary>
    /// <returns>False when it was not dead after all.</returns>
    internal Task<bool> ReclaimAsync(TranscodeLease lease, Func<TranscodeTask, bool> isDead, CancellationToken cancellation) =>
        transaction.RunAsync(lease, async (db, task, video) =>
        {
            if (!isDead(task)) return false;
            if (task.Attempts < TranscodeTask.AttemptLimit)
                Requeue(task, null, TimeSpan.Zero, countAttempt: true);
            else
                await GiveUpAsync(db, task, video, FailureReason.Of(ErrorCode.WorkerCrashed, task.Attempts), cancellation);
            return true;
        }, cancellation);

    private void Requeue(TranscodeTask task, FailureReason? reason, TimeSpan pause, bool countAttempt)
    {
        task.Status = TranscodeStatus.Queued;
        task.Failure = reason;
        task.NotBefore = pause == TimeSpan.Zero ? null : clock.GetUtcNow().UtcDateTime + pause;
        task.LeaseOwner = null;
        task.LeaseExpiresAt = null;
        task.Progress = 0;
        task.Speed = null;
        if (!countAttempt) task.Attempts--;
    }

    private async Task GiveUpAsync(VodDbContext db, TranscodeTask task, Video video, FailureReason reason, CancellationToken cancellation)
    {
        task.Status = TranscodeStatus.Failed;
        task.Failure = reason;
        task.LeaseOwner = null;
        task.LeaseExpiresAt = null;
        task.EndedAt = clock.GetUtcNow().UtcDateTime;

        // An earlier result plays on: the failure is the task's, not the video's.
        if (await TranscodeTasks.HasPublicationAsync(db, video.Id, cancellation)) video.MoveTo(VideoStatus.Normal);
        else video.MoveTo(VideoStatus.TranscodeFail, reason.Copy());
        audit.Add(db, Actor.System, AuditAction.TranscodeFailed, new AuditTarget("task", $"{task.Id:N}", video.Title),
            new { Video = VideoStatus.Transcoding }, new { Video = video.Status, Reason = reason.Code, task.Attempts });
        await outbox.TranscodeFailedAsync(db, video, task, reason, cancellation);
    }
}
