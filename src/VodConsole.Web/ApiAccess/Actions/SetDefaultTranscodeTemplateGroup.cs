using VodConsole.Core.Transcoding.Templates;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Makes a template group the one of uploads that name none (<c>vod-contract.md</c> §5).</summary>
internal sealed class SetDefaultTranscodeTemplateGroup(TemplateGroupEditing editing) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } = [TemplateGroupAnswer.Parameter];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        await editing.SetDefaultAsync(call.Actor, TemplateGroupAnswer.Named(call), cancellation);
        return new { };
    }
}
