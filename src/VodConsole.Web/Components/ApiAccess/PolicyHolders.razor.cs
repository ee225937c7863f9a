using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.ApiAccess;

/// <summary>Attaches a policy to users and roles, and detaches it.</summary>
public sealed partial class PolicyHolders
{
    private const int MostUsers = 1000;

    private IReadOnlyList<PolicyHolding>? _holdings;
    private IReadOnlyList<UserRow> _users = [];
    private string _chosen = "";

    /// <summary>The policy's name.</summary>
    [Parameter, EditorRequired] public required string Policy { get; set; }

    [Inject] private PolicyAttachments Attachments { get; set; } = null!;
    [Inject] private UserList Users { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        (_users, _) = await Users.ReadAsync(await Actor.GetAsync(), new UserFilter(), 0, MostUsers, default);
        await ReadAsync();
    }

    private async Task AttachAsync()
    {
        var holder = Guid.TryParse(_chosen, out var id) ? PolicyHolder.Of(id) : PolicyHolder.Of(Enum.Parse<Role>(_chosen));
        await ChangeAsync(holder, isAttached: true);
        _chosen = "";
    }

    private async Task DetachAsync(PolicyHolding holding)
    {
        if (await ChangeAsync(holding.Holder, isAttached: false))
            Notices.Undo(
                string.Format(CultureInfo.CurrentCulture, PolicyText.Detached, PolicyWords.NameOf(holding)),
                () => InvokeAsync(() => ChangeAsync(holding.Holder, isAttached: true)));
    }

    private async Task<bool> ChangeAsync(PolicyHolder holder, bool isAttached)
    {
        var isDone = await Notices.TryAsync(async () =>
        {
            var actor = await Actor.GetAsync();
            await Dialogs.ConfirmedAsync(() => isAttached
                ? Attachments.AttachAsync(actor, Policy, holder, default)
                : Attachments.DetachAsync(actor, Policy, holder, default));
        });
        await ReadAsync();
        StateHasChanged();
        return isDone;
    }

    private async Task ReadAsync() => _holdings = await Attachments.ListAsync(await Actor.GetAsync(), Policy, default);
}
