using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using VodConsole.Core.Accounts;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Accounts;

/// <summary>Who may sign in, and as what.</summary>
public sealed partial class UsersPage
{
    private ListTable<UserRow>? _table;
    private InvitationsSection? _invitations;

    [Inject] private UserList Users { get; set; } = null!;
    [Inject] private UserAdministration Administration { get; set; } = null!;
    [Inject] private AccountLinks Links { get; set; } = null!;
    [Inject] private NavigationManager Navigator { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;
    [SupplyParameterFromQuery] private string? Search { get; set; }
    [SupplyParameterFromQuery(Name = "role")] private string? RoleName { get; set; }

    private static IReadOnlyList<(string, string)> RoleOptions =>
        [.. Enum.GetValues<Role>().Select(role => (role.ToString(), RoleText.Of(role)))];

    private UserFilter Filter => new(Search, Enum.TryParse<Role>(RoleName, out var role) ? role : null);

    private async Task<ListSlice<UserRow>> LoadAsync(ListRequest request, CancellationToken cancellation)
    {
        var (rows, total) = await Users.ReadAsync(await Actor.GetAsync(), Filter, request.Skip, request.Take, cancellation);
        return new ListSlice<UserRow>(rows, total);
    }

    private async Task AddAsync()
    {
        var dialog = await Dialogs.ShowAsync<AddUserDialog>(AccountText.AddUser);
        if (await dialog.Result is { Canceled: false, Data: string email }) await DoneAsync(AccountText.UserAdded, email);
    }

    private async Task InviteAsync()
    {
        var dialog = await Dialogs.ShowAsync<InviteDialog>(AccountText.Invite);
        if (await dialog.Result is not { Canceled: false, Data: IssuedLink issued }) return;
        await ShowAsync(issued);
        if (_invitations is not null) await _invitations.LoadAsync();
    }

    private async Task MakeResetLinkAsync(UserRow user)
    {
        var title = string.Format(CultureInfo.CurrentCulture, AccountText.MakeResetLinkTitle, user.Email);
        var consequence = string.Format(CultureInfo.CurrentCulture, AccountText.MakeResetLinkConsequence, (int)AccountLinks.ResetLifetime.TotalHours);
        if (!await Dialogs.AskAsync(title, AccountText.MakeResetLink, isHarmless: true, consequence)) return;
        await Notices.TryAsync(async () => await ShowAsync(new IssuedLink(
            user.Email, await Dialogs.ConfirmedAsync(async () => await Links.IssueResetAsync(await Actor.GetAsync(), user.Id, default)))));
    }

    // Neither Escape nor a click beside it closes this one: the link is never shown again.
    private async Task ShowAsync(IssuedLink issued)
    {
        var shown = await Dialogs.ShowAsync<AccountLinkDialog>(
            AccountText.MakeResetLink, new DialogParameters<AccountLinkDialog>
            {
                { parameters => parameters.Email, issued.Email },
                { parameters => parameters.Link, ChoosePasswordPage.LinkOf(Navigator, issued.Token) },
            },
            new DialogOptions { BackdropClick = false, CloseOnEscapeKey = false, CloseButton = false });
        await shown.Result;
    }

    private async Task SetRoleAsync(UserRow user)
    {
        var dialog = await Dialogs.ShowAsync<SetRoleDialog>(
            AccountText.SetRole, new DialogParameters<SetRoleDialog> { { parameters => parameters.User, user } });
        if (await dialog.Result is { Canceled: false }) await DoneAsync(AccountText.RoleSet, user.Email);
    }

    private async Task ResetPasswordAsync(UserRow user)
    {
        var dialog = await Dialogs.ShowAsync<ResetPasswordDialog>(
            AccountText.ResetPassword, new DialogParameters<ResetPasswordDialog> { { parameters => parameters.User, user } });
        if (await dialog.Result is { Canceled: false }) await DoneAsync(AccountText.PasswordReset, user.Email);
    }

    private async Task ResetTwoFactorAsync(UserRow user)
    {
        var title = string.Format(CultureInfo.CurrentCulture, AccountText.ResetTwoFactorTitle, user.Email);
        if (!await Dialogs.AskAsync(title, AccountText.ResetTwoFactor, AccountText.ResetTwoFactorConsequence, AccountText.SessionsEnd)) return;
        if (await Notices.TryAsync(() => Dialogs.ConfirmedAsync(
            async () => await Administration.ResetTwoFactorAsync(await Actor.GetAsync(), user.Id, default))))
            await DoneAsync(AccountText.TwoFactorWasReset, user.Email);
    }

    private async Task LockAsync(UserRow user)
    {
        var title = string.Format(CultureInfo.CurrentCulture, AccountText.LockTitle, user.Email);
        if (!await Dialogs.AskAsync(title, AccountText.Lock, AccountText.LockConsequence)) return;
        if (await Notices.TryAsync(async () => await Administration.LockAsync(await Actor.GetAsync(), user.Id, default)))
            await DoneAsync(AccountText.UserLocked, user.Email);
    }

    private async Task UnlockAsync(UserRow user)
    {
        if (await Notices.TryAsync(() => Dialogs.ConfirmedAsync(
            async () => await Administration.UnlockAsync(await Actor.GetAsync(), user.Id, default))))
            await DoneAsync(AccountText.UserUnlocked, user.Email);
    }

    private async Task DoneAsync(string format, string email)
    {
        Notices.Done(string.Format(CultureInfo.CurrentCulture, format, email));
        if (_table is not null) await _table.RefreshAsync();
    }
}
