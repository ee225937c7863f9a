using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Deletes videos for good, and says which of them there are not (<c>vod-contract.md</c> §6).</summary>
internal sealed class DeleteVideo(VideoDeletion deletion) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("VideoIds", Example: "e44ebf1147hdsa2d2adbea8b****,e44ebf11oj984adbea8****") { Or = "ReferenceIds" }, new("ReferenceIds", Example: "123-123,1234-1234"),
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var videos = VideoSelection.Of(call);
        foreach (var (name, id) in videos.All)
            if (id is not { } known || !await TryAsync(call, known, cancellation)) videos.Miss(name);
        // A call that may not touch one of its videos is refused as a whole.
        return new { ForbiddenVideoIds = Array.Empty<string>(), videos.NonExistVideoIds, videos.NonExistReferenceIds };
    }

    private async Task<bool> TryAsync(RpcCall call, Guid videoId, CancellationToken cancellation)
    {
        try
        {
            await deletion.DeleteAsync(call.Actor, videoId, cancellation);
            return true;
        }
        catch (VodException refusal) when (refusal.Code == ErrorCode.VideoNotFound)
        {
            return false;
        }
    }
}
