using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>Changes what is said of a video.</summary>
public sealed class VideoEditing(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, VideoTotals totals, TimeProvider clock)
{
    /// <summary>The fields as they are now.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.VideoNotFound"/>.</exception>
    public async Task<VideoFields> ReadAsync(Actor actor, Guid videoId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return VideoFields.Of(await FindAsync(db.Videos.AsNoTracking(), videoId, cancellation));
    }

    /// <summary>
    /// Changes some fields and leaves the others as they are, whoever changes those meanwhile. In contrast to <see cref="SaveAsync"/> nobody has looked
    /// at them before.
    /// </summary>
    /// <exception cref="VodException">As <see cref="SaveAsync"/>.</exception>
    public async Task<VideoFields> ChangeAsync(Actor actor, Guid videoId, VideoChange change, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        return await SaveAsync(actor, videoId, current => change.On(current).Checked(), cancellation);
    }

    /// <summary>
    /// Saves <paramref name="wanted"/>, provided that the fields still are what the person saw. What the service itself changed
    /// meanwhile (a status) is no conflict.
    /// </summary>
    /// <param name="actor">Who edits.</param>
    /// <param name="videoId">The video.</param>
    /// <param name="seen">The fields when the person began.</param>
    /// <param name="wanted">The fields as they are to be.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <returns>The fields as stored.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.ChangedMeanwhile"/>: someone else edited it, read again and let the person decide; a refusal of
    /// <see cref="VideoRules"/>, <see cref="VideoReferences"/> or <see cref="VideoUserData"/>; <see cref="ErrorCode.VideoNotFound"/>.
    /// </exception>
    public async Task<VideoFields> SaveAsync(
        Actor actor, Guid videoId, VideoFields seen, VideoFields wanted, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        var clean = wanted.Checked();
        return await SaveAsync(
            actor, videoId,
            // What is so already is no conflict: a second click on the same button.
            current => current == clean || current == seen ? clean : throw new VodException(ErrorCode.ChangedMeanwhile),
            cancellation);
    }

    private async Task<VideoFields> SaveAsync(
        Actor actor, Guid videoId, Func<VideoFields, VideoFields> decide, CancellationToken cancellation)
    {
        var stored = await ContendedSave.RunAsync(() => SaveOnceAsync(actor, videoId, decide, cancellation), cancellation);
        totals.Forget();
        return stored;
    }

    private async Task<VideoFields> SaveOnceAsync(
        Actor actor, Guid videoId, Func<VideoFields, VideoFields> decide, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var video = await FindAsync(db.Videos, videoId, cancellation);
        var current = VideoFields.Of(video);
        var clean = decide(current);
        if (clean == current) return clean;
        if (clean.CategoryId != current.CategoryId) await VideoRules.RequireCategoryAsync(db, clean.CategoryId, cancellation);
        if (clean.ReferenceId != current.ReferenceId) await VideoReferences.RequireFreeAsync(db, clean.ReferenceId, videoId, cancellation);

        (video.Title, video.Description, video.CategoryId, video.Tags) = clean;
        (video.CoverUrl, video.ReferenceId, video.UserData) = (clean.CoverUrl, clean.ReferenceId, clean.UserData);
        video.ModifiedAt = clock.GetUtcNow().UtcDateTime;
        audit.Add(db, actor, AuditAction.VideoEdited, new AuditTarget("video", $"{videoId:N}", clean.Title), current, clean);
        await VideoReferences.SaveAsync(db, clean.ReferenceId, videoId, contexts, cancellation);
        return clean;
    }

    private static async Task<Video> FindAsync(IQueryable<Video> videos, Guid id, CancellationToken cancellation) =>
        await videos.SingleOrDefaultAsync(video => video.Id == id, cancellation) ?? throw new VodException(ErrorCode.VideoNotFound, $"{id:N}");
}
