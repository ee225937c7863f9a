using Microsoft.AspNetCore.Components;
using MudBlazor;
using VodConsole.Core.Accounts;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Accounts;

/// <summary>Sets up, renews and takes away the second factor of the person's own account.</summary>
public sealed partial class TwoFactorSection
{
    private TwoFactorState? _state;

    [Inject] private TwoFactor TwoFactor { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private Task<bool> LoadAsync() => Notices.TryAsync(async () => _state = await TwoFactor.ReadAsync(await Actor.GetAsync(), CancellationToken.None));

    private Task<bool> SetUpAsync() => Notices.TryAsync(async () =>
    {
        var secret = await Dialogs.ConfirmedAsync(async () => await TwoFactor.BeginAsync(await Actor.GetAsync(), CancellationToken.None));
        var dialog = await Dialogs.ShowAsync<AuthenticatorDialog>(
            AccountText.SetUpTwoFactor, new DialogParameters<AuthenticatorDialog> { { parameters => parameters.Secret, secret } });
        if (await dialog.Result is { Canceled: false, Data: IReadOnlyList<string> codes }) await ShowAsync(codes);
        await LoadAsync();
    });

    private async Task RenewAsync()
    {
        if (!await Dialogs.AskAsync(AccountText.RenewCodesTitle, AccountText.RenewCodes, AccountText.RenewCodesConsequence)) return;
        await Notices.TryAsync(async () => await ShowAsync(await Dialogs.ConfirmedAsync(
            async () => await TwoFactor.RenewRecoveryCodesAsync(await Actor.GetAsync(), CancellationToken.None))));
        await LoadAsync();
    }

    private async Task DisableAsync()
    {
        if (!await Dialogs.AskAsync(AccountText.TurnOffTwoFactorTitle, AccountText.TurnOffTwoFactor, AccountText.TurnOffTwoFactorConsequence)) return;
        var isDone = await Notices.TryAsync(() => Dialogs.ConfirmedAsync(
            async () => await TwoFactor.DisableAsync(await Actor.GetAsync(), CancellationToken.None)));
        if (isDone) Notices.Done(AccountText.TwoFactorTurnedOff);
        await LoadAsync();
    }

    // Neither Escape nor a click beside it closes this one: the codes are never shown again.
    private async Task ShowAsync(IReadOnlyList<string> codes)
    {
        var shown = await Dialogs.ShowAsync<RecoveryCodesDialog>(
            AccountText.CodesTitle, new DialogParameters<RecoveryCodesDialog> { { parameters => parameters.Codes, codes } },
            new DialogOptions { BackdropClick = false, CloseOnEscapeKey = false, CloseButton = false });
        await shown.Result;
    }
}
