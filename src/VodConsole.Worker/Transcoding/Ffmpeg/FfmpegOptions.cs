using System.ComponentModel.DataAnnotations;

namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>Configuration section <c>Ffmpeg</c>: where the media tools lie and what they may be given.</summary>
public sealed class FfmpegOptions
{
    /// <summary>Folder of <c>ffmpeg</c> and <c>ffprobe</c>; when empty they are looked for on the PATH.</summary>
    public string? Path { get; set; }

    /// <summary>Longest source in hours.</summary>
    [Range(0.01, 240)]
    public double MaxHours { get; set; } = 12;

    /// <summary>Largest picture in pixels; 7680×4320 by default. A decoder takes about 20 bytes of memory for each.</summary>
    [Range(64 * 64, int.MaxValue)]
    public int MaxPixels { get; set; } = 7680 * 4320;

    /// <summary>Streams that a container may hold, those that are not used included.</summary>
    [Range(1, 1000)]
    public int MaxStreams { get; set; } = 32;

    /// <summary>Highest average frame rate.</summary>
    [Range(1, 1000)]
    public double MaxFrameRate { get; set; } = 120;

    /// <summary>
    /// Seconds to look into a file, beside one second for each 20 MB that have to be read.
    /// </summary>
    [Range(1, 3600)]
    public int ProbeSeconds { get; set; } = 60;
}
