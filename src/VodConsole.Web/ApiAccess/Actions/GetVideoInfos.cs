using VodConsole.Core.Media;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Says what is known of several videos, and which of them there are not (<c>vod-contract.md</c> §6).</summary>
internal sealed class GetVideoInfos(VideoFacts videos, MediaAddresses addresses) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("VideoIds", Example: "7753d144efd8e649c6c45fe0579****,7753d144efd74d6c45fe0570****") { Or = "ReferenceIds" }, new("ReferenceIds", Example: "123-123,1234-1234"),
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var named = VideoSelection.Of(call);
        var found = await videos.FindAllAsync(call.Actor, [.. named.All.Select(one => one.Id).OfType<Guid>()], cancellation);
        var covers = await addresses.OpenCoversAsync(call.Server, cancellation);
        var answers = new List<VideoAnswer>();
        foreach (var (name, id) in named.All)
        {
            if (id is { } known && found.TryGetValue(known, out var video)) answers.Add(VideoAnswer.Of(video, covers, snapshots => snapshots));
            else named.Miss(name);
        }

        return new { VideoList = answers, named.NonExistVideoIds, named.NonExistReferenceIds };
    }
}
