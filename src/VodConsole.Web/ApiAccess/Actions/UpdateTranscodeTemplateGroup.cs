using VodConsole.Core.ApiAccess;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Changes a template group: its name, whether it is locked, and templates that it has (<c>vod-contract.md</c> §5).</summary>
internal sealed class UpdateTranscodeTemplateGroup(TemplateGroupEditing editing) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        TemplateGroupAnswer.Parameter, new("Name", Example: "Mobile"), new("Locked", Example: "Disabled") { Choices = ["Enabled", "Disabled"] },
        new("TranscodeTemplateList", Example: TemplateGroupAnswer.ExampleOf("696d29a11e4c057a3acc398d02f4a1b2")) { IsInSamples = true },
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var group = TemplateGroupAnswer.Named(call);
        var drafts = call.Text("TranscodeTemplateList") is { } list ? TemplateDocument.ReadList(list) : [];
        if (drafts.Any(draft => draft.Id is null))
            throw new RpcException(RpcError.InvalidParameter("TranscodeTemplateList", "Each template needs the TranscodeTemplateId of the one that it changes."));
        var change = new TemplateGroupChange { Name = call.Text("Name"), IsLocked = LockedIn(call), Templates = drafts };
        await editing.ChangeAsync(call.Actor, group, change, cancellation);
        return new { TranscodeTemplateGroupId = group.Id };
    }

    private bool? LockedIn(RpcCall call) => call.Choice(Parameters, "Locked") is { } wanted ? wanted == "Enabled" : null;
}
