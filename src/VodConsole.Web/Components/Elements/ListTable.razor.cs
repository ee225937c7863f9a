using Microsoft.AspNetCore.Components;
using VodConsole.Core.Refusals;

namespace VodConsole.Web.Components.Elements;

/// <summary>A server-paged table; columns are <see cref="ListColumn{TRow}"/>.</summary>
public sealed partial class ListTable<TRow> : IDisposable
{
    private const int SkeletonRows = 6;
    private const int DefaultSize = 20;

    private readonly List<ListColumn<TRow>> _columns = [];
    private readonly CancellationTokenSource _gone = new();
    private ListSlice<TRow>? _slice;
    private VodException? _failure;
    private (ListRequest Request, object? Filter)? _shown;
    private int _load;

    /// <summary>Reads a part of the list. Called again when page, order or <see cref="Filter"/> change.</summary>
    [Parameter, EditorRequired] public required Func<ListRequest, CancellationToken, Task<ListSlice<TRow>>> Load { get; set; }

    /// <summary>What the list is of, for screen readers.</summary>
    [Parameter, EditorRequired] public required string Caption { get; set; }

    /// <summary>What tells rows apart.</summary>
    [Parameter, EditorRequired] public required Func<TRow, object> KeyOf { get; set; }

    /// <summary>The <see cref="ListColumn{TRow}"/>s.</summary>
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    /// <summary>Shown when there is nothing at all: why, and what to do next.</summary>
    [Parameter, EditorRequired] public required RenderFragment Empty { get; set; }

    /// <summary>Shown when the filter leaves nothing.</summary>
    [Parameter] public RenderFragment NothingFound { get; set; } =
        builder => { builder.OpenComponent<NothingFound>(0); builder.CloseComponent(); };

    /// <summary>The filter as a value (a record); the list is read again when it changes.</summary>
    [Parameter] public object? Filter { get; set; }

    /// <summary>Whether <see cref="Filter"/> narrows anything; chooses between the two empty states.</summary>
    [Parameter] public bool IsFiltered { get; set; }

    /// <summary>Extra class of a row.</summary>
    [Parameter] public Func<TRow, string?>? RowClass { get; set; }

    /// <summary>What an opened row shows below itself.</summary>
    [Parameter] public RenderFragment<TRow>? Detail { get; set; }

    /// <summary>Which rows are opened.</summary>
    [Parameter] public Func<TRow, bool>? IsOpen { get; set; }

    /// <summary>Which rows are ticked, owned by the page; null where there is nothing to do with several at once.</summary>
    [Parameter] public ListSelection? Selection { get; set; }

    /// <summary>What can be done with the ticked rows: buttons for the bar that slides in.</summary>
    [Parameter] public RenderFragment? BulkActions { get; set; }

    /// <summary>A row's name, for the label of its checkbox.</summary>
    [Parameter] public Func<TRow, string>? NameOf { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? PageInUrl { get; set; }
    [SupplyParameterFromQuery(Name = "size")] private int? SizeInUrl { get; set; }
    [SupplyParameterFromQuery(Name = "sort")] private string? SortInUrl { get; set; }
    [CascadingParameter] private ListPage? Page { get; set; }
    [Inject] private NavigationManager Navigator { get; set; } = null!;

    private IEnumerable<ListColumn<TRow>> Shown => _columns.Where(column => !column.IsHidden);
    private int PageNumber => Math.Max(1, PageInUrl ?? 1);
    private int PageSize => Math.Clamp(SizeInUrl ?? DefaultSize, 1, 100);
    private string? SortBy => SortInUrl?.TrimStart('-');
    private bool IsDescending => SortInUrl is ['-', ..];

    /// <summary>Reads the shown part again without emptying the table first; for live lists and after a change.</summary>
    public Task RefreshAsync() => LoadAsync(Request());

    internal void Add(ListColumn<TRow> column) => _columns.Add(column);

    // Not while prerendering: the page answers at once, and the query runs once.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await MarkPageBoxAsync();
        var wanted = (Request(), Filter);
        if (_shown is { } shown && Equals(shown, wanted)) return;
        var isPaging = _shown is { } before && Equals(before.Filter, Filter);
        _shown = wanted;
        if (!isPaging)
        {
            _slice = null;
            Selection?.Clear();
        }
        StateHasChanged();
        await LoadAsync(wanted.Item1);
    }

    private ListRequest Request() => new((PageNumber - 1) * PageSize, PageSize, SortBy, IsDescending);

    private async Task LoadAsync(ListRequest request)
    {
        var load = ++_load;
        try
        {
            var slice = await Load(request, _gone.Token);
            if (load != _load) return;
            _slice = slice;
            _failure = null;
            Page?.ShowCount(slice.Total);
        }
        catch (VodException refusal)
        {
            _failure = refusal;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return;
        }

        StateHasChanged();
    }

    private void Sort(ListColumn<TRow> column)
    {
        var isSame = SortBy == column.SortBy;
        Navigator.SetQuery(("sort", isSame && !IsDescending ? $"-{column.SortBy}" : column.SortBy), ("page", null));
    }

    private string? SortOf(ListColumn<TRow> column) =>
        column.SortBy is null ? null : SortBy != column.SortBy ? "none" : IsDescending ? "descending" : "ascending";

    private string ArrowOf(ListColumn<TRow> column) => SortBy != column.SortBy ? "" : IsDescending ? " ↓" : " ↑";

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
