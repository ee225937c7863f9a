using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;

namespace VodConsole.Core.Media;

/// <summary>
/// Reads the library a page at a time. A page costs about the same wherever it lies: its keys come from an index alone, from
/// whichever end is nearer, and only its own rows are read.
/// </summary>
public sealed class VideoLibrary(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, StagingArea staging, VideoTotals totals)
{
    /// <summary>Largest page.</summary>
    public const int PageLimit = 200;

    /// <summary>The videos <paramref name="skip"/> + 1 to <paramref name="skip"/> + <paramref name="take"/> of those that match.</summary>
    public async Task<VideoPage> SearchAsync(Actor actor, VideoSearch search, int skip, int take, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var matching = await FilterAsync(db, search, cancellation);
        var total = await totals.GetAsync(search, () => matching.CountAsync(cancellation));

        take = Math.Min(Math.Clamp(take, 1, PageLimit), total - skip);
        if (skip < 0 || take <= 0) return new VideoPage([], total);
        // The last pages are the first ones of the reversed order.
        var fromEnd = skip > total / 2;
        var keys = await Order(matching, search.Sort, search.IsDescending != fromEnd)
            .Skip(fromEnd ? total - skip - take : skip).Take(take)
            .Select(video => video.Id).ToListAsync(cancellation);
        if (fromEnd) keys.Reverse();
        return new VideoPage(await ReadAsync(db, keys, cancellation), total);
    }

    /// <summary>The videos named, in that order; those that do not exist are left out. At most <see cref="PageLimit"/>.</summary>
    public async Task<IReadOnlyList<VideoRow>> ReadAsync(Actor actor, IEnumerable<Guid> videoIds, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await ReadAsync(db, [.. videoIds.Distinct().Take(PageLimit)], cancellation);
    }

    private static async Task<IQueryable<Video>> FilterAsync(VodDbContext db, VideoSearch search, CancellationToken cancellation)
    {
        var videos = db.Videos.AsNoTracking();
        if (search.Status is { } status) videos = videos.Where(video => video.Status == status);
        if (search.Tag is { Length: > 0 } tag) videos = videos.Where(video => ("," + video.Tags + ",").Contains("," + tag + ","));
        if (search.CategoryId is { } categoryId)
        {
            var within = (await CategoryTree.ReadAsync(db, cancellation)).Within(categoryId);
            videos = within is [var only]
                ? videos.Where(video => video.CategoryId == only)
                : videos.Where(video => within.Contains(video.CategoryId!.Value));
        }
        if (search.Text?.Trim() is { Length: > 0 } text)
        {
            var part = text.ToUpperInvariant();
            videos = Guid.TryParse(text, out var id)
                ? videos.Where(video => video.Id == id || video.SearchTitle.Contains(part))
                : videos.Where(video => video.SearchTitle.Contains(part));
        }
        return videos;
    }

    private static IQueryable<Video> Order(IQueryable<Video> videos, VideoSort sort, bool isDescending) => (sort, isDescending) switch
    {
        (VideoSort.Created, false) => videos.OrderBy(video => video.CreatedAt).ThenBy(video => video.Id),
        (VideoSort.Created, true) => videos.OrderByDescending(video => video.CreatedAt).ThenByDescending(video => video.Id),
        (VideoSort.Title, false) => videos.OrderBy(video => video.SearchTitle).ThenBy(video => video.Id),
        (VideoSort.Title, true) => videos.OrderByDescending(video => video.SearchTitle).ThenByDescending(video => video.Id),
        (VideoSort.Size, false) => videos.OrderBy(video => video.Size).ThenBy(video => video.Id),
        (VideoSort.Size, true) => videos.OrderByDescending(video => video.Size).ThenByDescending(video => video.Id),
        (VideoSort.Duration, false) => videos.OrderBy(video => video.Source!.Duration).ThenBy(video => video.Id),
        (VideoSort.Duration, true) => videos.OrderByDescending(video => video.Source!.Duration).ThenByDescending(video => video.Id),
        (VideoSort.Status, false) => videos.OrderBy(video => video.Status).ThenBy(video => video.CreatedAt).ThenBy(video => video.Id),
        (VideoSort.Status, true) => videos.OrderByDescending(video => video.Status)
            .ThenByDescending(video => video.CreatedAt).ThenByDescending(video => video.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, null),
    };

    private async Task<IReadOnlyList<VideoRow>> ReadAsync(VodDbContext db, List<Guid> keys, CancellationToken cancellation)
    {
        var rows = await db.Videos.AsNoTracking().Where(video => keys.Contains(video.Id)).Select(video => new VideoRow
        {
            Id = video.Id,
            Title = video.Title,
            Size = video.Size,
            Duration = video.Source == null ? null : video.Source.Duration,
            Status = video.Status,
            Failure = video.Failure,
            CategoryId = video.CategoryId,
            Tags = video.Tags,
            CoverKey = video.CoverKey,
            HasVideo = video.Source == null ? null : video.Source.VideoCodec != null,
            CreatedAt = video.CreatedAt,
        }).ToListAsync(cancellation);

        var progress = rows.Exists(row => row.Status == VideoStatus.Transcoding)
            ? await db.TranscodeTasks.Where(task => task.EndedAt == null && keys.Contains(task.VideoId))
                .ToDictionaryAsync(task => task.VideoId, task => task.Progress, cancellation)
            : [];
        var places = keys.Select((key, place) => (key, place)).ToDictionary(pair => pair.key, pair => pair.place);
        return [.. rows.OrderBy(row => places[row.Id]).Select(row => row.Status switch
        {
            VideoStatus.Uploading => row with { Progress = Share(staging.LengthOf(row.Id), row.Size) },
            VideoStatus.Transcoding => row with { Progress = progress.GetValueOrDefault(row.Id) },
            _ => row,
        })];
    }

    private static double Share(long part, long whole) => whole > 0 ? Math.Min(1, (double)part / whole) : 0;
}
