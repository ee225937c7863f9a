using System.Globalization;
using System.Text.Json.Serialization;

namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>What <c>ffprobe -print_format json</c> prints, as far as it is asked for.</summary>
internal sealed record ProbeReport
{
    /// <summary>The entries to ask for. Tags are not among them: they may be huge and are never needed.</summary>
    public const string Entries =
        "format=format_name,duration,bit_rate:stream=index,codec_type,codec_name,codec_long_name,profile,level,codec_tag,codec_tag_string,width,height,"
        + "pix_fmt,has_b_frames,color_transfer,sample_aspect_ratio,display_aspect_ratio,avg_frame_rate,r_frame_rate,time_base,start_time,duration,bit_rate,"
        + "nb_frames,sample_fmt,sample_rate,channels,channel_layout:stream_disposition=attached_pic:stream_side_data=rotation:stream_tags=";

    public ProbedFormat? Format { get; init; }

    public IReadOnlyList<ProbedStream>? Streams { get; init; }

    /// <summary>The frames that were decoded, where they were asked for.</summary>
    public IReadOnlyList<ProbedFrame>? Frames { get; init; }

    /// <summary>Every stream of pictures or sound; a cover image inside a music file does not count.</summary>
    public IEnumerable<ProbedStream> MediaStreams => Streams?.Where(stream => stream.IsVideo || stream.IsAudio) ?? [];

    /// <summary>The pictures: the first of several.</summary>
    public ProbedStream? Video => MediaStreams.FirstOrDefault(stream => stream.IsVideo);

    /// <summary>The sound: the first of several tracks.</summary>
    public ProbedStream? Audio => MediaStreams.FirstOrDefault(stream => stream.IsAudio);

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
    public int Index { get; init; }

    public string? CodecType { get; init; }

    public string? CodecName { get; init; }

    public string? CodecLongName { get; init; }

    public string? CodecTag { get; init; }

    public string? CodecTagString { get; init; }

    public string? PixFmt { get; init; }

    public int HasBFrames { get; init; }

    public string? ColorTransfer { get; init; }

    public string? DisplayAspectRatio { get; init; }

    public string? TimeBase { get; init; }

    public string? StartTime { get; init; }

    public string? BitRate { get; init; }

    public string? NbFrames { get; init; }

    public string? SampleFmt { get; init; }

    public string? SampleRate { get; init; }

    public int? Channels { get; init; }

    public string? ChannelLayout { get; init; }

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

    public bool IsVideo => this is { CodecType: "video", Disposition.AttachedPic: 0 };

    public bool IsAudio => CodecType == "audio";

    /// <summary>Degrees by which the picture is turned counter-clockwise to be shown.</summary>
    public int Rotation => SideDataList?.Select(data => data.Rotation).FirstOrDefault(degrees => degrees is not null) ?? 0;

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
            return Math.Abs(Rotation) % 180 == 90 ? (height, width) : (width, height);
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
