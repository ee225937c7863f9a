using System.Globalization;
using Microsoft.AspNetCore.Components;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;
using VodConsole.Web.Accounts;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Transcoding;

/// <summary>One template group: a form, or for a built-in or locked one its facts. The id <c>add</c> is the form for another one.</summary>
public sealed partial class TemplateGroupPage
{
    /// <summary>The id in the address of the form for a new group, which no group can have.</summary>
    public const string NewName = "add";

    private const string List = "/settings/transcode";

    private TemplateGroupView? _view;
    private VodException? _failure;

    /// <summary>The group's id.</summary>
    [Parameter] public string Id { get; set; } = "";

    [Inject] private TemplateGroupReading Groups { get; set; } = null!;
    [Inject] private CurrentActor Actor { get; set; } = null!;
    [Inject] private Notices Notices { get; set; } = null!;
    [Inject] private NavigationManager Navigator { get; set; } = null!;

    private bool IsNew => Id == NewName;

    /// <summary>The address of a group's page.</summary>
    public static string HrefOf(string id) => $"{List}/{id}";

    protected override async Task OnParametersSetAsync()
    {
        (_view, _failure) = (null, null);
        if (IsNew) return;
        try
        {
            _view = await FindAsync() ?? throw new VodException(ErrorCode.TemplateGroupNotFound, Id);
        }
        catch (VodException refusal)
        {
            _failure = refusal;
        }
    }

    private async Task<TemplateGroupView?> FindAsync() =>
        TemplateGroup.TryRead(Id, out var group) ? await Groups.FindAsync(await Actor.GetAsync(), group.Value, default) : null;

    private async Task RefreshAsync()
    {
        if (await FindAsync() is { } view) _view = view;
        else Navigator.NavigateTo(List);
    }

    private async Task SavedAsync(string name)
    {
        Notices.Done(string.Format(CultureInfo.CurrentCulture, IsNew ? GroupText.Added : GroupText.Saved, name));
        if (IsNew) Navigator.NavigateTo(List);
        else await RefreshAsync();
    }
}
