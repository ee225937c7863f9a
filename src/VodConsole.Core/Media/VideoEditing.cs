using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
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
    /// at them before. All of it is saved, or nothing.
    /// </summary>
    /// <exception cref="VodException">As <see cref="SaveAsync"/>; <see cref="ErrorCode.OfflineSwitchNeedsNormal"/>.</exception>
    public async Task ChangeAsync(Actor actor, Guid videoId, VideoChange change, CancellationToken cancellation)
    {
        if ((await ChangeAllAsync(actor, [new ChangeOfVideo(videoId, change)], cancellation)).Count > 0)
            throw new VodException(ErrorCode.VideoNotFound, $"{videoId:N}");
    }

    /// <summary>Changes several videos in one save: one change that is refused leaves all of them as they were.</summary>
    /// <returns>The videos that there are not; changes of them are passed over.</returns>
    /// <exception cref="VodException">As <see cref="ChangeAsync"/>, except that a video may be missing.</exception>
    public async Task<IReadOnlySet<Guid>> ChangeAllAsync(Actor actor, IReadOnlyCollection<ChangeOfVideo> changes, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        var absent = await ContendedSave.RunAsync(() => ChangeOnceAsync(actor, changes, cancellation), cancellation);
        totals.Forget();
        return absent;
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
        var clean = wanted.Checked(seen);
        var stored = await ContendedSave.RunAsync(() => SaveOnceAsync(actor, videoId, seen, clean, cancellation), cancellation);
        totals.Forget();
        return stored;
    }

    private async Task<VideoFields> SaveOnceAsync(Actor actor, Guid videoId, VideoFields seen, VideoFields clean, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var video = await FindAsync(db.Videos, videoId, cancellation);
        var current = VideoFields.Of(video);
        // What is so already is no conflict: a second click on the same button.
        if (current != clean && current != seen) throw new VodException(ErrorCode.ChangedMeanwhile);
        await ApplyAsync(db, actor, video, clean, cancellation);
        await VideoReferences.SaveAsync(db, [video], contexts, cancellation);
        return clean;
    }

    private async Task<HashSet<Guid>> ChangeOnceAsync(Actor actor, IReadOnlyCollection<ChangeOfVideo> changes, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ids = changes.Select(one => one.VideoId).ToHashSet();
        var videos = await db.Videos.Where(video => ids.Contains(video.Id)).ToDictionaryAsync(video => video.Id, cancellation);
        foreach (var (videoId, change) in changes)
        {
            if (!videos.TryGetValue(videoId, out var video)) continue;
            if (change.IsOfflineDisabled is { } disables) OfflineSwitch.Set(db, audit, actor, video, disables, clock.GetUtcNow().UtcDateTime);
            var current = VideoFields.Of(video);
            await ApplyAsync(db, actor, video, change.On(current).Checked(current), cancellation);
        }

        await VideoReferences.SaveAsync(db, videos.Values, contexts, cancellation);
        ids.ExceptWith(videos.Keys);
        return ids;
    }

    private async Task ApplyAsync(VodDbContext db, Actor actor, Video video, VideoFields clean, CancellationToken cancellation)
    {
        var current = VideoFields.Of(video);
        if (clean == current) return;
        if (clean.CategoryId != current.CategoryId) await VideoRules.RequireCategoryAsync(db, clean.CategoryId, cancellation);
        if (clean.ReferenceId != current.ReferenceId) await VideoReferences.RequireFreeAsync(db, clean.ReferenceId, video.Id, cancellation);

        (video.Title, video.Description, video.CategoryId, video.Tags) = clean;
        (video.CoverUrl, video.ReferenceId, video.UserData) = (clean.CoverUrl, clean.ReferenceId, clean.UserData);
        video.ModifiedAt = clock.GetUtcNow().UtcDateTime;
        audit.Add(db, actor, AuditAction.VideoEdited, new AuditTarget("video", $"{video.Id:N}", clean.Title), current, clean);
    }

    private static async Task<Video> FindAsync(IQueryable<Video> videos, Guid id, CancellationToken cancellation) =>
        await videos.SingleOrDefaultAsync(video => video.Id == id, cancellation) ?? throw new VodException(ErrorCode.VideoNotFound, $"{id:N}");
}
