using Microsoft.AspNetCore.Components;

namespace VodConsole.Web.Components.Elements;

/// <summary>A column of a <see cref="ListTable{TRow}"/>; its content is the cell of a row (<c>context</c>).</summary>
public sealed class ListColumn<TRow> : ComponentBase
{
    /// <summary>The heading, and on a phone the label beside the value; empty for a column of buttons or pictures.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>Name of the order that the heading offers, passed to the query; null for none.</summary>
    [Parameter] public string? SortBy { get; set; }

    /// <summary>Whether the values are numbers, set flush right.</summary>
    [Parameter] public bool IsNumeric { get; set; }

    /// <summary>Whether it is left out; see <see cref="ColumnChooser"/>.</summary>
    [Parameter] public bool IsHidden { get; set; }

    /// <summary>Extra class of heading and cells.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>The cell.</summary>
    [Parameter, EditorRequired] public required RenderFragment<TRow> ChildContent { get; set; }

    [CascadingParameter] private ListTable<TRow>? Table { get; set; }

    internal string CellClass => $"{(IsNumeric ? "vod-number " : "")}{Class}";

    protected override void OnInitialized() => Table?.Add(this);
}
