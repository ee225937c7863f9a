using VodConsole.Core.ApiAccess;
using VodConsole.Core.Transcoding.Templates;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Describes a template group with its templates (<c>vod-contract.md</c> §5).</summary>
internal sealed class GetTranscodeTemplateGroup(TemplateGroupReading groups) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } = [TemplateGroupAnswer.Parameter];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var view = await groups.FindAsync(call.Actor, TemplateGroupAnswer.Named(call), cancellation) ?? throw new RpcException(TranscodeErrors.GroupNotFound);
        return new { TranscodeTemplateGroup = TemplateGroupAnswer.WithTemplates(view) };
    }
}
