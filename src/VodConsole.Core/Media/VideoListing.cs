using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>
/// Lists videos for programs, with everything that is said of them, by states, category and time. In contrast to <see cref="VideoLibrary"/> it reaches no
/// further than <see cref="WindowLimit"/>. The last of these pages costs about what the first does: keys come from an index alone, and only the page's own
/// rows are read.
/// </summary>
public sealed class VideoListing(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, VideoTotals totals)
{
    /// <summary>Largest page.</summary>
    public const int PageLimit = 100;

    /// <summary>Videos that can be reached.</summary>
    public const int WindowLimit = 5000;

    /// <summary>A page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which videos.</param>
    /// <param name="pageNo">The page, from 1.</param>
    /// <param name="pageSize">Videos of a page, 1 to <see cref="PageLimit"/>.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="VodException"><see cref="ErrorCode.SearchWindowExceeded"/>.</exception>
    public async Task<VideoListPage> ReadAsync(Actor actor, VideoListFilter filter, int pageNo, int pageSize, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        var skip = (pageNo - 1L) * pageSize;
        if (skip + pageSize > WindowLimit) throw new VodException(ErrorCode.SearchWindowExceeded, WindowLimit);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var total = await totals.GetAsync(
            (filter with { IsDescending = true, Statuses = [], Only = null }, string.Join(',', filter.Statuses), string.Join(',', filter.Only ?? [])), () => Matching(db, filter).CountAsync(cancellation));

        var ids = await Ordered(Keys(db, filter, (int)skip + pageSize), filter.IsDescending).Skip((int)skip).Take(pageSize)
            .Select(key => key.Id).ToListAsync(cancellation);
        var rows = (await db.Videos.AsNoTracking().Where(video => ids.Contains(video.Id)).ToListAsync(cancellation)).ToDictionary(video => video.Id);
        List<Video> page = [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
        var categories = page.Any(video => video.CategoryId is not null) ? await CategoryTree.ReadAsync(db, cancellation) : null;
        return new VideoListPage(page, categories, total);
    }

    // One stretch of an index for each state, as long as the page can need, and then the best of them: several states at once have no index of their own.
    private static IQueryable<Key> Keys(VodDbContext db, VideoListFilter filter, int needed) => filter.Statuses.Count < 2
        ? Matching(db, filter).Select(video => new Key { Id = video.Id, CreatedAt = video.CreatedAt })
        : filter.Statuses
            .Select(status => Ordered(
                Matching(db, filter with { Statuses = [status] }).Select(video => new Key { Id = video.Id, CreatedAt = video.CreatedAt }),
                filter.IsDescending).Take(needed))
            .Aggregate((one, other) => one.Concat(other));

    private static IQueryable<Key> Ordered(IQueryable<Key> keys, bool isDescending) => isDescending
        ? keys.OrderByDescending(key => key.CreatedAt).ThenByDescending(key => key.Id)
        : keys.OrderBy(key => key.CreatedAt).ThenBy(key => key.Id);

    private static IQueryable<Video> Matching(VodDbContext db, VideoListFilter filter)
    {
        var videos = db.Videos.AsNoTracking();
        if (filter.Statuses is [var only]) videos = videos.Where(video => video.Status == only);
        else if (filter.Statuses.Count > 1) videos = videos.Where(video => filter.Statuses.Contains(video.Status));
        if (filter.Only is { } ids) videos = videos.Where(video => ids.Contains(video.Id));
        if (filter.CategoryId is { } category) videos = videos.Where(video => video.CategoryId == category);
        if (filter.From is { } from) videos = videos.Where(video => video.CreatedAt >= from);
        if (filter.Until is { } until) videos = videos.Where(video => video.CreatedAt < until);
        return videos;
    }

    private sealed class Key
    {
        public required Guid Id { get; init; }

        public required DateTime CreatedAt { get; init; }
    }
}

/// <summary>Which videos, and in what order of their creation.</summary>
public sealed record VideoListFilter
{
    /// <summary>Only these, each once; empty for all.</summary>
    public IReadOnlyList<VideoStatus> Statuses { get; init; } = [];

    /// <summary>Only these; null for all.</summary>
    public IReadOnlyList<Guid>? Only { get; init; }

    /// <summary>Only this category itself; null for all.</summary>
    public int? CategoryId { get; init; }

    /// <summary>Only those created then or later, UTC.</summary>
    public DateTime? From { get; init; }

    /// <summary>Only those created before, UTC.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Latest first.</summary>
    public bool IsDescending { get; init; } = true;
}

/// <summary>A page of a list.</summary>
/// <param name="Videos">Its videos, in order; not to be changed.</param>
/// <param name="Categories">The categories, where a video has one.</param>
/// <param name="Total">How many match in all; up to two seconds old.</param>
public sealed record VideoListPage(IReadOnlyList<Video> Videos, CategoryTree? Categories, int Total);
