using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Says whether a video may be taken home, which is all that the public SDKs read of it; see <c>decisions/0093</c>.</summary>
internal sealed class GetVideoConfig(VideoFacts videos) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } = [new("VideoId", IsRequired: true, Example: "93ab850b4f654b6e91d24d81d44****")];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var found = await videos.FindAsync(call.Actor, call.VideoId(), cancellation) ?? throw new RpcException(VideoErrors.NotFound);
        return new { DownloadSwitch = VideoAnswer.SwitchOf(found.Video) };
    }
}
