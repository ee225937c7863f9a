using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Downloads;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Media;

/// <summary>The media library, live; what narrows and orders it stands in the address.</summary>
public sealed partial class VideosPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlySet<string> _hidden = new HashSet<string> { "category", "tags" };
    private CategoryTree? _tree;
    private ListTable<VideoRow>? _table;
    private OfflineRunBanner? _runs;
    private ListSelection? _selection;
    private bool _isRefused;

    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }
    [SupplyParameterFromQuery(Name = "status")] private string? StatusInUrl { get; set; }
    [SupplyParameterFromQuery(Name = "category")] private int? Category { get; set; }
    [SupplyParameterFromQuery(Name = "tag")] private string? Tag { get; set; }
    [SupplyParameterFromQuery(Name = "offline")] private string? Offline { get; set; }
    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;
    [Inject] private IAuthorizationService Authorization { get; set; } = null!;
    [Inject] private VideoLibrary Library { get; set; } = null!;
    [Inject] private Categories Categories { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private NavigationManager Navigator { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    private static IReadOnlyList<(string Name, string Title)> Choices =>
    [
        ("cover", MediaText.Cover), ("id", MediaText.VideoId), ("duration", MediaText.Duration), ("size", MediaText.Size),
        ("offline", OfflineText.Offline), ("category", MediaText.Category), ("tags", MediaText.Tags), ("created", MediaText.Created),
    ];

    private VideoStatus? Status => Enum.TryParse<VideoStatus>(StatusInUrl, out var status) && Enum.IsDefined(status) ? status : null;
    private bool? IsOfflineDisabled => Offline switch { "disabled" => true, "allowed" => false, _ => null };
    private bool IsFiltered => Wanted != new VideoSearch();
    private VideoSearch Wanted => new()
    {
        Text = string.IsNullOrWhiteSpace(Text) ? null : Text.Trim(),
        Status = Status,
        CategoryId = Category,
        Tag = string.IsNullOrEmpty(Tag) ? null : Tag,
        IsOfflineDisabled = IsOfflineDisabled,
    };

    // Only for those who can do something with what they select.
    protected override async Task OnInitializedAsync()
    {
        var mayEdit = await Authorization.AuthorizeAsync((await SignedIn).User, nameof(Permission.EditMedia));
        if (mayEdit.Succeeded) _selection = new ListSelection();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _ = KeepLiveAsync();
    }

    // The component's own loop, so that it runs in the circuit and in the viewer's language.
    private async Task KeepLiveAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Clock);
            while (!_isRefused && await timer.WaitForNextTickAsync(_gone.Token)) await RefreshAsync();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private async Task<ListSlice<VideoRow>> LoadAsync(ListRequest request, CancellationToken cancellation)
    {
        try
        {
            var actor = await Actor.GetAsync();
            if (_tree is null)
            {
                _tree = await Categories.ReadAsync(actor, cancellation);
                StateHasChanged();
            }
            var (sort, isDescending) = SortOf(request);
            var search = Wanted with { Sort = sort, IsDescending = isDescending };
            var page = await Library.SearchAsync(actor, search, request.Skip, request.Take, cancellation);
            return new ListSlice<VideoRow>(page.Rows, page.Total);
        }
        catch (VodException)
        {
            // Asking on every second would write as many refusals into the audit log.
            _isRefused = true;
            throw;
        }
    }

    private static (VideoSort, bool) SortOf(ListRequest request) => request.SortBy switch
    {
        "title" => (VideoSort.Title, request.IsDescending),
        "size" => (VideoSort.Size, request.IsDescending),
        "duration" => (VideoSort.Duration, request.IsDescending),
        "status" => (VideoSort.Status, request.IsDescending),
        "created" => (VideoSort.Created, request.IsDescending),
        _ => (VideoSort.Created, true),
    };

    private static string HrefOf(VideoRow row) => $"/media/videos/{row.Id:N}";

    private OfflineSwitchScope SelectedVideos() =>
        _selection!.IsAll ? OfflineSwitchScope.Of(Wanted) : OfflineSwitchScope.Of(_selection.Keys.Cast<Guid>());

    private async Task ShowRunAsync(Guid runId)
    {
        _selection!.Clear();
        await _runs!.ShowAsync(runId);
        await RefreshAsync();
    }

    private Task RefreshAsync() => _table?.RefreshAsync() ?? Task.CompletedTask;

    private void Search(ChangeEventArgs change) => Navigator.SetQuery(("q", ((string?)change.Value)?.Trim()), ("page", null));

    private void FilterStatus(ChangeEventArgs change) => Navigator.SetQuery(("status", change.Value), ("page", null));

    private void FilterOffline(ChangeEventArgs change) => Navigator.SetQuery(("offline", change.Value), ("page", null));

    private void FilterCategory(int? id) => Navigator.SetQuery(("category", id), ("page", null));

    private void RemoveTag() => Navigator.SetQuery(("tag", null), ("page", null));

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
