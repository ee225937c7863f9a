using Microsoft.AspNetCore.Components;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Transcoding;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Layout;

/// <summary>The search box of the bar.</summary>
public sealed partial class GlobalSearch
{
    private string _text = "";

    [Inject] private TranscodeTaskList Tasks { get; set; } = null!;
    [Inject] private KeyFileRegister KeyFiles { get; set; } = null!;
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
            // A task's id leads to its video's tasks, a key file's fingerprint or id to the register; everything else is for the
            // library, which knows ids and titles.
            var actor = await Actor.GetAsync();
            if (Guid.TryParse(text, out var id) && await Tasks.FindAsync(actor, id, default) is { } task)
                target = $"/processing/tasks?video={task.Task.VideoId:N}";
            else if (await IsOfKeyFileAsync(actor, text))
                target = $"/settings/download/keys?q={Uri.EscapeDataString(text)}";
        });
        _text = "";
        Navigator.NavigateTo(target);
    }

    // Only what can be nothing else: eight hex digits and more. Words are titles.
    private async Task<bool> IsOfKeyFileAsync(Actor actor, string text) =>
        text.Length >= 8 && text.All(char.IsAsciiHexDigit)
        && (await KeyFiles.SearchAsync(actor, new KeyFileSearch { Text = text }, 0, 1, default)).Total > 0;
}
