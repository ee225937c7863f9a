using System.Linq.Expressions;

namespace VodConsole.Core.Media.Search;

/// <summary>A field that can be searched.</summary>
internal sealed class MatchField
{
    /// <summary>What it means to have one of the values; null when a value can be none of the field's.</summary>
    public Func<IReadOnlyList<string>, Expression<Func<Video, bool>>?> Values { get; init; } = _ => null;

    /// <summary>What it means to lie in a range; null when the field has no order, or an end is none of its values.</summary>
    public Func<MatchRange, Expression<Func<Video, bool>>?> Range { get; init; } = _ => null;

    /// <summary>A field whose values are one of few, the same for every video.</summary>
    public static MatchField Constant(string value) => new()
    {
        Values = values => values.Contains(value, StringComparer.Ordinal) ? _ => true : _ => false,
    };

    /// <summary>Reads every value; null when one cannot be read.</summary>
    public static List<T>? All<T>(IReadOnlyList<string> values, Func<string, T?> read) where T : struct
    {
        var known = new List<T>();
        foreach (var value in values)
        {
            if (read(value) is not { } one) return null;
            known.Add(one);
        }

        return known;
    }
}
