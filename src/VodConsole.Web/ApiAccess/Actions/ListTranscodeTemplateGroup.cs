using VodConsole.Core.Transcoding.Templates;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Lists the template groups, the built-in ones first (<c>vod-contract.md</c> §5).</summary>
internal sealed class ListTranscodeTemplateGroup(TemplateGroupReading groups) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } = [new("AppId", Example: TemplateGroupAnswer.AppId)];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        TemplateGroupAnswer.RequireApp(call);
        return new { TranscodeTemplateGroupList = (await groups.ListAsync(call.Actor, cancellation)).Select(TemplateGroupAnswer.Of) };
    }
}
