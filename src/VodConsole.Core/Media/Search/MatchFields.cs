using System.Globalization;
using System.Linq.Expressions;

namespace VodConsole.Core.Media.Search;

/// <summary>
/// The fields of the search protocol that this service keeps, and how each is compared: ids and states are equal, words contain, numbers and times lie
/// in ranges. Times are compared as answers write them, to the second.
/// </summary>
internal static class MatchFields
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly MatchField Id = new()
    {
        Values = values => MatchField.All<Guid>(values, text => Guid.TryParseExact(text, "N", out var id) ? id : Guid.Empty) is { } ids
            ? video => ids.Contains(video.Id)
            : null,
    };

    private static readonly Dictionary<string, MatchField> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        ["VideoId"] = Id,
        ["AudioId"] = Id,
        ["MediaId"] = Id,
        ["ReferenceId"] = new()
        {
            Values = values =>
            {
                var known = values.ToList();
                return video => video.ReferenceId != null && known.Contains(video.ReferenceId);
            },
        },
        ["CateId"] = new()
        {
            Values = values => MatchField.All<int>(values, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null) is { } ids
                ? video => video.CategoryId != null && ids.Contains(video.CategoryId.Value)
                : null,
        },
        ["Title"] = Words(value =>
        {
            var part = value.ToUpperInvariant();
            return video => video.SearchTitle.Contains(part);
        }),
        ["Tags"] = Words(value => video => video.Tags.Contains(value)),
        ["Description"] = Words(value => video => video.Description.Contains(value)),
        ["Status"] = new()
        {
            Values = values => MatchField.All<VideoStatus>(values, text => Enum.TryParse<VideoStatus>(text, out var status) && status.ToString() == text ? status : null) is { } known
                ? video => known.Contains(video.Status)
                : null,
        },
        ["AppId"] = MatchField.Constant(MediaSearch.AppId),
        ["StorageLocation"] = MatchField.Constant(MediaSearch.StorageLocation),
        ["MediaSource"] = MatchField.Constant("general"),
        ["PreprocessStatus"] = MatchField.Constant("UnPreprocess"),
        ["Size"] = new()
        {
            Range = range => Whole(range.Low) is { } low && Whole(range.High) is { } high
                ? Both<long>(range, low, high, video => video.Size)
                : null,
        },
        ["Duration"] = new()
        {
            Range = range => Number(range.Low) is { } low && Number(range.High) is { } high
                ? And(video => video.Source != null, Both<double>(range, low, high, video => video.Source!.Duration))
                : null,
        },
        ["CreationTime"] = new() { Range = range => Times(range, video => video.CreatedAt) },
        ["ModificationTime"] = new() { Range = range => Times(range, video => video.ModifiedAt) },
    };

    /// <summary>The field of that name, or null.</summary>
    public static MatchField? Find(string name) => Table.GetValueOrDefault(name);

    private static MatchField Words(Func<string, Expression<Func<Video, bool>>> contains) => new()
    {
        Values = values => values.Any(value => value.Length == 0) ? null : values.Select(contains).Aggregate(Or),
    };

    private static Expression<Func<Video, bool>>? Times(MatchRange range, Expression<Func<Video, DateTime>> field)
    {
        if (Time(range.Low) is not { } low || Time(range.High) is not { } high) return null;
        // A second that counts in counts to its end; one that does not is left out whole.
        var from = range.IncludesLow ? low : NamedSecond.EndOf(low);
        var until = range.IncludesHigh ? NamedSecond.EndOf(high) : high;
        return Both(range with { IncludesLow = true, IncludesHigh = false }, from, until, field);
    }

    private static Expression<Func<Video, bool>> Both<T>(MatchRange range, T low, T high, Expression<Func<Video, T>> field)
    {
        // Through a member, as a captured variable would be: so the database gets a parameter and not a piece of the query.
        var ends = Expression.Constant(new Ends<T>(low, high));
        var (least, most) = (Expression.Property(ends, nameof(Ends<T>.Low)), Expression.Property(ends, nameof(Ends<T>.High)));
        return Expression.Lambda<Func<Video, bool>>(
            Expression.AndAlso(
                range.IncludesLow ? Expression.GreaterThanOrEqual(field.Body, least) : Expression.GreaterThan(field.Body, least),
                range.IncludesHigh ? Expression.LessThanOrEqual(field.Body, most) : Expression.LessThan(field.Body, most)),
            field.Parameters);
    }

    private static Expression<Func<Video, bool>> Or(Expression<Func<Video, bool>> one, Expression<Func<Video, bool>> other) => Join(Expression.OrElse, one, other);

    private static Expression<Func<Video, bool>> And(Expression<Func<Video, bool>> one, Expression<Func<Video, bool>> other) => Join(Expression.AndAlso, one, other);

    private static Expression<Func<Video, bool>> Join(
        Func<Expression, Expression, Expression> join, Expression<Func<Video, bool>> one, Expression<Func<Video, bool>> other) =>
        Expression.Lambda<Func<Video, bool>>(
            join(one.Body, new Renaming(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    private static long? Whole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static DateTime? Time(string text) => DateTime.TryParseExact(
        text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? time
        : null;

    private sealed record Ends<T>(T Low, T High);
}
