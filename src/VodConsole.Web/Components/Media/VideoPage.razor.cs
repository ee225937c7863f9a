using Microsoft.AspNetCore.Components;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Downloads;

namespace VodConsole.Web.Components.Media;

/// <summary>Everything about one video, live.</summary>
public sealed partial class VideoPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private VideoDetail? _detail;
    private VodException? _failure;
    private bool _isMissing;

    /// <summary>The video's id, as the address writes it.</summary>
    [Parameter] public string Id { get; set; } = "";

    [Inject] private VideoDetails Details { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private NavigationManager Navigator { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    private static IReadOnlyList<(string Name, string Title)> Tabs =>
    [
        ("basic", MediaText.TabBasic), ("streams", MediaText.TabStreams), ("player", MediaText.TabPlayer),
        ("download", DownloadText.TabDownload), ("history", MediaText.TabHistory),
    ];

    protected override Task OnParametersSetAsync() => RefreshAsync();

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
            while (_failure is null && !_isMissing && await timer.WaitForNextTickAsync(_gone.Token))
            {
                await RefreshAsync();
                StateHasChanged();
            }
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
        try
        {
            _detail = Guid.TryParse(Id, out var id) ? await Details.FindAsync(await Actor.GetAsync(), id, _gone.Token) : null;
            _isMissing = _detail is null;
        }
        catch (VodException refusal)
        {
            _failure = refusal;
        }
    }

    private static double? Progress(VideoDetail detail) => detail.Video.Status switch
    {
        VideoStatus.Uploading => detail.Video.Size > 0 ? (double)detail.UploadedBytes / detail.Video.Size : 0,
        VideoStatus.Transcoding => detail.ActiveTask?.Progress ?? 0,
        _ => null,
    };

    private void Leave() => Navigator.NavigateTo("/media/videos");

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
