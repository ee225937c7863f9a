using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Playback;
using VodConsole.Core.Transcoding;

namespace VodConsole.Core.Media;

/// <summary>Reads everything about one video.</summary>
public sealed class VideoDetails(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, StagingArea staging)
{
    /// <summary>Entries of a history.</summary>
    public const int HistoryLimit = 200;

    /// <summary>The video as it is now, or null when there is none.</summary>
    public async Task<VideoDetail?> FindAsync(Actor actor, Guid videoId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var video = await db.Videos.AsNoTracking().SingleOrDefaultAsync(video => video.Id == videoId, cancellation);
        if (video is null) return null;

        var publication = await db.Publications.AsNoTracking().Include(publication => publication.Renditions)
            .SingleOrDefaultAsync(publication => publication.VideoId == videoId && publication.RetiredAt == null, cancellation);
        var task = await db.TranscodeTasks.AsNoTracking()
            .SingleOrDefaultAsync(task => task.VideoId == videoId && task.EndedAt == null, cancellation);
        var category = video.CategoryId is { } id ? (await CategoryTree.ReadAsync(db, cancellation)).PathOf(id) : [];
        var uploaded = video.Status == VideoStatus.Uploading ? staging.LengthOf(videoId) : video.Size;
        return new VideoDetail(video, category, publication, task, uploaded);
    }

    /// <summary>
    /// What was done to the video and its tasks, newest first, at most <see cref="HistoryLimit"/> entries. In contrast to the audit
    /// log it asks only for the right to see the library, and it also says what bulk runs did to this one video.
    /// </summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadHistoryAsync(Actor actor, Guid videoId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var tasks = await db.TranscodeTasks.Where(task => task.VideoId == videoId).Select(task => task.Id).ToListAsync(cancellation);
        List<string> ids = [$"{videoId:N}", .. tasks.Select(task => $"{task:N}")];
        var entries = await db.AuditEntries.AsNoTracking()
            .Where(entry => (entry.TargetKind == "video" || entry.TargetKind == "task") && ids.Contains(entry.TargetId))
            .OrderByDescending(entry => entry.Id).Take(HistoryLimit).ToListAsync(cancellation);
        var runs = await OfflineSwitchHistory.ReadAsync(db, videoId, HistoryLimit, cancellation);
        return runs.Count == 0 ? entries : [.. entries.Concat(runs).OrderByDescending(entry => entry.At).Take(HistoryLimit)];
    }
}

/// <summary>Everything about one video.</summary>
/// <param name="Video">Its row; not to be changed.</param>
/// <param name="CategoryPath">Names of its category from the top down; empty for none.</param>
/// <param name="Publication">What plays now, with its renditions; null when nothing does.</param>
/// <param name="ActiveTask">Its queued or running transcoding, or null.</param>
/// <param name="UploadedBytes">Bytes of the source that have arrived.</param>
public sealed record VideoDetail(
    Video Video, IReadOnlyList<string> CategoryPath, Publication? Publication, TranscodeTask? ActiveTask, long UploadedBytes);
