using VodConsole.Core.Media;

namespace VodConsole.Web.ApiAccess;

/// <summary>A video as the operations on media answer it (<c>vod-contract.md</c> §6).</summary>
internal static class VideoAnswer
{
    /// <summary>The contract's fields, as far as there is something to say.</summary>
    public static object Of(VideoDetail found)
    {
        var video = found.Video;
        return new
        {
            VideoId = $"{video.Id:N}", video.Title, video.Description, video.Tags, Status = video.Status.ToString(),
            video.Source?.Duration, video.Size, CreationTime = RpcCall.Write(video.CreatedAt),
            ModificationTime = RpcCall.Write(video.ModifiedAt), CateId = video.CategoryId,
            CateName = found.CategoryPath.Count == 0 ? null : found.CategoryPath[^1],
            DownloadSwitch = video.IsOfflineDisabled ? "off" : "on",
        };
    }
}
