namespace VodConsole.Core.Media;

/// <summary>
/// One stream of pictures or sound in a source, in the tools' own terms: sizes are those that are stored. In contrast,
/// <see cref="SourceInfo"/> says of the whole file what the service goes by, with sizes as they are shown.
/// </summary>
public sealed record SourceStream
{
    /// <summary>Its place in the file, from 0; null where it was not kept.</summary>
    public int? Index { get; init; }

    /// <summary>Whether it holds pictures; otherwise sound.</summary>
    public required bool IsVideo { get; init; }

    /// <summary>The codec's short name, e.g. <c>h264</c>; null for one that the tools do not know.</summary>
    public string? Codec { get; init; }

    /// <summary>The codec's name in words.</summary>
    public string? CodecName { get; init; }

    /// <summary>The codec's mark in this container as a number, e.g. <c>0x31637661</c>.</summary>
    public string? CodecTag { get; init; }

    /// <summary>The same as text, e.g. <c>avc1</c>.</summary>
    public string? CodecTagText { get; init; }

    /// <summary>The codec's profile, e.g. <c>Main</c>.</summary>
    public string? Profile { get; init; }

    /// <summary>Seconds per tick of its clock as a fraction, e.g. <c>1/12800</c>.</summary>
    public string? TimeBase { get; init; }

    /// <summary>Second of its first frame.</summary>
    public double? StartTime { get; init; }

    /// <summary>Length in seconds; null where the container does not say.</summary>
    public double? Duration { get; init; }

    /// <summary>Bit rate in kbit/s; null where the container does not say.</summary>
    public double? BitrateKbps { get; init; }

    /// <summary>Number of frames; null where the container does not say.</summary>
    public long? Frames { get; init; }

    /// <summary>The codec's level, times ten for H.264; null for sound.</summary>
    public int? Level { get; init; }

    /// <summary>Width in pixels as stored; null for sound.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels as stored; null for sound.</summary>
    public int? Height { get; init; }

    /// <summary>Layout of a pixel, e.g. <c>yuv420p</c>; null for sound.</summary>
    public string? PixelFormat { get; init; }

    /// <summary>Width to height of one pixel, e.g. <c>1:1</c>; null where it is not said.</summary>
    public string? PixelShape { get; init; }

    /// <summary>Width to height of the picture, e.g. <c>16:9</c>; null where it is not said.</summary>
    public string? PictureShape { get; init; }

    /// <summary>The lowest rate in frames per second with which all times can be written; null for sound.</summary>
    public double? ClockRate { get; init; }

    /// <summary>Frames per second on average; null for sound.</summary>
    public double? FrameRate { get; init; }

    /// <summary>How many frames a decoder holds back to put them in order; null for sound.</summary>
    public int? ReorderedFrames { get; init; }

    /// <summary>Degrees clockwise by which the picture is turned to be shown; null for sound.</summary>
    public int? Rotation { get; init; }

    /// <summary>How brightness is written where the range is high: <c>HDR10</c> or <c>HLG</c>; null otherwise.</summary>
    public string? HighDynamicRange { get; init; }

    /// <summary>Layout of a sample, e.g. <c>fltp</c>; null for pictures.</summary>
    public string? SampleFormat { get; init; }

    /// <summary>Samples per second and channel; null for pictures.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Number of channels; null for pictures.</summary>
    public int? Channels { get; init; }

    /// <summary>Which channels they are, e.g. <c>stereo</c>; null for pictures, and where it is not said.</summary>
    public string? ChannelLayout { get; init; }
}
