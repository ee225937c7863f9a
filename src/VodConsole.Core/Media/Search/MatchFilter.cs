using System.Linq.Expressions;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Media.Search;

/// <summary>
/// What a search expression means in the database. Each value reaches it as a parameter of a query that the expression's shape alone decides.
/// </summary>
internal static class MatchFilter
{
    /// <summary>The condition as a predicate.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.MatchInvalid"/>: a field that cannot be searched so, or a value that it cannot have.</exception>
    public static Expression<Func<Video, bool>> Of(MatchCondition condition)
    {
        var video = Expression.Parameter(typeof(Video), "video");
        return Expression.Lambda<Func<Video, bool>>(Body(condition, video), video);
    }

    private static Expression Body(MatchCondition condition, ParameterExpression video) => condition switch
    {
        MatchAll all => all.Parts.Select(part => Body(part, video)).Aggregate(Expression.AndAlso),
        MatchAny any => any.Parts.Select(part => Body(part, video)).Aggregate(Expression.OrElse),
        MatchValues values => On(video, MatchFields.Find(values.Field) is { } field
            ? field.Values(values.Values) ?? throw Invalid(values.Field)
            : throw Invalid(values.Field)),
        MatchRange range => On(video, MatchFields.Find(range.Field) is { } field
            ? field.Range(range) ?? throw Invalid(range.Field)
            : throw Invalid(range.Field)),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, null),
    };

    private static Expression On(ParameterExpression video, Expression<Func<Video, bool>> predicate) =>
        new Renaming(predicate.Parameters[0], video).Visit(predicate.Body);

    private static VodException Invalid(string field) => new(ErrorCode.MatchInvalid, field.Length <= 32 ? field : field[..32]);
}
