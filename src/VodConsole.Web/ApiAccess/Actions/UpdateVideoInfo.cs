using VodConsole.Core.ApiAccess;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Changes what is said of a video, and whether it may be taken home (<c>vod-contract.md</c> §6). Only the parameters that are there change
/// anything. <c>ReferenceId</c> beside a <c>VideoId</c> is what the video is called from now on; alone it says which video.
/// </summary>
internal sealed class UpdateVideoInfo(VideoEditing editing, OfflineSwitch offline) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("VideoId", Example: "2deda93265312baf9b0ed810d****") { Or = "ReferenceId" }, new("ReferenceId", Example: "123-123"), new("Title", Example: "My video") { IsInSamples = true },
        new("Description", Example: "What it shows"), new("Tags", Example: "tag1,tag2"), new("CateId", RpcParameterKind.Integer, Example: "1") { Least = 1 },
        new("CoverURL", Example: "https://example.com/cover.jpg"), new("UserData", Example: """{"Extend":{"localId":"1"}}"""),
        new("DownloadSwitch", Example: "off") { Choices = ["on", "off"] },
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var videoId = call.VideoId();
        var disables = call.Text("DownloadSwitch") switch
        {
            null => (bool?)null,
            "on" => false,
            "off" => true,
            _ => throw new RpcException(RpcError.Invalid("DownloadSwitch")),
        };
        // Texts are judged first and saved last: a call that is refused for one of the two leaves the other as it was.
        var change = ChangeOf(call);
        change.Check();
        if (disables == true) await offline.DisableAsync(call.Actor, videoId, cancellation);
        if (disables == false) await offline.EnableAsync(call.Actor, videoId, cancellation);
        await editing.ChangeAsync(call.Actor, videoId, change, cancellation);
        return new { };
    }

    private static VideoChange ChangeOf(RpcCall call) => new()
    {
        Title = call.Text("Title"), Description = call.Text("Description"), Tags = call.Text("Tags"),
        CategoryId = (int?)call.Integer("CateId", 1, int.MaxValue), CoverUrl = call.Text("CoverURL"), UserData = call.Text("UserData"),
        ReferenceId = call.Text("VideoId") is null ? null : call.Text("ReferenceId"),
    };
}
