using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>Changes what is said of a video.</summary>
public sealed class VideoEditing(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, VideoTotals totals, TimeProvider clock)
{
    private const int SaveAttempts = 5;

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
        for (var attempt = 1; ; attempt++)
        {
            var seen = await ReadAsync(actor, videoId, cancellation);
            try
            {
                return await SaveAsync(actor, videoId, seen, change.On(seen), cancellation);
            }
            catch (VodException refusal) when (refusal.Code == ErrorCode.ChangedMeanwhile && attempt < SaveAttempts)
            {
                // Somebody changed another field in between; what this change asks for still stands.
            }
        }
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

        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var video = await FindAsync(db.Videos, videoId, cancellation);
            var current = VideoFields.Of(video);
            if (current == clean) return clean; // A second click on the same button.
            if (current != seen) throw new VodException(ErrorCode.ChangedMeanwhile);
            if (clean.CategoryId != current.CategoryId) await VideoRules.RequireCategoryAsync(db, clean.CategoryId, cancellation);

            if (clean.ReferenceId != current.ReferenceId) await VideoReferences.RequireFreeAsync(db, clean.ReferenceId, videoId, cancellation);

            (video.Title, video.Description, video.CategoryId, video.Tags) = clean;
            (video.CoverUrl, video.ReferenceId, video.UserData) = (clean.CoverUrl, clean.ReferenceId, clean.UserData);
            video.ModifiedAt = clock.GetUtcNow().UtcDateTime;
            audit.Add(db, actor, AuditAction.VideoEdited, new AuditTarget("video", $"{videoId:N}", clean.Title), current, clean);
            try
            {
                await VideoReferences.SaveAsync(db, clean.ReferenceId, videoId, contexts, cancellation);
                totals.Forget();
                return clean;
            }
            catch (DbUpdateConcurrencyException) when (attempt < SaveAttempts)
            {
                // The row changed between our look and our save; whether that matters is decided by looking again.
            }
        }
    }

    private static async Task<Video> FindAsync(IQueryable<Video> videos, Guid id, CancellationToken cancellation) =>
        await videos.SingleOrDefaultAsync(video => video.Id == id, cancellation) ?? throw new VodException(ErrorCode.VideoNotFound, $"{id:N}");
}
