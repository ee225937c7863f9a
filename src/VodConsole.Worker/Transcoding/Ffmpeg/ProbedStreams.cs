using System.Globalization;
using VodConsole.Core.Media;

namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>Reads streams as ffprobe describes them into the product's words. Texts are ffprobe's own names for things, and a
/// file may be made to lengthen them: one that is too long is left out.</summary>
internal static class ProbedStreams
{
    private const int MostCharacters = 100;

    /// <summary>The streams of pictures and sound, in the file's order.</summary>
    public static IReadOnlyList<SourceStream> Read(ProbeReport report) => [.. report.MediaStreams.Select(Read)];

    private static SourceStream Read(ProbedStream stream)
    {
        var common = new SourceStream
        {
            Index = stream.Index,
            IsVideo = stream.IsVideo,
            Codec = Short(stream.CodecName),
            CodecName = Short(stream.CodecLongName),
            CodecTag = Short(stream.CodecTag),
            CodecTagText = Short(stream.CodecTagString),
            Profile = Short(stream.Profile),
            TimeBase = Short(stream.TimeBase),
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
            PixelFormat = Short(stream.PixFmt),
            PixelShape = Short(stream.SampleAspectRatio),
            PictureShape = Short(stream.DisplayAspectRatio),
            ClockRate = ProbeReport.Fraction(stream.RFrameRate),
            FrameRate = ProbeReport.Fraction(stream.AvgFrameRate),
            ReorderedFrames = stream.HasBFrames,
            Rotation = (360 - stream.Rotation % 360) % 360,
            HighDynamicRange = stream.ColorTransfer switch { "smpte2084" => "HDR10", "arib-std-b67" => "HLG", _ => null },
        }
        : common with
        {
            SampleFormat = Short(stream.SampleFmt),
            SampleRate = (int?)Whole(stream.SampleRate),
            Channels = stream.Channels,
            ChannelLayout = Short(stream.ChannelLayout),
        };
    }

    private static string? Short(string? text) => text?.Length > MostCharacters ? null : text;

    private static long? Whole(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
