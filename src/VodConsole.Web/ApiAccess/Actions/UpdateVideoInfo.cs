using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Changes what is said of a video, and whether it may be taken home (<c>vod-contract.md</c> §6). Only the parameters that are there change
/// anything; an empty one clears its field. <c>ReferenceId</c> beside a <c>VideoId</c> is what the video is called from now on; alone it says which video.
/// A call that is refused has changed nothing.
/// </summary>
internal sealed class UpdateVideoInfo(VideoEditing editing) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("VideoId", Example: "2deda93265312baf9b0ed810d****") { Or = "ReferenceId" }, new("ReferenceId", Example: "123-123"), new("Title", Example: "My video") { IsInSamples = true },
        new("Description", Example: "What it shows"), new("Tags", Example: "tag1,tag2"), new("CateId", RpcParameterKind.Integer, Example: "1") { Least = VideoChange.NoCategory },
        new("CoverURL", Example: "https://example.com/cover.jpg"), new("UserData", Example: """{"Extend":{"localId":"1"}}"""),
        new("DownloadSwitch", Example: "off") { Choices = ["on", "off"] },
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        await editing.ChangeAsync(call.Actor, call.VideoId(), ChangeOf(call), cancellation);
        return new { };
    }

    private VideoChange ChangeOf(RpcCall call) => new()
    {
        Title = call.Given("Title"), Description = call.Given("Description"), Tags = call.Given("Tags"),
        CategoryId = (int?)call.Integer("CateId", VideoChange.NoCategory, int.MaxValue), CoverUrl = call.Given("CoverURL"), UserData = call.Given("UserData"),
        ReferenceId = call.Text("VideoId") is null ? null : call.Text("ReferenceId"),
        IsOfflineDisabled = call.Choice(Parameters, "DownloadSwitch") is { } wanted ? wanted == "off" : null,
    };
}
