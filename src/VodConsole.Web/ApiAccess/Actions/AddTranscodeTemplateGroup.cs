using VodConsole.Core.ApiAccess;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Makes a template group, or adds templates to one (<c>vod-contract.md</c> §5).</summary>
internal sealed class AddTranscodeTemplateGroup(TemplateGroupEditing editing) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("Name", Example: "Mobile") { Or = "TranscodeTemplateGroupId" }, TemplateGroupAnswer.Parameter with { IsRequired = false },
        new("TranscodeTemplateList", IsRequired: true, Example: TemplateGroupAnswer.ExampleOf(null)), RpcCall.AppParameter,
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        call.App();
        var drafts = TemplateDocument.ReadList(call.RequiredText("TranscodeTemplateList"));
        if (drafts.Any(draft => draft.Id is not null))
            throw new RpcException(RpcError.InvalidParameter("TranscodeTemplateList", "A new template has no TranscodeTemplateId."));
        if (call.Text(TemplateGroupAnswer.Parameter.Name) is null)
        {
            var id = await editing.AddAsync(call.Actor, call.RequiredText("Name"), [.. drafts.Select(draft => draft.Settings)], cancellation);
            return new { TranscodeTemplateGroupId = $"{id:N}" };
        }

        if (call.Text("Name") is not null)
            throw new RpcException(RpcError.InvalidParameter("Name", "Give a name for a new group, or the id of a group to add to."));
        var group = TemplateGroupAnswer.Named(call);
        await editing.ChangeAsync(call.Actor, group, new TemplateGroupChange { Templates = drafts }, cancellation);
        return new { TranscodeTemplateGroupId = group.Id };
    }
}
