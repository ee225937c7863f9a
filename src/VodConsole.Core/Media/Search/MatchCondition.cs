namespace VodConsole.Core.Media.Search;

/// <summary>What a search asks of a video, as a program wrote it: a tree whose leaves compare one field each.</summary>
public abstract record MatchCondition;

/// <summary>Each of the conditions holds.</summary>
/// <param name="Parts">Two or more.</param>
public sealed record MatchAll(IReadOnlyList<MatchCondition> Parts) : MatchCondition;

/// <summary>One of the conditions holds.</summary>
/// <param name="Parts">Two or more.</param>
public sealed record MatchAny(IReadOnlyList<MatchCondition> Parts) : MatchCondition;

/// <summary>The field has, or for words contains, one of the values.</summary>
/// <param name="Field">As it was written.</param>
/// <param name="Values">One or more.</param>
public sealed record MatchValues(string Field, IReadOnlyList<string> Values) : MatchCondition;

/// <summary>The field lies between two values.</summary>
/// <param name="Field">As it was written.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="IncludesLow">Whether the lower end counts in.</param>
/// <param name="IncludesHigh">Whether the upper end counts in.</param>
public sealed record MatchRange(string Field, string Low, string High, bool IncludesLow, bool IncludesHigh) : MatchCondition;
