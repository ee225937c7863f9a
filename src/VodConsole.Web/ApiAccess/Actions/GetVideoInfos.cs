using VodConsole.Core.Media;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Says what is known of several videos, and which of them there are not (<c>vod-contract.md</c> §6).</summary>
internal sealed class GetVideoInfos(VideoDetails details, MediaAddresses addresses) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("VideoIds", Example: "7753d144efd8e649c6c45fe0579****,7753d144efd74d6c45fe0570****") { Or = "ReferenceIds" }, new("ReferenceIds", Example: "123-123,1234-1234"),
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var videos = VideoSelection.Of(call);
        var covers = await addresses.OpenCoversAsync(call.Server, cancellation);
        var found = new List<object>();
        foreach (var (name, id) in videos.All)
        {
            if (id is { } known && await details.FindAsync(call.Actor, known, cancellation) is { } video) found.Add(VideoAnswer.Of(video, covers, snapshots => snapshots));
            else videos.Miss(name);
        }

        return new { VideoList = found, videos.NonExistVideoIds, videos.NonExistReferenceIds };
    }
}
