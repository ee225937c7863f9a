using System.Globalization;
using VodConsole.Core.Media;

namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>Reads streams as ffprobe describes them into the product's words. Texts are ffprobe's own names for things; of the file's own
/// words there are the four characters of the codec's tag alone.</summary>
internal static class ProbedStreams
{
    /// <summary>The streams of pictures and sound, in the file's order.</summary>
    public static IReadOnlyList<SourceStream> Read(ProbeReport report) => [.. report.MediaStreams.Select(Read)];

    private static SourceStream Read(ProbedStream stream)
    {
        var common = new SourceStream
        {
            Index = stream.Index,
            IsVideo = stream.IsVideo,
            Codec = stream.CodecName ?? "",
            CodecName = stream.CodecLongName,
            CodecTag = stream.CodecTag,
            CodecTagText = stream.CodecTagString,
            Profile = stream.Profile,
            TimeBase = stream.TimeBase,
            StartTime = ProbeReport.Number(stream.StartTime),
            Duration = ProbeReport.Number(stream.Duration),
            BitrateKbps = ProbeReport.Number(stream.BitRate) / 1000,
            Frames = Whole(stream.NbFrames),
        };
        return stream.IsVideo ? common with
        {
            Level = stream.Level > 0 ? stream.Level : null,
            Width = stream.Width,
            Height = stream.Height,
            PixelFormat = stream.PixFmt,
            PixelShape = stream.SampleAspectRatio,
            PictureShape = stream.DisplayAspectRatio,
            ClockRate = ProbeReport.Fraction(stream.RFrameRate),
            FrameRate = stream.FrameRate,
            ReorderedFrames = stream.HasBFrames,
            Rotation = (360 - stream.Rotation % 360) % 360,
            HighDynamicRange = stream.ColorTransfer switch { "smpte2084" => "HDR10", "arib-std-b67" => "HLG", _ => null },
        }
        : common with
        {
            SampleFormat = stream.SampleFmt,
            SampleRate = (int?)Whole(stream.SampleRate),
            Channels = stream.Channels,
            ChannelLayout = stream.ChannelLayout,
        };
    }

    private static long? Whole(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
