using VodConsole.Core.ApiAccess;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Changes what is said of a video, and whether it may be taken home (<c>vod-contract.md</c> §6). Only the parameters that are there change
/// anything; one that this service has nothing for is refused rather than dropped.
/// </summary>
internal sealed class UpdateVideoInfo(VideoEditing editing, OfflineSwitch offline) : RpcAction
{
    private const int Attempts = 5;
    private static readonly string[] Unsupported = ["CoverURL", "UserData", "ReferenceId"];

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("VideoId", IsRequired: true, Example: "2deda93265312baf9b0ed810d****"), new("Title"), new("Description"), new("Tags", Example: "tag1,tag2"),
        new("CateId", RpcParameterKind.Integer) { Least = 1 }, new("DownloadSwitch", Example: "off") { Choices = ["on", "off"] },
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var videoId = call.VideoId();
        foreach (var name in Unsupported)
            if (call.Text(name) is not null) throw new RpcException(RpcError.InvalidParameter(name, "This service does not keep it."));
        var disables = call.Text("DownloadSwitch") switch
        {
            null => (bool?)null,
            "on" => false,
            "off" => true,
            _ => throw new RpcException(RpcError.Invalid("DownloadSwitch")),
        };
        // Texts are judged first and saved last: a call that is refused for one of the two leaves the other as it was.
        if (call.Text("Title") is { } title) VideoRules.Title(title);
        if (call.Text("Description") is { } description) VideoRules.Description(description);
        if (call.Text("Tags") is { } tags) VideoRules.Tags([tags]);
        if (disables == true) await offline.DisableAsync(call.Actor, videoId, cancellation);
        if (disables == false) await offline.EnableAsync(call.Actor, videoId, cancellation);
        await EditAsync(call, videoId, cancellation);
        return new { };
    }

    private async Task EditAsync(RpcCall call, Guid videoId, CancellationToken cancellation)
    {
        var category = (int?)call.Integer("CateId", 1, int.MaxValue);
        for (var attempt = 1; ; attempt++)
        {
            var seen = await editing.ReadAsync(call.Actor, videoId, cancellation);
            var wanted = new VideoFields(
                call.Text("Title") ?? seen.Title, call.Text("Description") ?? seen.Description, category ?? seen.CategoryId, call.Text("Tags") ?? seen.Tags);
            try
            {
                await editing.SaveAsync(call.Actor, videoId, seen, wanted, cancellation);
                return;
            }
            catch (VodException refusal) when (refusal.Code == ErrorCode.ChangedMeanwhile && attempt < Attempts)
            {
                // Somebody changed another field in between; what this call asks for still stands.
            }
        }
    }
}
