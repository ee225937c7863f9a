using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Gives another pass for an upload that still misses bytes, when the first has ended (<c>vod-contract.md</c> §6).</summary>
internal sealed class RefreshUploadVideo(VideoFacts videos, Uploads uploads, UploadPasses passes) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
        [new("VideoId", Example: "c6a23a870c8c4ffcd40cbd381333****") { Or = "ReferenceId" }, new("ReferenceId", Example: "123-123")];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var videoId = call.VideoId();
        var found = await videos.FindAsync(call.Actor, videoId, cancellation) ?? throw new RpcException(VideoErrors.NotFound);
        if (found.Video.Status != VideoStatus.Uploading) throw new RpcException(VideoErrors.IllegalStatus(found.Video.Status));
        await uploads.FindAsync(call.Actor, videoId, cancellation);
        return UploadAnswer.Of(call, videoId, await passes.IssueAsync(videoId, call.Caller, cancellation));
    }
}
