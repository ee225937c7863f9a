using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using VodConsole.Core.Accounts;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Accounts;

/// <summary>Adds, names and removes passkeys. The browser speaks with the server itself, by <c>passkeys.js</c>.</summary>
public sealed partial class PasskeysSection
{
    private IReadOnlyList<PasskeyRow>? _rows;

    [Inject] private Passkeys Passkeys { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;
    [Inject] private IJSRuntime Script { get; set; } = null!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private Task<bool> LoadAsync() => Notices.TryAsync(async () => _rows = await Passkeys.ListAsync(await Actor.GetAsync(), CancellationToken.None));

    private Task<bool> AddAsync() => Notices.TryAsync(async () =>
    {
        await Dialogs.ConfirmedAsync(async () => await Passkeys.RequireReadyAsync(await Actor.GetAsync(), CancellationToken.None));
        var suggested = Say(AccountText.PasskeyNumber, (_rows?.Count ?? 0) + 1);
        if (await NameAsync(AccountText.AddPasskey, AccountText.AddPasskey, suggested, _ => Task.CompletedTask) is not { } name) return;
        if (!await PasskeyScript.RunAsync(() => Script.InvokeAsync<string>("vodPasskeys.add", name))) return;
        Notices.Done(Say(AccountText.PasskeyAdded, name));
        await LoadAsync();
    });

    private async Task RenameAsync(PasskeyRow row)
    {
        await NameAsync(
            Say(AccountText.RenamePasskeyOf, row.Name), AccountText.Rename, row.Name,
            async name => await Passkeys.RenameAsync(await Actor.GetAsync(), row.Id, name, CancellationToken.None));
        await LoadAsync();
    }

    private async Task RemoveAsync(PasskeyRow row)
    {
        if (!await Dialogs.AskAsync(Say(AccountText.RemovePasskeyTitle, row.Name), AccountText.Remove, AccountText.RemovePasskeyConsequence)) return;
        var isDone = await Notices.TryAsync(() => Dialogs.ConfirmedAsync(
            async () => await Passkeys.RemoveAsync(await Actor.GetAsync(), row.Id, CancellationToken.None)));
        if (isDone) Notices.Done(Say(AccountText.PasskeyRemoved, row.Name));
        await LoadAsync();
    }

    private async Task<string?> NameAsync(string title, string act, string name, Func<string, Task> apply)
    {
        var dialog = await Dialogs.ShowAsync<PasskeyNameDialog>(title, new DialogParameters<PasskeyNameDialog>
        {
            { parameters => parameters.Title, title },
            { parameters => parameters.Act, act },
            { parameters => parameters.Name, name },
            { parameters => parameters.Apply, apply },
        });
        return await dialog.Result is { Canceled: false, Data: string chosen } ? chosen : null;
    }

    private static string Say(string format, object argument) => string.Format(CultureInfo.CurrentCulture, format, argument);
}
