using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Components.Accounts;

/// <summary>Asks the person at the page whether it is still they; closes with a result once it is confirmed.</summary>
public sealed partial class ConfirmIdentityDialog
{
    private ElementReference _field;
    private VodException? _failure;
    private string _answer = "";
    private bool _hasApp;
    private bool _hasPasskey;
    private bool _isByCode;
    private bool _isBusy;
    private bool _isToFocus;

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;
    [Inject] private IdentityConfirmation Confirmation { get; set; } = null!;
    [Inject] private SecondFactorCheck SecondFactor { get; set; } = null!;
    [Inject] private Passkeys Passkeys { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IJSRuntime Script { get; set; } = null!;

    // Not an attempt: whoever answers while the other ways are still looked for is heard.
    protected override async Task OnInitializedAsync()
    {
        try
        {
            var actor = await Actor.GetAsync();
            _hasApp = await SecondFactor.IsEnabledAsync(actor.UserId!.Value, CancellationToken.None);
            _hasPasskey = (await Passkeys.ListAsync(actor, CancellationToken.None)).Count > 0
                && await Script.InvokeAsync<bool>("vodPasskeys.isSupported");
        }
        catch (VodException refusal)
        {
            _failure ??= refusal;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isToFocus) return;
        _isToFocus = false;
        await _field.FocusAsync();
    }

    private void Switch() => (_isByCode, _answer, _failure, _isToFocus) = (!_isByCode, "", null, true);

    private Task ConfirmAsync() => AttemptAsync(async () =>
    {
        var (actor, answer) = (await Actor.GetAsync(), _answer);
        _answer = "";
        if (_isByCode) await Confirmation.ByCodeAsync(actor, answer, CancellationToken.None);
        else await Confirmation.ByPasswordAsync(actor, answer, CancellationToken.None);
        Dialog.Close(DialogResult.Ok(true));
    });

    private Task ConfirmByPasskeyAsync() => AttemptAsync(async () =>
    {
        if (await PasskeyScript.RunAsync(() => Script.InvokeAsync<string>("vodPasskeys.confirm"))) Dialog.Close(DialogResult.Ok(true));
    });

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
            (_failure, _isToFocus) = (refusal, true);
        }
        finally
        {
            _isBusy = false;
        }
    }
}
