using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Notifications;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>Deletes a video with everything of it: source, streams, keys, cover, tasks. Only its audit entries stay.</summary>
public sealed class VideoDeletion(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, IMediaStore store, StagingArea staging,
    NotificationOutbox outbox, TranscodeTasks tasks, VideoTotals totals)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>What would go, to be shown before.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.VideoNotFound"/>.</exception>
    public async Task<DeletionPlan> PlanAsync(Actor actor, Guid videoId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var video = await db.Videos.AsNoTracking().SingleOrDefaultAsync(video => video.Id == videoId, cancellation) ?? throw NotFound(videoId);
        var streams = await db.Publications.Where(publication => publication.VideoId == videoId)
            .SelectMany(publication => publication.Renditions).Select(rendition => rendition.Size).ToListAsync(cancellation);
        var isTranscoding = await db.TranscodeTasks.AnyAsync(task => task.VideoId == videoId && task.EndedAt == null, cancellation);
        return new DeletionPlan(
            video.Title, video.SourceKey is null ? 0 : video.Size, streams.Count, streams.Sum(),
            isTranscoding, video.Status == VideoStatus.Uploading);
    }

    /// <summary>
    /// Stops what runs on the video, deletes its rows in one transaction, then its objects. Objects that a crash in between
    /// leaves behind are nobody's and unreadable: their keys are gone with the rows.
    /// </summary>
    /// <exception cref="VodException"><see cref="ErrorCode.VideoNotFound"/>.</exception>
    public async Task DeleteAsync(Actor actor, Guid videoId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        await ContendedSave.RunAsync(
            async () =>
            {
                await CancelTaskAsync(actor, videoId, cancellation);
                await DeleteRowsAsync(actor, videoId, cancellation);
            },
            cancellation);
        totals.Forget();

        // From here on the rows are gone, and what is left to do must not stop half way.
        await store.DeleteAsync(SourceKeys.Published(videoId), CancellationToken.None);
        await store.DeleteAsync(SourceKeys.Covers(videoId), CancellationToken.None);
        await store.DeleteAsync(SourceKeys.Folder(videoId), CancellationToken.None);
        // A part that is just being received notices by itself, and cleans up then.
        using (await staging.TryOpenAsync(videoId, Patience, CancellationToken.None)) { }
        staging.Delete(videoId);
    }

    private async Task DeleteRowsAsync(Actor actor, Guid videoId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var video = await db.Videos.SingleOrDefaultAsync(video => video.Id == videoId, cancellation) ?? throw NotFound(videoId);
        db.Videos.Remove(video);
        audit.Add(db, actor, AuditAction.VideoDeleted, new AuditTarget("video", $"{videoId:N}", video.Title),
            new { video.Title, video.FileName, video.Size, video.Status, video.SourceSha256 }, null);
        await outbox.DeletedAsync(db, video, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    private async Task CancelTaskAsync(Actor actor, Guid videoId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var active = await db.TranscodeTasks.Where(task => task.VideoId == videoId && task.EndedAt == null)
            .Select(task => (Guid?)task.Id).SingleOrDefaultAsync(cancellation);
        if (active is not { } taskId) return;
        try
        {
            await tasks.CancelAsync(actor, taskId, cancellation);
        }
        catch (VodException late) when (late.Code is ErrorCode.TaskEnded or ErrorCode.TaskNotFound)
        {
            // It ended by itself.
        }
    }

    private static VodException NotFound(Guid id) => new(ErrorCode.VideoNotFound, $"{id:N}");
}

/// <summary>What goes with a video.</summary>
/// <param name="Title">Its title.</param>
/// <param name="SourceBytes">Bytes of the source; 0 when there is none.</param>
/// <param name="Streams">Published streams, older ones included.</param>
/// <param name="StreamBytes">Their encrypted bytes.</param>
/// <param name="IsTranscoding">Whether a task is cancelled with it.</param>
/// <param name="IsUploading">Whether an upload is given up with it.</param>
public sealed record DeletionPlan(string Title, long SourceBytes, int Streams, long StreamBytes, bool IsTranscoding, bool IsUploading);
