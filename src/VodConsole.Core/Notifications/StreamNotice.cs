using System.Globalization;
using VodConsole.Core.Playback;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol.Playback;

namespace VodConsole.Core.Notifications;

/// <summary>
/// A stream as notifications tell of it, with the contract's names and types (<c>vod-contract.md</c> §7): on its own in
/// StreamTranscodeComplete, and among the others in TranscodeComplete, where the first three fields are absent.
/// </summary>
internal sealed record StreamNotice
{
    public const string Success = "success";
    public const string Fail = "fail";

    public string? EventTime { get; init; }
    public string? EventType { get; init; }
    public string? VideoId { get; init; }
    public required string Status { get; init; }

    /// <summary>kbit/s, as text.</summary>
    public string? Bitrate { get; init; }
    public required string Definition { get; init; }

    /// <summary>Seconds.</summary>
    public double? Duration { get; init; }
    public bool? Encrypt { get; init; }
    public string? EncryptType { get; init; }

    /// <summary>Where its playlist is; whoever plays it needs a token.</summary>
    public string? FileUrl { get; init; }
    public string Format { get; init; } = "m3u8";
    public string? Fps { get; init; }
    public int? Height { get; init; }
    public int? Width { get; init; }
    public long? Size { get; init; }
    public required string JobId { get; init; }
    public string? ErrorCode { get; init; }
    public string? ErrorMessage { get; init; }

    /// <summary>What the upload or the job wanted passed on: JSON as text.</summary>
    public string? Extend { get; init; }

    /// <summary>A published stream.</summary>
    /// <param name="publication">What it belongs to.</param>
    /// <param name="rendition">The stream.</param>
    /// <param name="publicAddress">What its address begins with; null leaves a path.</param>
    public static StreamNotice Of(Publication publication, PublishedRendition rendition, string? publicAddress) => new()
    {
        Status = Success, Bitrate = Number(rendition.AverageBitrate / 1000d), Definition = rendition.Definition.ToString(),
        Duration = rendition.Duration, Encrypt = publication.EncryptType != Playback.EncryptType.None,
        EncryptType = EncryptTypes.NameOf(publication.EncryptType),
        FileUrl = Address(publicAddress, PlaybackAddress.Media(publication.VideoId, publication.Id, rendition.Name)),
        Fps = Number(rendition.FrameRate ?? 0), Height = rendition.Height, Width = rendition.Width, Size = rendition.Size, JobId = $"{rendition.Id:N}",
    };

    /// <summary>A stream that did not come to be. Where jobs are younger than the task, its job is the task.</summary>
    public static StreamNotice Of(TranscodeTask task, TranscodeRendition planned, FailureReason reason) => new()
    {
        Status = Fail, Definition = planned.Definition.ToString(), Height = planned.Height, Width = planned.Width, JobId = $"{planned.JobId ?? task.Id:N}",
        ErrorCode = reason.Code.ToString(), ErrorMessage = reason.In(CultureInfo.InvariantCulture),
    };

    /// <summary>A path behind the address of this server; the path alone while that is not known.</summary>
    public static string Address(string? publicAddress, string path) => publicAddress?.TrimEnd('/') + path;

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
