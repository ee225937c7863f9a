namespace VodConsole.Core.Media;

/// <summary>What ffprobe saw of a source file.</summary>
public sealed record SourceInfo
{
    /// <summary>Container as ffprobe names it, e.g. <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</summary>
    public required string Container { get; init; }

    /// <summary>Length in seconds, above 0.</summary>
    public required double Duration { get; init; }

    /// <summary>Video codec (<c>h264</c> …); null for audio alone.</summary>
    public string? VideoCodec { get; init; }

    /// <summary>Width in pixels as displayed (rotation and pixel shape applied); null for audio alone.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels as displayed; null for audio alone.</summary>
    public int? Height { get; init; }

    /// <summary>Frames per second; null for audio alone.</summary>
    public double? FrameRate { get; init; }

    /// <summary>Audio codec; null for a silent source.</summary>
    public string? AudioCodec { get; init; }

    /// <summary>Overall bit rate in kbit/s; null where the container does not say.</summary>
    public int? BitrateKbps { get; init; }

    /// <summary>Whether there are pictures.</summary>
    public bool HasVideo => VideoCodec is not null;

    /// <summary>Whether there is sound.</summary>
    public bool HasAudio => AudioCodec is not null;
}
