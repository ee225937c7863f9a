using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using VodConsole.Core.ApiAccess;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.ApiAccess;

/// <summary>The keys that programs sign their requests with.</summary>
public sealed partial class AccessKeysPage
{
    private ListTable<AccessKeyRow>? _table;

    [Inject] private AccessKeys Keys { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;
    [SupplyParameterFromQuery(Name = "user")] private string? User { get; set; }
    [SupplyParameterFromQuery(Name = "status")] private string? Status { get; set; }

    private static IReadOnlyList<(string, string)> StatusOptions =>
        [("active", AccessKeyText.Active), ("disabled", AccessKeyText.Disabled), ("expired", AccessKeyText.Expired)];

    private async Task<ListSlice<AccessKeyRow>> LoadAsync(ListRequest request, CancellationToken cancellation)
    {
        var rows = (await Keys.ListAsync(await Actor.GetAsync(), cancellation))
            .Where(row => string.IsNullOrWhiteSpace(User) || row.User.Contains(User.Trim(), StringComparison.OrdinalIgnoreCase))
            .Where(row => string.IsNullOrEmpty(Status) || AccessKeyStatus.CodeOf(row) == Status).ToList();
        return new ListSlice<AccessKeyRow>([.. rows.Skip(request.Skip).Take(request.Take)], rows.Count);
    }

    private async Task CreateAsync()
    {
        var dialog = await Dialogs.ShowAsync<CreateAccessKeyDialog>(
            AccessKeyText.Create, new DialogParameters<CreateAccessKeyDialog> { { parameters => parameters.Email, User } });
        if (await dialog.Result is not { Canceled: false, Data: NewAccessKey made }) return;
        // Neither Escape nor a click beside it closes this one: the secret is never shown again.
        var shown = await Dialogs.ShowAsync<AccessKeySecretDialog>(
            AccessKeyText.SecretTitle, new DialogParameters<AccessKeySecretDialog> { { parameters => parameters.AccessKey, made } },
            new DialogOptions { BackdropClick = false, CloseOnEscapeKey = false, CloseButton = false });
        await shown.Result;
        await RefreshAsync();
    }

    private async Task LimitAsync(AccessKeyRow key)
    {
        var dialog = await Dialogs.ShowAsync<AccessKeyLimitsDialog>(
            AccessKeyText.EditLimits, new DialogParameters<AccessKeyLimitsDialog> { { parameters => parameters.AccessKey, key } });
        if (await dialog.Result is not { Canceled: false }) return;
        Notices.Done(Say(AccessKeyText.LimitsSaved, key.Id));
        await RefreshAsync();
    }

    private async Task SetDisabledAsync(string id, bool isDisabled)
    {
        if (!await Notices.TryAsync(() => Dialogs.ConfirmedAsync(
            async () => await Keys.SetDisabledAsync(await Actor.GetAsync(), id, isDisabled, default))))
            return;
        if (isDisabled) Notices.Undo(Say(AccessKeyText.WasDisabled, id), () => SetDisabledAsync(id, false));
        else Notices.Done(Say(AccessKeyText.WasEnabled, id));
        await RefreshAsync();
    }

    private async Task DeleteAsync(AccessKeyRow key)
    {
        if (!await Dialogs.AskAsync(
            Say(AccessKeyText.DeleteTitle, key.Id), AccessKeyText.DeleteAct, Say(AccessKeyText.DeleteConsequence, key.User), AccessKeyText.DeleteAdvice))
            return;
        if (!await Notices.TryAsync(async () => await Keys.DeleteAsync(await Actor.GetAsync(), key.Id, default))) return;
        Notices.Done(Say(AccessKeyText.WasDeleted, key.Id));
        await RefreshAsync();
    }

    private Task RefreshAsync() => InvokeAsync(() => _table?.RefreshAsync() ?? Task.CompletedTask);

    private static string Say(string format, string name) => string.Format(CultureInfo.CurrentCulture, format, name);
}
