using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Media.Search;

/// <summary>
/// Finds videos by an expression of the search protocol, a page at a time. In contrast to <see cref="VideoLibrary"/>, which turns pages for people, a
/// page that follows another begins where that one ended (<see cref="ScrollPosition"/>), however far inside the library.
/// </summary>
public sealed class MediaSearch(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, VideoTotals totals, TimeProvider clock)
{
    /// <summary>Largest page.</summary>
    public const int PageLimit = 100;

    /// <summary>Videos that can be reached by page numbers alone.</summary>
    public const int WindowLimit = 5000;

    /// <summary>Videos that one step may pass over.</summary>
    public const int StepLimit = 1200;

    /// <summary>How long a position can be gone on from.</summary>
    public static readonly TimeSpan PositionLifetime = TimeSpan.FromMinutes(30);

    /// <summary>The one application that this installation is.</summary>
    public const string AppId = "app-1000000";

    /// <summary>The one place where this installation stores.</summary>
    public const string StorageLocation = "local";

    /// <summary>The videos of a page, how many match in all, and where the page lies.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.MatchInvalid"/>; <see cref="ErrorCode.SearchWindowExceeded"/> for a page beyond what can be reached so;
    /// <see cref="ErrorCode.ScrollTokenInvalid"/> for a position that is too old, or another search's.
    /// </exception>
    public async Task<MediaPage> ReadAsync(Actor actor, MediaQuery query, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        var filter = query.Match is { } match ? MatchFilter.Of(MatchParser.Parse(match)) : null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var videos = OfKind(db.Videos.AsNoTracking(), query.Kind);
        if (filter is not null) videos = videos.Where(filter);
        var total = await totals.GetAsync((query.Kind, query.Match), () => videos.CountAsync(cancellation));

        var position = query.Scroll is null ? null : PositionOf(query, query.Scroll);
        query = query with { PageNo = query.PageNo ?? (position?.PageNo + 1 ?? 1) };
        var ids = position is null ? await ByNumberAsync(videos, query, cancellation) : await ByPositionAsync(videos, query, position, cancellation);
        var rows = (await db.Videos.AsNoTracking().Where(video => ids.Contains(video.Id)).ToListAsync(cancellation)).ToDictionary(video => video.Id);
        List<Video> page = [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
        var categories = page.Any(video => video.CategoryId is not null) ? await CategoryTree.ReadAsync(db, cancellation) : null;
        var here = page.Count == 0 ? null : ScrollPosition.Of(query, page, clock.GetUtcNow()).ToString();
        return new MediaPage(page, categories, total, here);
    }

    private static IQueryable<Video> OfKind(IQueryable<Video> videos, MediaKind kind) => kind == MediaKind.Audio
        ? videos.Where(video => video.Source != null && video.Source.VideoCodec == null)
        : videos.Where(video => video.Source == null || video.Source.VideoCodec != null);

    private static async Task<List<Guid>> ByNumberAsync(IQueryable<Video> videos, MediaQuery query, CancellationToken cancellation)
    {
        var skip = (query.PageNo!.Value - 1L) * query.PageSize;
        if (skip + query.PageSize > WindowLimit) throw new VodException(ErrorCode.SearchWindowExceeded, WindowLimit);
        return await MediaOrder.Of(videos, query.Sort).Select(video => video.Id).Skip((int)skip).Take(query.PageSize).ToListAsync(cancellation);
    }

    private ScrollPosition PositionOf(MediaQuery query, string scroll) =>
        ScrollPosition.Parse(scroll) is { } position && position.IsFor(query) && clock.GetUtcNow() - position.At <= PositionLifetime
            ? position
            : throw new VodException(ErrorCode.ScrollTokenInvalid);

    private static async Task<List<Guid>> ByPositionAsync(IQueryable<Video> videos, MediaQuery query, ScrollPosition position, CancellationToken cancellation)
    {
        var sort = query.Sort[0];
        var pages = query.PageNo!.Value - position.PageNo;
        if (Math.Abs((long)pages * query.PageSize) > StepLimit) throw new VodException(ErrorCode.SearchWindowExceeded, StepLimit);
        // Forward from behind the page's last video; the page itself, and what lies before it, backwards from its own ends.
        var isForward = pages > 0;
        var found = pages == 0
            ? MediaOrder.From(videos, sort, position.First, isForward: true, includes: true)
            : MediaOrder.From(videos, sort, isForward ? position.Last : position.First, isForward, includes: false);
        var skip = Math.Max(0, (Math.Abs(pages) - 1) * query.PageSize);
        var ids = await found.Select(video => video.Id).Skip(skip).Take(query.PageSize).ToListAsync(cancellation);
        if (pages < 0) ids.Reverse();
        return ids;
    }
}

/// <summary>A search.</summary>
/// <param name="Kind">Videos or sound alone.</param>
/// <param name="Match">The expression; null for all.</param>
/// <param name="Sort">What it is ordered by, one to three.</param>
/// <param name="PageNo">The page, from 1; null for the one behind the position, or the first.</param>
/// <param name="PageSize">Videos of a page, 1 to <see cref="MediaSearch.PageLimit"/>.</param>
/// <param name="Scroll">The position that came with another page; null for counting from the beginning.</param>
public sealed record MediaQuery(MediaKind Kind, string? Match, IReadOnlyList<MediaSort> Sort, int? PageNo, int PageSize, string? Scroll);

/// <summary>What is searched for.</summary>
public enum MediaKind
{
    /// <summary>Media with pictures, and what was not looked into yet.</summary>
    Video,
    /// <summary>Sound alone.</summary>
    Audio,
}

/// <summary>A field to order by.</summary>
/// <param name="ByModification">The last change, rather than the creation.</param>
/// <param name="IsDescending">Latest first.</param>
public sealed record MediaSort(bool ByModification, bool IsDescending);

/// <summary>A page of a search.</summary>
/// <param name="Videos">Its videos, in order; not to be changed.</param>
/// <param name="Categories">The categories, where a video has one.</param>
/// <param name="Total">How many match in all; up to two seconds old.</param>
/// <param name="Scroll">Where the page lies, to go on from; null when it is empty.</param>
public sealed record MediaPage(IReadOnlyList<Video> Videos, CategoryTree? Categories, int Total, string? Scroll);
