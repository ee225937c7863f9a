using System.Globalization;
using VodConsole.Core.Media;
using VodConsole.Core.ApiAccess;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Says what is known of a video (<c>vod-contract.md</c> §6).</summary>
internal sealed class GetVideoInfo(VideoDetails details) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } = [new("VideoId", IsRequired: true, Example: "9ae2af636ca6c10412f44891fc****")];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var found = await details.FindAsync(call.Actor, call.VideoId(), cancellation) ?? throw new RpcException(VideoErrors.NotFound);
        var video = found.Video;
        return new
        {
            Video = new
            {
                VideoId = $"{video.Id:N}", video.Title, video.Description, video.Tags, Status = video.Status.ToString(),
                Duration = video.Source?.Duration, video.Size, CreationTime = RpcCall.Write(video.CreatedAt),
                ModificationTime = RpcCall.Write(video.ModifiedAt), CateId = video.CategoryId,
                CateName = found.CategoryPath.Count == 0 ? null : found.CategoryPath[^1],
                DownloadSwitch = video.IsOfflineDisabled ? "off" : "on",
            },
        };
    }
}
