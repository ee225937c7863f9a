using System.Globalization;
using VodConsole.Core.Transcoding;
using VodConsole.Worker.Transcoding.Ffmpeg;

namespace VodConsole.Worker.Transcoding;

/// <summary>
/// The arguments of the one ffmpeg process that makes all renditions of a source. Nothing in them comes from a user: sizes
/// and rates are numbers from the plan, names are the service's own.
/// </summary>
internal static class FfmpegCommand
{
    /// <summary>What ffmpeg calls a rendition's playlist, and what the stored one is called.</summary>
    public const string PlaylistName = "index.m3u8";

    private const string SegmentPattern = "%06d.ts";

    /// <summary>Highest frame rate that is made; above it frames are left out.</summary>
    private const int MaxFrameRate = 60;

    /// <summary>Whether ffmpeg would give a segment this name: a number of at least six digits and <c>.ts</c>.</summary>
    public static bool IsSegmentName(string name) =>
        name.Length is >= 9 and <= 13 && name.EndsWith(".ts", StringComparison.Ordinal) && name.AsSpan(..^3).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>The arguments.</summary>
    /// <param name="input">The options before the input, and the input.</param>
    /// <param name="plan">The renditions.</param>
    /// <param name="hasAudio">Whether the source has sound.</param>
    /// <param name="options">Segments and encoder.</param>
    /// <param name="output">Where renditions go, each in a folder of its name, without a slash at the end.</param>
    public static IReadOnlyList<string> Build(
        IReadOnlyList<string> input, IReadOnlyList<PlannedRendition> plan, bool hasAudio, PackagingOptions options, string output)
    {
        var seconds = Text(options.SegmentSeconds);
        var hasVideo = plan[0].Width is not null;
        return
        [
            "-nostdin", "-hide_banner", "-nostats", "-loglevel", "warning", "-progress", "pipe:1", .. input,
            .. plan[0].Copies ? Copy(hasVideo, hasAudio) : Encode(plan, hasVideo, hasAudio, options),
            "-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn",
            "-var_stream_map", string.Join(' ', plan.Select((rendition, index) => Streams(rendition, index, hasVideo, hasAudio))),
            "-f", "hls", "-hls_time", seconds, "-hls_playlist_type", "vod", "-hls_segment_type", "mpegts",
            // Each PUT has a connection of its own: kept ones lost segments without a word.
            "-method", "PUT", "-hls_segment_filename", $"{output}/%v/{SegmentPattern}", $"{output}/%v/{PlaylistName}",
        ];
    }

    private static string Streams(PlannedRendition rendition, int index, bool hasVideo, bool hasAudio) =>
        string.Join(',', new[] { hasVideo ? $"v:{index}" : null, hasAudio ? $"a:{index}" : null, $"name:{rendition.Name}" }.OfType<string>());

    private static IEnumerable<string> Copy(bool hasVideo, bool hasAudio) =>
    [
        .. hasVideo ? ["-map", "0:V:0"] : Array.Empty<string>(), .. hasAudio ? ["-map", "0:a:0"] : Array.Empty<string>(), "-c", "copy",
    ];

    private static List<string> Encode(
        IReadOnlyList<PlannedRendition> plan, bool hasVideo, bool hasAudio, PackagingOptions options)
    {
        var arguments = new List<string>();
        if (hasVideo)
            arguments.AddRange(["-filter_complex", Filter(plan)]);
        for (var index = 0; index < plan.Count; index++)
        {
            if (hasVideo)
                arguments.AddRange(["-map", $"[v{index}]"]);
            if (hasAudio)
                arguments.AddRange(["-map", "0:a:0"]);
        }
        if (hasVideo)
            arguments.AddRange(EncodeVideo(plan, options));
        if (hasAudio)
            arguments.AddRange(["-c:a", "aac", "-b:a", $"{plan[0].AudioKbps}k", "-ar", "48000", "-ac", "2"]);
        return arguments;
    }

    private static string Filter(IReadOnlyList<PlannedRendition> plan) =>
        $"[0:V:0]split={plan.Count}{string.Concat(plan.Select((_, index) => $"[s{index}]"))};"
        + string.Join(';', plan.Select((rendition, index) =>
            $"[s{index}]scale={rendition.Width}:{rendition.Height}:flags=bicubic,setsar=1,format=yuv420p[v{index}]"));

    /// <summary>
    /// Constant quality, bounded by the label's bit rate. Key frames stand on the segment borders and nowhere else, so that
    /// the renditions can be changed at each of them. The frame rate is made constant, because ffmpeg measures segments by
    /// counting frames.
    /// </summary>
    private static IEnumerable<string> EncodeVideo(IReadOnlyList<PlannedRendition> plan, PackagingOptions options)
    {
        yield return "-c:v";
        yield return "libx264";
        yield return "-preset";
        yield return options.Preset.ToString().ToLowerInvariant();
        yield return "-crf";
        yield return Text(options.Quality);
        for (var index = 0; index < plan.Count; index++)
        {
            yield return $"-maxrate:v:{index}";
            yield return $"{plan[index].VideoKbps}k";
            yield return $"-bufsize:v:{index}";
            yield return $"{2 * plan[index].VideoKbps}k";
        }
        yield return "-fps_mode";
        yield return "cfr";
        yield return "-fpsmax";
        yield return Text(MaxFrameRate);
        yield return "-g";
        yield return Text(2 * MaxFrameRate * options.SegmentSeconds);
        yield return "-sc_threshold";
        yield return "0";
        yield return "-force_key_frames";
        yield return $"expr:gte(t,n_forced*{Text(options.SegmentSeconds)})";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
