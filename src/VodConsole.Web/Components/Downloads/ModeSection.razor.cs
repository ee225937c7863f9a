using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using VodConsole.Core.Downloads;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Downloads;

/// <summary>The account's download mode: its state, and the form that leads to the preview of a change.</summary>
public sealed partial class ModeSection
{
    private DownloadMode? _draft;

    /// <summary>The settings as they are now.</summary>
    [Parameter, EditorRequired] public required DownloadState State { get; set; }

    /// <summary>They were changed here.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private DownloadConfiguration Configuration { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;

    private DownloadMode Shown => _draft ?? State.Mode;

    // Back to how it is means that nothing is being decided any more.
    private void Switch(bool isOn)
    {
        var wanted = !isOn ? DownloadMode.Off : State.Mode == DownloadMode.Off ? DownloadMode.Secure : State.Mode;
        _draft = wanted == State.Mode ? null : wanted;
    }

    private async Task PreviewAsync()
    {
        var wanted = _draft!.Value;
        if (wanted == State.Mode)
        {
            _draft = null;
            return;
        }

        var dialog = await Dialogs.ShowAsync<ModeChangeDialog>(DownloadText.Title, new DialogParameters<ModeChangeDialog>
        {
            { parameters => parameters.Wanted, wanted },
            { parameters => parameters.Seen, State },
        });
        if (await dialog.Result is not { Canceled: false } result) return;
        _draft = null;
        await Changed.InvokeAsync();
        if (result.Data is DownloadChange done && done.Former != done.State.Mode)
            Notices.Undo(DownloadWords.DoneOf(done.State.Mode), () => UndoAsync(done));
    }

    private async Task UndoAsync(DownloadChange done)
    {
        var undone = await Dialogs.ConfirmedAsync(async () => await Configuration.UndoAsync(await Actor.GetAsync(), done, CancellationToken.None));
        await Changed.InvokeAsync();
        if (undone.Outcome != DownloadChangeOutcome.Done) throw new VodException(ErrorCode.ChangedMeanwhile);
        Notices.Done(string.Format(CultureInfo.CurrentCulture, DownloadText.Undone, DownloadWords.Of(undone.State.Mode)));
    }
}
