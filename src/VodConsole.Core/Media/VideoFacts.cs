using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;

namespace VodConsole.Core.Media;

/// <summary>
/// Reads what programs are told of videos, however many, in one question to the database. In contrast to <see cref="VideoDetails"/> it looks neither at what
/// plays nor at what is being transcoded.
/// </summary>
public sealed class VideoFacts(IDbContextFactory<VodDbContext> contexts, AccessGuard guard)
{
    /// <summary>The video, or null when there is none.</summary>
    public async Task<VideoFact?> FindAsync(Actor actor, Guid videoId, CancellationToken cancellation) =>
        (await FindAllAsync(actor, [videoId], cancellation)).GetValueOrDefault(videoId);

    /// <summary>Those of the videos that there are.</summary>
    public async Task<IReadOnlyDictionary<Guid, VideoFact>> FindAllAsync(Actor actor, IReadOnlyCollection<Guid> videoIds, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        if (videoIds.Count == 0) return new Dictionary<Guid, VideoFact>();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found =
            from video in db.Videos.AsNoTracking()
            where videoIds.Contains(video.Id)
            join category in db.Categories on video.CategoryId equals category.Id into categories
            from category in categories.DefaultIfEmpty()
            select new VideoFact(video, category == null ? null : category.Name);
        return await found.ToDictionaryAsync(fact => fact.Video.Id, cancellation);
    }
}

/// <summary>A video as programs are told of it.</summary>
/// <param name="Video">Its row; not to be changed.</param>
/// <param name="CategoryName">The name of its category; null for none.</param>
public sealed record VideoFact(Video Video, string? CategoryName);
