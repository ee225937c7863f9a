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

    [Inject] private UserList Users { get; set; } = null!;
    [Inject] private UserAdministration Administration { get; set; } = null!;
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

    private async Task LockAsync(UserRow user)
    {
        var title = string.Format(CultureInfo.CurrentCulture, AccountText.LockTitle, user.Email);
        if (!await Dialogs.AskAsync(title, AccountText.Lock, AccountText.LockConsequence)) return;
        if (await Notices.TryAsync(async () => await Administration.LockAsync(await Actor.GetAsync(), user.Id, default)))
            await DoneAsync(AccountText.UserLocked, user.Email);
    }

    private async Task UnlockAsync(UserRow user)
    {
        if (await Notices.TryAsync(async () => await Administration.UnlockAsync(await Actor.GetAsync(), user.Id, default)))
            await DoneAsync(AccountText.UserUnlocked, user.Email);
    }

    private async Task DoneAsync(string format, string email)
    {
        Notices.Done(string.Format(CultureInfo.CurrentCulture, format, email));
        if (_table is not null) await _table.RefreshAsync();
    }
}
