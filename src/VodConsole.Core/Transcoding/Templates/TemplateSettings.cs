using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding.Templates;

/// <summary>
/// What one template makes: an HLS rendition. Ranges are the contract's (<c>vod-contract.md</c> §5) and hold for every value that
/// <see cref="TemplateDocument"/> reads. At least one of pictures and sound is there.
/// </summary>
/// <param name="Definition">Its label.</param>
/// <param name="SegmentSeconds">Length of a segment, 1 to 60 seconds.</param>
public sealed record TemplateSettings(Definition Definition, int SegmentSeconds)
{
    /// <summary>Characters in a name.</summary>
    public const int NameLimit = 128;

    /// <summary>Its name, for people; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The pictures; null for sound alone.</summary>
    public VideoSettings? Video { get; init; }

    /// <summary>The sound; null for none.</summary>
    public AudioSettings? Audio { get; init; }

    /// <summary>What of the source is looked at first.</summary>
    public TemplateConditions Conditions { get; init; } = new();
}

/// <summary>The pictures of a template, H.264.</summary>
public sealed record VideoSettings
{
    /// <summary>Average bit rate, 10 to 50,000 kbit/s; null for the label's recommended one.</summary>
    public int? Bitrate { get; init; }

    /// <summary>Width in pixels, 128 to 4,096, even; null in proportion to the height.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels, 128 to 4,096, even; null in proportion to the width. With neither the source's size is kept.</summary>
    public int? Height { get; init; }

    /// <summary>Whether the width is that of the longer side and the height that of the shorter one.</summary>
    public bool IsLongShort { get; init; }

    /// <summary>Frames per second, above 0 to 60, never above the source's; null for the source's.</summary>
    public double? FrameRate { get; init; }

    /// <summary>Most frames between key frames, 1 to 3,000; null for a key frame at each segment only.</summary>
    public int? Gop { get; init; }

    /// <summary>Constant quality, 0 to 51, bounded by the bit rate, in place of an average bit rate.</summary>
    public int? Crf { get; init; }

    /// <summary>H.264 profile: baseline, main or high; null for the encoder's choice.</summary>
    public string? Profile { get; init; }

    /// <summary>The encoder's effort, veryfast to veryslow; null for the server's setting.</summary>
    public string? Preset { get; init; }

    /// <summary>Highest bit rate over the rate buffer, 10 to 50,000 kbit/s; null for one that follows from <see cref="Bitrate"/>.</summary>
    public int? MaxRate { get; init; }

    /// <summary>The rate buffer, 1,000 to 128,000 kbit; null for two seconds of the highest rate.</summary>
    public int? BufferSize { get; init; }
}

/// <summary>The sound of a template, AAC.</summary>
public sealed record AudioSettings
{
    /// <summary>Bit rate, 8 to 1,000 kbit/s; null for 128.</summary>
    public int? Bitrate { get; init; }

    /// <summary>Samples per second: 22,050, 32,000, 44,100, 48,000 or 96,000; null for 48,000.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Channels, 1 or 2; null for 2.</summary>
    public int? Channels { get; init; }
}

/// <summary>
/// What of the source is looked at before a template is used. "Fails" goes before the other: the job then fails, where it would
/// otherwise take the source's own value.
/// </summary>
public sealed record TemplateConditions
{
    /// <summary>A larger size than the source's becomes the source's.</summary>
    public bool KeepsResolution { get; init; }

    /// <summary>A larger size than the source's fails.</summary>
    public bool FailsOnResolution { get; init; }

    /// <summary>A higher bit rate of the pictures than the source's becomes the source's.</summary>
    public bool KeepsBitrate { get; init; }

    /// <summary>A higher bit rate of the pictures than the source's fails.</summary>
    public bool FailsOnBitrate { get; init; }
}
