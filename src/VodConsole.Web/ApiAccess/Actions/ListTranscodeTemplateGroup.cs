using VodConsole.Core.Transcoding.Templates;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Lists the template groups, the built-in ones first (<c>vod-contract.md</c> §5).</summary>
internal sealed class ListTranscodeTemplateGroup(TemplateGroupReading groups) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } = [RpcCall.AppParameter];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        call.App();
        return new { TranscodeTemplateGroupList = (await groups.ListAsync(call.Actor, cancellation)).Select(TemplateGroupAnswer.Of) };
    }
}
