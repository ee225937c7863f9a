using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>Changes the words about a video.</summary>
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
    /// <see cref="VideoRules"/>; <see cref="ErrorCode.VideoNotFound"/>.
    /// </exception>
    public async Task<VideoFields> SaveAsync(
        Actor actor, Guid videoId, VideoFields seen, VideoFields wanted, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        var clean = new VideoFields(
            VideoRules.Title(wanted.Title), VideoRules.Description(wanted.Description), wanted.CategoryId, VideoRules.Tags([wanted.Tags]));

        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var video = await FindAsync(db.Videos, videoId, cancellation);
            var current = VideoFields.Of(video);
            if (current == clean) return clean; // A second click on the same button.
            if (current != seen) throw new VodException(ErrorCode.ChangedMeanwhile);
            if (clean.CategoryId != current.CategoryId) await VideoRules.RequireCategoryAsync(db, clean.CategoryId, cancellation);

            (video.Title, video.Description, video.CategoryId, video.Tags) = clean;
            video.ModifiedAt = clock.GetUtcNow().UtcDateTime;
            audit.Add(db, actor, AuditAction.VideoEdited, new AuditTarget("video", $"{videoId:N}", clean.Title), current, clean);
            try
            {
                await db.SaveChangesAsync(cancellation);
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
