using System.Globalization;
using VodConsole.Worker.Transcoding.Ffmpeg;

namespace VodConsole.Worker.Transcoding;

/// <summary>Names codecs as players ask for them before they fetch a segment: the CODECS attribute (RFC 6381).</summary>
internal static class CodecNames
{
    /// <summary>The attribute's value, or null when a codec's profile is unknown: then it is better left out.</summary>
    public static string? Of(ProbedStream? video, ProbedStream? audio)
    {
        var names = new[] { video, audio }.OfType<ProbedStream>().Select(Of).ToList();
        return names.Count == 0 || names.Contains(null) ? null : string.Join(',', names);
    }

    private static string? Of(ProbedStream stream) => stream.CodecName switch
    {
        "h264" when H264Profile(stream.Profile) is { } profile && stream.Level > 0 =>
            string.Create(CultureInfo.InvariantCulture, $"avc1.{profile}{stream.Level:x2}"),
        "hevc" when stream is { Profile: "Main", Level: > 0 } => string.Create(CultureInfo.InvariantCulture, $"hvc1.1.6.L{stream.Level}.B0"),
        "hevc" when stream is { Profile: "Main 10", Level: > 0 } => string.Create(CultureInfo.InvariantCulture, $"hvc1.2.4.L{stream.Level}.B0"),
        "aac" => stream.Profile switch
        {
            "HE-AAC" => "mp4a.40.5",
            "HE-AACv2" => "mp4a.40.29",
            _ => "mp4a.40.2",
        },
        "mp3" => "mp4a.40.34",
        _ => null,
    };

    /// <summary>profile_idc and the constraint flags that go with it, two hexadecimal digits each.</summary>
    private static string? H264Profile(string? profile) => profile switch
    {
        "Constrained Baseline" => "42e0",
        "Baseline" => "4200",
        "Main" => "4d40",
        "High" => "6400",
        "High 10" => "6e00",
        "High 4:2:2" => "7a00",
        "High 4:4:4 Predictive" => "f400",
        _ => null,
    };
}
