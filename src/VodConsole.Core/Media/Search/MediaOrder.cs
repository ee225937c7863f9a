using System.Linq.Expressions;

namespace VodConsole.Core.Media.Search;

/// <summary>The order of a search, ties by id, and the part of it that follows or precedes a video.</summary>
internal static class MediaOrder
{
    private static readonly Expression<Func<Video, DateTime>> Created = video => video.CreatedAt, Modified = video => video.ModifiedAt;

    /// <summary>All of them, ordered.</summary>
    public static IOrderedQueryable<Video> Of(IQueryable<Video> videos, IReadOnlyList<MediaSort> sort)
    {
        var ordered = By(videos, sort[0]);
        ordered = sort.Skip(1).Aggregate(ordered, (so, next) => next.IsDescending ? so.ThenByDescending(Field(next)) : so.ThenBy(Field(next)));
        return sort[0].IsDescending ? ordered.ThenByDescending(video => video.Id) : ordered.ThenBy(video => video.Id);
    }

    /// <summary>Those from a video on in the order, or backwards from it.</summary>
    /// <param name="videos">All of them.</param>
    /// <param name="sort">The order.</param>
    /// <param name="key">The video's place.</param>
    /// <param name="isForward">On, rather than backwards.</param>
    /// <param name="includes">Whether the video itself counts in.</param>
    public static IOrderedQueryable<Video> From(IQueryable<Video> videos, MediaSort sort, MediaPlace key, bool isForward, bool includes)
    {
        var (time, id) = (key.Time, key.Id);
        var isDescending = sort.IsDescending == isForward;
        var beyond = (sort.ByModification, isDescending, includes) switch
        {
            (false, true, false) => videos.Where(video => video.CreatedAt < time || (video.CreatedAt == time && video.Id < id)),
            (false, true, true) => videos.Where(video => video.CreatedAt < time || (video.CreatedAt == time && video.Id <= id)),
            (false, false, false) => videos.Where(video => video.CreatedAt > time || (video.CreatedAt == time && video.Id > id)),
            (false, false, true) => videos.Where(video => video.CreatedAt > time || (video.CreatedAt == time && video.Id >= id)),
            (true, true, false) => videos.Where(video => video.ModifiedAt < time || (video.ModifiedAt == time && video.Id < id)),
            (true, true, true) => videos.Where(video => video.ModifiedAt < time || (video.ModifiedAt == time && video.Id <= id)),
            (true, false, false) => videos.Where(video => video.ModifiedAt > time || (video.ModifiedAt == time && video.Id > id)),
            (true, false, true) => videos.Where(video => video.ModifiedAt > time || (video.ModifiedAt == time && video.Id >= id)),
        };
        // Said once more in a form by which every database enters its index.
        beyond = (sort.ByModification, isDescending) switch
        {
            (false, true) => beyond.Where(video => video.CreatedAt <= time),
            (false, false) => beyond.Where(video => video.CreatedAt >= time),
            (true, true) => beyond.Where(video => video.ModifiedAt <= time),
            (true, false) => beyond.Where(video => video.ModifiedAt >= time),
        };
        return Of(beyond, [sort with { IsDescending = isDescending }]);
    }

    private static IOrderedQueryable<Video> By(IQueryable<Video> videos, MediaSort sort) =>
        sort.IsDescending ? videos.OrderByDescending(Field(sort)) : videos.OrderBy(Field(sort));

    private static Expression<Func<Video, DateTime>> Field(MediaSort sort) => sort.ByModification ? Modified : Created;
}

/// <summary>Where a video stands in an order.</summary>
/// <param name="Time">The field's value.</param>
/// <param name="Id">The video.</param>
internal sealed record MediaPlace(DateTime Time, Guid Id);
