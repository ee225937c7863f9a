using VodConsole.Core.Media;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess;

/// <summary>Refusals about videos, as the contract words them (<c>vod-contract.md</c> §3).</summary>
internal static class VideoErrors
{
    /// <summary>No such video.</summary>
    public static RpcError NotFound { get; } = new("InvalidVideo.NotFound", 404, "The video does not exist.");

    /// <summary>Its status forbids it.</summary>
    public static RpcError IllegalStatus(VideoStatus status) =>
        new("Forbidden.IllegalStatus", 403, $"Status of the video is illegal. Current Status is {status}.");
}
