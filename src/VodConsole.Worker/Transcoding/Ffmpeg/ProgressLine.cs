using System.Globalization;

namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>Reads the lines <c>name=value</c> that <c>ffmpeg -progress</c> writes, a block about twice a second.</summary>
internal static class ProgressLine
{
    /// <summary>The position in the media, or null when the line says something else.</summary>
    public static TimeSpan? ReadTime(string line) =>
        line.StartsWith("out_time_us=", StringComparison.Ordinal)
        && long.TryParse(line.AsSpan(12), NumberStyles.Integer, CultureInfo.InvariantCulture, out var microseconds)
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;

    /// <summary>Seconds of media per second of wall time, or null when the line says something else.</summary>
    public static double? ReadSpeed(string line) =>
        line.StartsWith("speed=", StringComparison.Ordinal)
        && double.TryParse(line.AsSpan(6).TrimEnd('x').Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var speed)
            ? speed
            : null;

    /// <summary>Whether the line ends a block.</summary>
    public static bool EndsBlock(string line) => line.StartsWith("progress=", StringComparison.Ordinal);
}
