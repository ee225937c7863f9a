using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Says what is known of a video (<c>vod-contract.md</c> §6).</summary>
internal sealed class GetVideoInfo(VideoFacts videos, MediaAddresses addresses) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } = 
        [new("VideoId", Example: "9ae2af636ca6c10412f44891fc****") { Or = "ReferenceId" }, new("ReferenceId", Example: "123-123")];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation) => new
    {
        Video = VideoAnswer.Of(
            await videos.FindAsync(call.Actor, call.VideoId(), cancellation) ?? throw new RpcException(VideoErrors.NotFound),
            await addresses.OpenCoversAsync(call.Server, cancellation), snapshots => new { Snapshot = snapshots }),
    };
}
