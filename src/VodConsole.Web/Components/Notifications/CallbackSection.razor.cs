using Microsoft.AspNetCore.Components;
using MudBlazor;
using VodConsole.Core.Notifications;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Notifications;

/// <summary>The settings of event notifications: how they stand, and the form that changes them.</summary>
public sealed partial class CallbackSection
{
    private CallbackDraft? _draft;
    private VodException? _refusal;
    private bool _isBusy;

    /// <summary>The settings as they are now; null for none.</summary>
    [Parameter, EditorRequired] public required CallbackState? State { get; set; }

    /// <summary>They were changed here, or by somebody else meanwhile.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private Callbacks Callbacks { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;

    private void Modify() => (_draft, _refusal) = (CallbackDraft.Of(State), null);

    private async Task SaveAsync()
    {
        var draft = _draft!;
        (_isBusy, _refusal) = (true, null);
        try
        {
            // Against what the form was filled from: somebody else's change is not overwritten unseen.
            await Callbacks.SetAsync(
                await Actor.GetAsync(), CallbackSettings.DefaultAppId, draft.ToSettings(State?.HasKey == true), draft.Seen, CancellationToken.None);
            _draft = null;
            Notices.Done(CallbackText.Saved);
            await Changed.InvokeAsync();
        }
        catch (VodException refusal)
        {
            _refusal = refusal;
            if (refusal.Code == ErrorCode.ChangedMeanwhile) await Changed.InvokeAsync();
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task DeleteAsync()
    {
        if (!await Dialogs.AskAsync(CallbackText.DeleteTitle, CallbackText.DeleteAct, CallbackText.DeleteConsequence, CallbackText.DeleteKept)) return;
        if (!await Notices.TryAsync(async () => await Callbacks.DeleteAsync(await Actor.GetAsync(), CallbackSettings.DefaultAppId, CancellationToken.None))) return;
        Notices.Done(CallbackText.Deleted);
        await Changed.InvokeAsync();
    }
}
