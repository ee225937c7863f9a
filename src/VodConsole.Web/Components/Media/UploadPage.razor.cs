using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Components.Media;

/// <summary>
/// Brings files in. The bytes go from the browser to <c>/uploads</c>, never through the circuit; the script tells this page how far
/// they are, and the page asks the library what became of them.
/// </summary>
public sealed partial class UploadPage
{
    private const string PauseCall = "pause";
    private const string ResumeCall = "resume";
    private const string CancelCall = "cancel";
    private const string RemoveCall = "remove";

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<UploadItem> _items = [];
    private Dictionary<Guid, VideoRow> _videos = [];
    private IReadOnlyList<UnfinishedUpload> _unfinished = [];
    private CategoryTree? _tree;
    private VodException? _failure;
    private int? _category;
    private TemplateGroup? _group;
    private ElementReference _area;
    private IJSObjectReference? _module;
    private IJSObjectReference? _handle;
    private DotNetObjectReference<UploadPage>? _self;

    [Inject] private IJSRuntime Script { get; set; } = null!;
    [Inject] private IOptions<UploadOptions> Options { get; set; } = null!;
    [Inject] private VideoLibrary Library { get; set; } = null!;
    [Inject] private VideoEditing Editing { get; set; } = null!;
    [Inject] private Uploads Uploads { get; set; } = null!;
    [Inject] private Categories Categories { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    private string Accept => string.Join(',', Options.Value.AllowedExtensions.Select(extension => $".{extension}"));

    /// <summary>Called by the script when something of its uploads changed.</summary>
    [JSInvokable]
    public void Changed(UploadItem[] items)
    {
        _items = items;
        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        try
        {
            if (_handle is not null)
            {
                await _handle.InvokeVoidAsync("detach");
                await _handle.DisposeAsync();
            }
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The document is gone, and the uploads pause with it.
        }
        _self?.Dispose();
        _gone.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await AttemptAsync(async () => _tree = await Categories.ReadAsync(await Actor.GetAsync(), _gone.Token));
        _self = DotNetObjectReference.Create(this);
        _module = await Script.InvokeAsync<IJSObjectReference>("import", "./Components/Media/UploadPage.razor.js");
        _handle = await _module.InvokeAsync<IJSObjectReference>(
            "attach", _self, _area, Options.Value.AllowedExtensions, Options.Value.MaxBytes);
        await SetDefaultsAsync();
        _ = KeepLiveAsync();
    }

    // The component's own loop, so that it runs in the circuit and in the viewer's language.
    private async Task KeepLiveAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Clock);
            do await RefreshAsync();
            while (_failure is null && await timer.WaitForNextTickAsync(_gone.Token));
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

    private async Task RefreshAsync()
    {
        await AttemptAsync(async () =>
        {
            var actor = await Actor.GetAsync();
            var ids = _items.Select(item => item.VideoId).OfType<Guid>().ToList();
            _videos = ids.Count == 0
                ? []
                : (await Library.ReadAsync(actor, ids, _gone.Token)).ToDictionary(row => row.Id);
            _unfinished = await Uploads.ListUnfinishedAsync(actor, _gone.Token);
        });
        StateHasChanged();
    }

    private async Task DescribeAsync(UploadItem described)
    {
        if (described.VideoId is { } id && _videos.ContainsKey(id))
        {
            await AttemptAsync(async () =>
            {
                var actor = await Actor.GetAsync();
                var seen = await Editing.ReadAsync(actor, id, _gone.Token);
                await Editing.SaveAsync(actor, id, seen, seen with { Title = described.Title, CategoryId = described.Category }, _gone.Token);
            });
        }
        await _module!.InvokeVoidAsync("describe", described.Key, described.Title, described.Category);
    }

    private async Task SetCategoryAsync(int? category)
    {
        _category = category;
        await SetDefaultsAsync();
    }

    private async Task SetGroupAsync(TemplateGroup? group)
    {
        _group = group;
        await SetDefaultsAsync();
    }

    private async Task SetDefaultsAsync()
    {
        if (_module is not null) await _module.InvokeVoidAsync("setDefaults", _category, _group?.ToString() ?? "");
    }

    private async Task CallAsync(string act, int key)
    {
        if (_module is not null) await _module.InvokeVoidAsync(act, key);
    }

    private async Task AttemptAsync(Func<Task> operation)
    {
        try
        {
            await operation();
        }
        catch (VodException refusal)
        {
            _failure = refusal;
        }
    }
}

/// <summary>One upload as the script tells it.</summary>
/// <param name="Key">Its number in the script.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Size">Bytes in all.</param>
/// <param name="Sent">Bytes that the server has.</param>
/// <param name="State">waiting, uploading, retrying, paused, checking or failed.</param>
/// <param name="Speed">Bytes per second over the last seconds; 0 when unknown.</param>
/// <param name="Id">The upload's id, which is the video's; null before the server gave one.</param>
/// <param name="Title">The title for a file that has not begun.</param>
/// <param name="Category">The category for a file that has not begun.</param>
/// <param name="Code">Why it failed.</param>
/// <param name="Message">The same in the viewer's language, where the server answered one.</param>
public sealed record UploadItem(
    int Key, string Name, long Size, long Sent, string State, double Speed, string? Id, string Title, int? Category, string? Code, string? Message)
{
    /// <summary><see cref="Id"/> as the library knows it.</summary>
    public Guid? VideoId => Guid.TryParseExact(Id, "N", out var id) ? id : null;

    /// <summary>0 to 1.</summary>
    public double Share => Size > 0 ? (double)Sent / Size : 0;

    /// <summary>Seconds still to go, or null.</summary>
    public double? SecondsLeft => Speed > 0 ? (Size - Sent) / Speed : null;
}
