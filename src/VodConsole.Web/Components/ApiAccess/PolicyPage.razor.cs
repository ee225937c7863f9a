using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.ApiAccess;

/// <summary>One policy: its document, and to whom it is attached. The name <c>new</c> is the form for another one.</summary>
public sealed partial class PolicyPage
{
    private PolicyRow? _policy;
    private string? _template;
    private VodException? _failure;

    /// <summary>The policy's name.</summary>
    [Parameter] public string Name { get; set; } = "";

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }
    [Inject] private PolicyRegister Policies { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private IDialogService Dialogs { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;
    [Inject] private NavigationManager Navigator { get; set; } = null!;

    private bool IsNew => Name == PolicyEditor.NewName;

    protected override async Task OnParametersSetAsync()
    {
        (_policy, _template, _failure) = (null, null, null);
        try
        {
            var actor = await Actor.GetAsync();
            if (!IsNew) _policy = await Policies.FindAsync(actor, Name, default) ?? throw new VodException(ErrorCode.PolicyNotFound, Name);
            else if (From is { Length: > 0 }) _template = (await Policies.FindAsync(actor, From, default))?.Document;
        }
        catch (VodException refusal)
        {
            _failure = refusal;
        }
    }

    private async Task SavedAsync(string name)
    {
        Notices.Done(string.Format(CultureInfo.CurrentCulture, PolicyText.Saved, name));
        if (IsNew) Navigator.NavigateTo(PolicyWords.HrefOf(name));
        else await OnParametersSetAsync();
    }

    private async Task DeleteAsync()
    {
        var title = string.Format(CultureInfo.CurrentCulture, PolicyText.DeleteTitle, Name);
        if (!await Dialogs.AskAsync(title, PolicyText.DeleteAct, PolicyText.DeleteConsequence)) return;
        if (!await Notices.TryAsync(async () => await Policies.DeleteAsync(await Actor.GetAsync(), Name, default))) return;
        Notices.Done(string.Format(CultureInfo.CurrentCulture, PolicyText.Deleted, Name));
        Navigator.NavigateTo("/access/policies");
    }
}
