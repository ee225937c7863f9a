using System.Globalization;
using VodConsole.Core.Media;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>
/// Writes the streams of a source as <see cref="GetMezzanineInfo"/> answers them: every value a text, what is not known left out. The contract's
/// <c>CodecTimeBase</c> is absent, since the tools have given it up, and <c>Lang</c>, since tags of a foreign file are not read.
/// </summary>
internal static class MezzanineStreams
{
    /// <summary>Writes streams of one kind; what only the other kind has is not known of them.</summary>
    public static IEnumerable<object> Of(IEnumerable<SourceStream> streams) => streams.Select(stream => new
    {
        Index = Text(stream.Index), CodecName = stream.Codec, CodecLongName = stream.CodecName, stream.CodecTag, CodecTagString = stream.CodecTagText,
        stream.Profile, Level = Text(stream.Level), Width = Text(stream.Width), Height = Text(stream.Height), PixFmt = stream.PixelFormat,
        Sar = stream.PixelShape, Dar = stream.PictureShape, Fps = Number(stream.ClockRate ?? stream.FrameRate), AvgFPS = Number(stream.FrameRate),
        HasBFrames = Text(stream.ReorderedFrames), Rotate = Text(stream.Rotation), HDRType = stream.HighDynamicRange,
        SampleFmt = stream.SampleFormat, SampleRate = Text(stream.SampleRate), Channels = Text(stream.Channels), stream.ChannelLayout,
        Timebase = stream.TimeBase, StartTime = Seconds(stream.StartTime), Duration = Seconds(stream.Duration), Bitrate = Number(stream.BitrateKbps),
        NumFrames = Text(stream.Frames),
    });

    /// <summary>A number with four places; null for none.</summary>
    public static string? Number(double? number) => number?.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string? Seconds(double? number) => number?.ToString("0.000000", CultureInfo.InvariantCulture);

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
