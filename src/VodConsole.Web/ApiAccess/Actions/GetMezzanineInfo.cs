using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Says what the source of a video is (<c>vod-contract.md</c> §6), as the probe saw it. The address of the file itself is for callers that may change
/// the video: whoever has it has the video without encryption (<c>decisions/0092</c>).
/// </summary>
internal sealed class GetMezzanineInfo(VideoSources sources, MediaAddresses addresses, OperationAccess access) : RpcAction
{
    private const long DefaultTimeout = 3600, MostTimeout = 2_592_000;

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("VideoId", Example: "1f1a6fc03ca04814031b8a6559e****") { Or = "ReferenceId" }, new("ReferenceId", Example: "123-123"),
        new("AuthTimeout", RpcParameterKind.Integer, Example: "3600") { Least = 1, Most = MostTimeout, Default = "3600" },
        new("OutputType", Example: "oss") { Choices = ["oss", "cdn"], Default = "cdn" }, new("AdditionType", Example: "video,audio"),
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var lifetime = TimeSpan.FromSeconds(call.Integer("AuthTimeout", 1, MostTimeout) ?? DefaultTimeout);
        var output = call.Choice(Parameters, "OutputType");
        var additions = call.List("AdditionType", 10) ?? [];
        if (additions.Any(one => one is not ("video" or "audio"))) throw new RpcException(RpcError.Invalid("AdditionType"));
        var found = await sources.FindAsync(call.Actor, call.VideoId(), cancellation) ?? throw new RpcException(VideoErrors.NotFound);
        var (video, source) = (found.Video, found.Video.Source);
        var mayHaveFile = video.SourceKey is not null && await access.MayAsync(call.Caller, nameof(UpdateVideoInfo), video.Id, cancellation);
        return new
        {
            Mezzanine = new
            {
                VideoId = $"{video.Id:N}", FileName = FileNames.Extension(video.FileName) is { Length: > 0 } extension ? $"{video.Id:N}.{extension}" : $"{video.Id:N}",
                FileURL = mayHaveFile ? await addresses.OfSourceAsync(call.Server, video.Id, lifetime, cancellation) : null,
                video.Size, Status = StatusOf(video), CreationTime = RpcCall.Write(video.CreatedAt), OutputType = output,
                Duration = MezzanineStreams.Number(source?.Duration), Bitrate = MezzanineStreams.Number(source?.BitrateKbps), Fps = MezzanineStreams.Number(source?.FrameRate), source?.Width, source?.Height,
                PreprocessStatus = "UnPreprocess", StorageClass = "Standard",
                VideoStreamList = additions.Contains("video") ? MezzanineStreams.Of(found.Streams.Where(stream => stream.IsVideo)) : null,
                AudioStreamList = additions.Contains("audio") ? MezzanineStreams.Of(found.Streams.Where(stream => !stream.IsVideo)) : null,
            },
        };
    }

    private static string StatusOf(Video video) => video switch
    {
        { SourceKey: not null } => "Normal",
        { Status: VideoStatus.UploadFail } => "UploadFail",
        _ => "Uploading",
    };
}
