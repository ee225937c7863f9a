using System.Globalization;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Protocol;
using VodConsole.Protocol.Actions;
using VodConsole.Protocol.Playback;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Says where a video's streams are (<c>vod-contract.md</c> §3.2), each address with a token of its own that ends. Types are those that the
/// real service answers, not those of the reference: <c>Encrypt</c> is a number, <c>Duration</c> and <c>Bitrate</c> are texts.
/// </summary>
internal sealed class GetPlayInfo(
    PlayableVideos videos, PlaybackTokens tokens, MediaAddresses addresses, UrlAuthentication authentication) : RpcAction
{
    private const long DefaultTimeout = 3600, MostTimeout = 2_592_000;

    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("VideoId", Example: "93ab850b4f654b6e91d24d81d44****") { Or = "ReferenceId" }, new("ReferenceId", Example: "123-123"),
        new("Formats", Example: "m3u8"), new("Definition", Example: "FD,LD"), new("StreamType", Example: "video"),
        new("AuthTimeout", RpcParameterKind.Integer, Example: "3600") { Least = 1, Most = MostTimeout, Default = "3600" }, new("AuthInfo"),
        new("PlayConfig", Example: """{"MtsHlsUriToken":"e1b6…"}"""), new("CodecName", Example: "H264"),
        new("OutputType", Example: "cdn") { Choices = ["cdn", "oss"], Default = "cdn" },
        new("ResultType", Example: "Single") { Choices = ["Single", "Multiple"], Default = "Single" },
        new("DigitalWatermarkType", Example: "TraceMark") { Choices = ["TraceMark", "CopyrightMark"] },
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var videoId = call.VideoId();
        if (call.Caller.Session?.VideoId is not null) await RequireAuthInfoAsync(call, videoId, cancellation);
        var lifetime = TimeSpan.FromSeconds(call.Integer("AuthTimeout", 1, MostTimeout) ?? DefaultTimeout);
        var (output, resultType) = (call.Choice(Parameters, "OutputType"), call.Choice(Parameters, "ResultType"));
        var video = await videos.FindAsync(call.Actor, videoId, cancellation);
        var publication = await videos.FindPublicationAsync(video, cancellation);
        var renditions = publication is null ? [] : Choose(call, publication);
        if (renditions.Count == 0) throw new RpcException(NoStream(call));
        RequirePlayer(call, publication!, resultType);

        var token = await tokens.IssueAsync(
            videoId, call.Actor.UserId?.ToString("N") ?? call.Actor.Name, [PlaybackOperation.Play, PlaybackOperation.Key], lifetime, cancellation);
        var viewer = new ViewerTokens(token.Token, PlayConfig.KeyServiceTokenIn(call));
        return new
        {
            VideoBase = new
            {
                VideoId = $"{videoId:N}", video.Title, Duration = Number(video.Duration ?? publication!.Duration),
                CoverURL = (await addresses.OpenCoversAsync(call.Server, cancellation)).Of(video),
                Status = video.Status.ToString(), CreationTime = RpcCall.Write(video.CreatedAt),
                MediaType = video.HasPictures ? "video" : "audio", TranscodeMode = "FastTranscode", OutputType = output,
                StorageClass = "Standard",
            },
            PlayInfoList = new { PlayInfo = renditions.Select(rendition => Describe(call, publication!, rendition, viewer)) },
        };
    }

    private object Describe(RpcCall call, Publication publication, PublishedRendition rendition, ViewerTokens viewer)
    {
        var path = PlaybackAddress.Media(publication.VideoId, publication.Id, rendition.Name);
        return new
        {
            PlayURL = $"{call.Server}{path}?{viewer.Query}{authentication.Sign(path, TimeSpan.FromSeconds(rendition.Duration))}",
            Format = "m3u8", Definition = rendition.Definition.ToString(), StreamType = TypeOf(rendition),
            CodecName = CodecOf(rendition), Bitrate = Number(rendition.AverageBitrate / 1000d), Fps = Number(rendition.FrameRate ?? 0),
            Duration = Number(rendition.Duration), rendition.Width, rendition.Height, rendition.Size,
            Encrypt = publication.EncryptType == EncryptType.None ? 0 : 1, EncryptType = EncryptTypes.NameOf(publication.EncryptType),
            Status = "Normal", NarrowBandType = "0", PreprocessStatus = "UnPreprocess", Specification = "Normal",
            JobId = $"{rendition.Id:N}", CreationTime = RpcCall.Write(publication.PublishedAt),
            ModificationTime = RpcCall.Write(publication.PublishedAt),
        };
    }

    private List<PublishedRendition> Choose(RpcCall call, Publication publication)
    {
        var (formats, definitions, types) = (Listed(call, "Formats"), Listed(call, "Definition"), Listed(call, "StreamType"));
        var (codec, watermark) = (call.Text("CodecName"), call.Choice(Parameters, "DigitalWatermarkType"));
        // There are no marked streams; one without its mark must not pass for one.
        if ((formats is not null && !formats.Contains("m3u8")) || watermark is not null) return [];
        return
        [
            .. publication.Renditions
                .Where(rendition => definitions is null || definitions.Contains(rendition.Definition.ToString()))
                .Where(rendition => types is null || types.Contains(TypeOf(rendition)))
                .Where(rendition => codec is null || string.Equals(codec, CodecOf(rendition), StringComparison.OrdinalIgnoreCase))
                .OrderBy(rendition => rendition.PeakBitrate),
        ];
    }

    private async Task RequireAuthInfoAsync(RpcCall call, Guid videoId, CancellationToken cancellation)
    {
        var check = await tokens.CheckAsync(PlayAuth.TokenIn(call.RequiredText("AuthInfo")), PlaybackOperation.Play, videoId, cancellation);
        if (!check.IsValid) throw new RpcException(check.Verdict switch
        {
            TokenVerdict.Expired => new RpcError("InvalidAuthInfo.ExpireTime", 400, "The AuthInfo has expired."),
            TokenVerdict.OtherVideo => new RpcError("InvalidAuthInfo.MediaId", 400, "The MediaId of the AuthInfo is not the VideoId of the request."),
            _ => RpcError.Invalid("AuthInfo"),
        });
    }

    // The key of such a stream goes to our own players only, and they come with a playback credential.
    private static void RequirePlayer(RpcCall call, Publication publication, string? resultType)
    {
        if (publication.EncryptType == EncryptType.PrivateEncryption && call.Caller.Session?.VideoId is null && resultType != "Multiple")
            throw new RpcException(PlayerNeeded);
    }

    /// <summary>What plays is encrypted for our own players, and somebody else asks.</summary>
    internal static RpcError PlayerNeeded { get; } = new(
        "Forbidden.AliyunVoDEncryption", 403,
        "Currently only the AliyunVoDEncryption stream exists, you must use the Aliyun player to play or set the value of ResultType to Multiple.");

    private static RpcError NoStream(RpcCall call) => new(
        "InvalidVideo.NoneStream", 404,
        $"The video has no stream to play for the request parameter ‘Formats : {call.Text("Formats")}, Definition : {call.Text("Definition")}, "
        + $"StreamType : {call.Text("StreamType")}’.");

    private static HashSet<string>? Listed(RpcCall call, string name) =>
        call.Text(name) is { } text && text != "undefined" ? [.. text.Split(',', StringSplitOptions.TrimEntries)] : null;

    private static string? CodecOf(PublishedRendition rendition) => rendition.Codecs switch
    {
        { } codecs when codecs.StartsWith("avc1.", StringComparison.Ordinal) => "H264",
        { } codecs when codecs.StartsWith("hvc1.", StringComparison.Ordinal) => "H265",
        _ => null,
    };

    private static string TypeOf(PublishedRendition rendition) => rendition.Width is null ? "audio" : "video";

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
