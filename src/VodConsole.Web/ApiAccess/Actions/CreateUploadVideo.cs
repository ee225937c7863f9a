using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Protocol.Actions;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Makes a video before its first byte, and gives the address and the pass with which a client brings the bytes (<c>vod-contract.md</c> §6).
/// </summary>
internal sealed class CreateUploadVideo(UploadBegin begin, UploadPasses passes) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("FileName", IsRequired: true, Example: "video_01.mp4"), new("Title", IsRequired: true, Example: "My video"),
        new("FileSize", RpcParameterKind.Integer, Example: "10485760") { Least = 0, IsInSamples = true }, new("Description", Example: "What it shows"),
        new("Tags", Example: "tag1,tag2"), new("CateId", RpcParameterKind.Integer, Example: "1") { Least = 1 },
        new("CoverURL", Example: "https://example.com/cover.jpg"), new("TemplateGroupId", Example: TemplateGroup.Ladder.Id),
        new("UserData", Example: """{"MessageCallback":{"CallbackURL":"https://example.com/events"},"Extend":{"localId":"1"}}"""),
        new("ReferenceId", Example: "123-123"), new("StorageLocation", Example: VideoAnswer.Local), RpcCall.AppParameter,
        new("WorkflowId", Example: "613efff3887ec34af685714cc461****"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<string> References(RequestParameters parameters) => [];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        if (call.Text("StorageLocation") is { } place && place != VideoAnswer.Local) throw new RpcException(VideoErrors.StorageNotFound);
        call.App();
        if (call.Text("WorkflowId") is not null) throw new RpcException(RpcError.InvalidParameter("WorkflowId", "This service has no workflows."));
        var file = new NewUpload(call.RequiredText("FileName"), call.Integer("FileSize", 0))
        {
            Title = call.RequiredText("Title"), Description = call.Text("Description") ?? "", Tags = call.Text("Tags") ?? "",
            CategoryId = (int?)call.Integer("CateId", 1, int.MaxValue), CoverUrl = call.Text("CoverURL"), UserData = call.Text("UserData"),
            ReferenceId = call.Text("ReferenceId"),
        };
        if (call.Text("TemplateGroupId") is { } text)
            file = file with { Group = TemplateGroup.TryRead(text, out var group) ? group.Value : throw new RpcException(VideoErrors.TemplateGroupNotFound) };
        var videoId = await BeginAsync(call, file, cancellation);
        return UploadAnswer.Of(call, videoId, await passes.IssueAsync(videoId, call.Caller, cancellation));
    }

    private async Task<Guid> BeginAsync(RpcCall call, NewUpload file, CancellationToken cancellation)
    {
        try
        {
            return (await begin.RunAsync(call.Actor, file, cancellation)).Id;
        }
        catch (VodException refusal) when (refusal.Code == ErrorCode.TemplateGroupNotFound)
        {
            // Other operations call it otherwise.
            throw new RpcException(VideoErrors.TemplateGroupNotFound);
        }
    }
}
