namespace VodConsole.Web.Components.Elements;

/// <summary>The part of a list that <see cref="ListTable{TRow}"/> wants to show.</summary>
/// <param name="Skip">Rows before it.</param>
/// <param name="Take">Rows in it, at most.</param>
/// <param name="SortBy">The column's <see cref="ListColumn{TRow}.SortBy"/>, or null for the list's own order.</param>
/// <param name="IsDescending">Whether the order is reversed.</param>
public sealed record ListRequest(int Skip, int Take, string? SortBy, bool IsDescending);

/// <summary>What a list query answers.</summary>
/// <param name="Rows">The rows asked for.</param>
/// <param name="Total">How many there are in all under the same filter.</param>
public sealed record ListSlice<TRow>(IReadOnlyList<TRow> Rows, long Total);
