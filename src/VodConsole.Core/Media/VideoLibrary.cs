using System.Linq.Expressions;
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

    /// <summary>Rows from either end within which one read of whole rows is cheaper than keys first.</summary>
    private const int NearEnd = 1000;

    private static readonly Expression<Func<Video, VideoRow>> Row = video => new VideoRow
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
        IsOfflineDisabled = video.IsOfflineDisabled,
    };

    /// <summary>The videos <paramref name="skip"/> + 1 to <paramref name="skip"/> + <paramref name="take"/> of those that match.</summary>
    public async Task<VideoPage> SearchAsync(Actor actor, VideoSearch search, int skip, int take, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var matching = await VideoFilter.ApplyAsync(db, search, cancellation);
        var total = await totals.GetAsync(search, () => matching.CountAsync(cancellation));

        take = Math.Min(Math.Clamp(take, 1, PageLimit), total - skip);
        if (skip < 0 || take <= 0) return new VideoPage([], total);
        // The last pages are the first ones of the reversed order.
        var fromEnd = skip > total / 2;
        var offset = fromEnd ? total - skip - take : skip;
        var page = Order(matching, search.Sort, search.IsDescending != fromEnd).Skip(offset).Take(take);
        // Far from both ends the keys come first, from an index alone: rows that are only passed by are not read.
        var rows = offset <= NearEnd
            ? await page.Select(Row).ToListAsync(cancellation)
            : await InOrderAsync(db, await page.Select(video => video.Id).ToListAsync(cancellation), cancellation);
        if (fromEnd) rows.Reverse();
        return new VideoPage(await WithProgressAsync(db, rows, cancellation), total);
    }

    /// <summary>The videos named, in that order; those that do not exist are left out. At most <see cref="PageLimit"/>.</summary>
    public async Task<IReadOnlyList<VideoRow>> ReadAsync(Actor actor, IEnumerable<Guid> videoIds, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await InOrderAsync(db, [.. videoIds.Distinct().Take(PageLimit)], cancellation);
        return await WithProgressAsync(db, rows, cancellation);
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

    private static async Task<List<VideoRow>> InOrderAsync(VodDbContext db, List<Guid> keys, CancellationToken cancellation)
    {
        var rows = await db.Videos.AsNoTracking().Where(video => keys.Contains(video.Id)).Select(Row).ToListAsync(cancellation);
        var places = keys.Select((key, place) => (key, place)).ToDictionary(pair => pair.key, pair => pair.place);
        return [.. rows.OrderBy(row => places[row.Id])];
    }

    private async Task<IReadOnlyList<VideoRow>> WithProgressAsync(VodDbContext db, List<VideoRow> rows, CancellationToken cancellation)
    {
        var transcoding = rows.Where(row => row.Status == VideoStatus.Transcoding).Select(row => row.Id).ToList();
        var progress = transcoding.Count > 0
            ? await db.TranscodeTasks.Where(task => task.EndedAt == null && transcoding.Contains(task.VideoId))
                .ToDictionaryAsync(task => task.VideoId, task => task.Progress, cancellation)
            : [];
        return [.. rows.Select(row => row.Status switch
        {
            VideoStatus.Uploading => row with { Progress = Share(staging.LengthOf(row.Id), row.Size) },
            VideoStatus.Transcoding => row with { Progress = progress.GetValueOrDefault(row.Id) },
            _ => row,
        })];
    }

    private static double Share(long part, long whole) => whole > 0 ? Math.Min(1, (double)part / whole) : 0;
}
