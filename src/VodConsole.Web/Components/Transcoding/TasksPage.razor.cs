using Microsoft.AspNetCore.Components;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Transcoding;

/// <summary>Transcoding tasks, live.</summary>
public sealed partial class TasksPage
{
    private readonly HashSet<Guid> _open = [];
    private ListTable<TranscodeTaskView>? _table;
    private bool _isRefused;

    [SupplyParameterFromQuery(Name = "status")] private string? StatusInUrl { get; set; }
    [SupplyParameterFromQuery(Name = "video")] private string? VideoInUrl { get; set; }
    [Inject] private TranscodeTaskList Tasks { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private NavigationManager Navigator { get; set; } = null!;

    private TranscodeStatus? Status => Enum.TryParse<TranscodeStatus>(StatusInUrl, out var status) ? status : null;
    private Guid? VideoId => Guid.TryParseExact(VideoInUrl, "N", out var id) ? id : null;

    private async Task<ListSlice<TranscodeTaskView>> LoadAsync(ListRequest request, CancellationToken cancellation)
    {
        try
        {
            var search = new TranscodeTaskSearch { Status = Status, VideoId = VideoId, Skip = request.Skip, Take = request.Take };
            var page = await Tasks.SearchAsync(await Actor.GetAsync(), search, cancellation);
            return new ListSlice<TranscodeTaskView>(page.Tasks, page.Total);
        }
        catch (VodException)
        {
            // Asking on every second would write as many refusals into the audit log.
            _isRefused = true;
            throw;
        }
    }

    private Task RefreshAsync() => _table?.RefreshAsync() ?? Task.CompletedTask;

    private void Toggle(Guid taskId)
    {
        if (!_open.Remove(taskId)) _open.Add(taskId);
    }

    private void FilterStatus(ChangeEventArgs change) => Navigator.SetQuery(("status", change.Value), ("page", null));
}
