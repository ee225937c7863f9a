using Microsoft.AspNetCore.Components;
using MudBlazor;
using VodConsole.Core.Downloads;
using VodConsole.Core.Refusals;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Accounts;

namespace VodConsole.Web.Components.Downloads;

/// <summary>
/// Shows what setting a mode would do and sets it. Its result is the <see cref="DownloadChange"/>, or null when the person keeps
/// what somebody else has set meanwhile.
/// </summary>
public sealed partial class ModeChangeDialog
{
    private DownloadPreview? _preview;
    private DownloadPreview? _before;
    private DownloadState? _theirs;
    private VodException? _failure;
    private bool _isBusy;

    /// <summary>The mode as it is to be.</summary>
    [Parameter, EditorRequired] public required DownloadMode Wanted { get; set; }

    /// <summary>The settings that the person began with.</summary>
    [Parameter, EditorRequired] public required DownloadState Seen { get; set; }

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;
    [Inject] private DownloadConfiguration Configuration { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;

    protected override Task OnInitializedAsync() => AttemptAsync(() => CountAsync(Seen.Version));

    // Someone who changed the settings between the page and the dialog shows at once rather than after OK.
    private async Task CountAsync(Guid seen)
    {
        var actor = await Actor.GetAsync();
        var preview = await Configuration.PreviewAsync(actor, Wanted, CancellationToken.None);
        if (preview.Version == seen) _preview = preview;
        else _theirs = await Configuration.ReadAsync(actor, CancellationToken.None);
    }

    private Task ApplyAsync() => AttemptAsync(async () =>
    {
        var agreed = _preview!;
        var change = await Dialogs.ConfirmedAsync(async () =>
            await Configuration.ApplyAsync(await Actor.GetAsync(), Wanted, agreed.Hash, agreed.Version, CancellationToken.None));
        switch (change.Outcome)
        {
            case DownloadChangeOutcome.Done:
                Dialog.Close(DialogResult.Ok(change));
                break;
            case DownloadChangeOutcome.ChangedMeanwhile:
                _theirs = change.State;
                break;
            case DownloadChangeOutcome.NumbersChanged:
                (_before, _preview) = (agreed, change.Preview);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change.Outcome, null);
        }
    });

    private void KeepTheirs() => Dialog.Close(DialogResult.Ok<object?>(null));

    // Having seen their value, going on is a decision; what it does from there is another preview.
    private Task KeepMineAsync() => AttemptAsync(async () =>
    {
        var seen = _theirs!;
        if (seen.Mode == Wanted)
        {
            KeepTheirs();
            return;
        }
        (_theirs, _preview, _before) = (null, null, null);
        await CountAsync(seen.Version);
    });

    // In the dialog itself: a message at the page's edge would lie behind it.
    private async Task AttemptAsync(Func<Task> operation)
    {
        if (_isBusy) return;
        (_isBusy, _failure) = (true, null);
        try
        {
            await operation();
        }
        catch (VodException refusal)
        {
            _failure = refusal;
        }
        finally
        {
            _isBusy = false;
        }
    }
}
