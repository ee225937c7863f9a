using System.Globalization;
using System.Text.Json.Serialization;

namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>What <c>ffprobe -print_format json</c> prints, as far as it is asked for.</summary>
internal sealed record ProbeReport
{
    /// <summary>The entries to ask for. Tags are not among them: they may be huge and are never needed.</summary>
    public const string Entries =
        "format=format_name,duration,bit_rate:stream=codec_type,codec_name,profile,level,codec_tag_string,width,height,"
        + "sample_aspect_ratio,avg_frame_rate,r_frame_rate,duration:stream_disposition=attached_pic:stream_side_data=rotation:stream_tags=";

    public ProbedFormat? Format { get; init; }

    public IReadOnlyList<ProbedStream>? Streams { get; init; }

    /// <summary>The frames that were decoded, where they were asked for.</summary>
    public IReadOnlyList<ProbedFrame>? Frames { get; init; }

    /// <summary>The pictures; a cover image inside a music file does not count.</summary>
    public ProbedStream? Video => Streams?.FirstOrDefault(stream => stream is { CodecType: "video", Disposition.AttachedPic: 0 });

    /// <summary>The sound: the first of several tracks.</summary>
    public ProbedStream? Audio => Streams?.FirstOrDefault(stream => stream.CodecType == "audio");

    /// <summary>Whether a frame of a kind, <c>video</c> or <c>audio</c>, was decoded.</summary>
    public bool Decoded(string kind) => Frames?.Any(frame => frame.MediaType == kind) ?? false;

    internal static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>A fraction such as <c>30000/1001</c> or <c>4:3</c>; null when it is 0 or has no value.</summary>
    internal static double? Fraction(string? text) =>
        text?.Split('/', ':') is [var above, var below] && Number(above) is > 0 and var dividend && Number(below) is > 0 and var divisor
            ? dividend / divisor
            : null;
}

internal sealed record ProbedFormat
{
    public string? FormatName { get; init; }

    public string? Duration { get; init; }

    public string? BitRate { get; init; }
}

internal sealed record ProbedFrame
{
    public string? MediaType { get; init; }
}

internal sealed record ProbedStream
{
    public string? CodecType { get; init; }

    public string? CodecName { get; init; }

    public string? CodecTagString { get; init; }

    public string? Profile { get; init; }

    public int Level { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public string? SampleAspectRatio { get; init; }

    public string? AvgFrameRate { get; init; }

    public string? RFrameRate { get; init; }

    public string? Duration { get; init; }

    public ProbedDisposition? Disposition { get; init; }

    public IReadOnlyList<ProbedSideData>? SideDataList { get; init; }

    /// <summary>Frames per second on average; where the container does not say, the rate of its clock.</summary>
    public double? FrameRate => ProbeReport.Fraction(AvgFrameRate) ?? ProbeReport.Fraction(RFrameRate);

    /// <summary>Size in pixels as displayed: pixels made square by stretching, then turned.</summary>
    public (int Width, int Height) DisplaySize
    {
        get
        {
            var shape = ProbeReport.Fraction(SampleAspectRatio) ?? 1;
            var width = (int)Math.Round(Width * Math.Max(1, shape));
            var height = (int)Math.Round(Height / Math.Min(1, shape));
            var rotation = SideDataList?.Select(data => data.Rotation).FirstOrDefault(degrees => degrees is not null) ?? 0;
            return Math.Abs(rotation) % 180 == 90 ? (height, width) : (width, height);
        }
    }
}

internal sealed record ProbedDisposition
{
    public int AttachedPic { get; init; }
}

internal sealed record ProbedSideData
{
    public int? Rotation { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProbeReport))]
internal sealed partial class ProbeJson : JsonSerializerContext;
