using Microsoft.AspNetCore.Components;
using VodConsole.Core.Transcoding;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Layout;

/// <summary>The search box of the bar.</summary>
public sealed partial class GlobalSearch
{
    private string _text = "";

    [Inject] private TranscodeTaskList Tasks { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;
    [Inject] private NavigationManager Navigator { get; set; } = null!;

    private async Task FindAsync()
    {
        var text = _text.Trim();
        if (text.Length == 0) return;
        var target = $"/media/videos?q={Uri.EscapeDataString(text)}";
        await Notices.TryAsync(async () =>
        {
            // A task's id leads to its video's tasks; everything else is for the library, which knows ids and titles.
            if (Guid.TryParse(text, out var id) && await Tasks.FindAsync(await Actor.GetAsync(), id, default) is { } task)
                target = $"/processing/tasks?video={task.Task.VideoId:N}";
        });
        _text = "";
        Navigator.NavigateTo(target);
    }
}
