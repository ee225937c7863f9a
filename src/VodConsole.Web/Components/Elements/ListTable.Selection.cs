using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace VodConsole.Web.Components.Elements;

/// <summary>The checkboxes of the rows.</summary>
public sealed partial class ListTable<TRow>
{
    private ElementReference _pageBox;
    private bool _isPartial;
    private bool _isShift;
    private object? _anchor;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    private int ColumnCount => Shown.Count() + (Selection is null ? 0 : 1);
    private IReadOnlyList<object> PageKeys => _slice is null ? [] : [.. _slice.Rows.Select(KeyOf)];
    private bool IsPageSelected => Selection is not null && PageKeys is { Count: > 0 } keys && keys.All(Selection.Contains);

    private string? ClassOf(TRow row) =>
        Selection?.Contains(KeyOf(row)) == true ? $"{RowClass?.Invoke(row)} vod-selected" : RowClass?.Invoke(row);

    private void SelectPage(ChangeEventArgs change) => Selection!.Set(PageKeys, change.Value is true, PageKeys);

    // The click comes before the change that it makes.
    private void NoteShift(MouseEventArgs click) => _isShift = click.ShiftKey;

    private void SelectRow(TRow row, ChangeEventArgs change)
    {
        var key = KeyOf(row);
        var keys = PageKeys.ToList();
        var (from, to) = (_isShift && _anchor is not null ? keys.IndexOf(_anchor) : -1, keys.IndexOf(key));
        object[] range = from < 0 || to < 0 ? [key] : [.. keys.Skip(Math.Min(from, to)).Take(Math.Abs(to - from) + 1)];
        Selection!.Set(range, change.Value is true, keys);
        (_anchor, _isShift) = (key, false);
    }

    // Some rows but not all: a state that a checkbox has, but no attribute for.
    private async Task MarkPageBoxAsync()
    {
        var isPartial = Selection is not null && !IsPageSelected && PageKeys.Any(Selection.Contains);
        if (isPartial == _isPartial) return;
        _isPartial = isPartial;
        await Script.InvokeVoidAsync("vod.markPartial", _gone.Token, _pageBox, isPartial);
    }
}
