namespace VodConsole.Web.Components.Elements;

/// <summary>
/// The rows of a <see cref="ListTable{TRow}"/> that a person has ticked, over any number of pages, or all that match its filter.
/// The page that owns it acts on it; the table changes it. It is emptied when the filter changes.
/// </summary>
public sealed class ListSelection
{
    private readonly HashSet<object> keys = [];

    /// <summary>The ticked rows, as the table's <c>KeyOf</c> tells them apart; says nothing while <see cref="IsAll"/>.</summary>
    public IReadOnlyCollection<object> Keys => keys;

    /// <summary>Whether everything that matches the filter is meant, on pages never looked at too.</summary>
    public bool IsAll { get; private set; }

    /// <summary>Whether nothing is selected.</summary>
    public bool IsEmpty => !IsAll && keys.Count == 0;

    /// <summary>Whether the row with <paramref name="key"/> is selected.</summary>
    public bool Contains(object key) => IsAll || keys.Contains(key);

    /// <summary>Selects everything that matches the filter.</summary>
    public void SelectAll() => IsAll = true;

    /// <summary>Selects nothing.</summary>
    public void Clear()
    {
        IsAll = false;
        keys.Clear();
    }

    /// <summary>Ticks some rows, or takes their ticks away. Taken from all, the others on <paramref name="page"/> stay ticked.</summary>
    internal void Set(IEnumerable<object> rows, bool isSelected, IEnumerable<object> page)
    {
        if (IsAll)
        {
            Clear();
            keys.UnionWith(page);
        }
        if (isSelected) keys.UnionWith(rows);
        else keys.ExceptWith(rows);
    }
}
