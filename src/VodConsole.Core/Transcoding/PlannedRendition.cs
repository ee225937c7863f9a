using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// One rendition that a transcoding will make, before any of it exists. In contrast to
/// <see cref="TranscodeRendition"/> it is the plan, not the progress.
/// </summary>
/// <param name="Definition">Its label; unique within a plan.</param>
public sealed record PlannedRendition(Definition Definition)
{
    /// <summary>Its folder under the publication's prefix: the label in lower case.</summary>
    public string Name => Definition.ToString().ToLowerInvariant();

    /// <summary>Width in pixels, even unless <see cref="Copies"/>; null for audio alone.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels, even unless <see cref="Copies"/>; null for audio alone.</summary>
    public int? Height { get; init; }

    /// <summary>Frames per second; null for audio alone.</summary>
    public double? FrameRate { get; init; }

    /// <summary>Highest video bit rate in kbit/s over the rate buffer; null for audio alone and for a copy.</summary>
    public int? VideoKbps { get; init; }

    /// <summary>Audio bit rate in kbit/s; null for a silent source and for a copy.</summary>
    public int? AudioKbps { get; init; }

    /// <summary>Length of a segment in seconds, the same throughout a plan; null for the service's setting.</summary>
    public int? SegmentSeconds { get; init; }

    /// <summary>Width of the source's picture within <see cref="Width"/>, the rest being black; null where it fills it.</summary>
    public int? PictureWidth { get; init; }

    /// <summary>Height of the source's picture within <see cref="Height"/>; null where it fills it.</summary>
    public int? PictureHeight { get; init; }

    /// <summary>Whether frames are left out to come down to <see cref="FrameRate"/>.</summary>
    public bool DropsFrames { get; init; }

    /// <summary>Average video bit rate in kbit/s; null for constant quality.</summary>
    public int? AverageKbps { get; init; }

    /// <summary>Constant rate factor; null for the service's setting, or where there is an average bit rate.</summary>
    public int? Quality { get; init; }

    /// <summary>The rate buffer in kbit; null for two seconds of <see cref="VideoKbps"/>.</summary>
    public int? BufferKbit { get; init; }

    /// <summary>Most frames between key frames; null for key frames at the segments' beginnings only.</summary>
    public int? Gop { get; init; }

    /// <summary>The encoder's profile; null for its choice.</summary>
    public string? Profile { get; init; }

    /// <summary>The encoder's effort; null for the service's setting.</summary>
    public string? Preset { get; init; }

    /// <summary>Samples per second; null for 48,000.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Channels of sound; null for 2.</summary>
    public int? Channels { get; init; }

    /// <summary>Whether the source's own streams are taken over without re-encoding.</summary>
    public bool Copies { get; init; }
}
