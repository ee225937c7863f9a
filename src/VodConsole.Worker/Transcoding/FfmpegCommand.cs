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
    /// <param name="options">Segments and encoder, where the plan leaves them open.</param>
    /// <param name="output">Where renditions go, each in a folder of its name, without a slash at the end.</param>
    public static IReadOnlyList<string> Build(
        IReadOnlyList<string> input, IReadOnlyList<PlannedRendition> plan, bool hasAudio, PackagingOptions options, string output) =>
    [
        "-nostdin", "-hide_banner", "-nostats", "-loglevel", "warning", "-progress", "pipe:1", .. input,
        .. plan[0].Copies ? Copy(plan[0], hasAudio) : Encode(plan, hasAudio, options),
        "-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn",
        "-var_stream_map", Streams(plan, hasAudio),
        "-f", "hls", "-hls_time", Text(SegmentSeconds(plan, options)), "-hls_playlist_type", "vod", "-hls_segment_type", "mpegts",
        // Each PUT has a connection of its own: kept ones lost segments without a word.
        "-method", "PUT", "-hls_segment_filename", $"{output}/%v/{SegmentPattern}", $"{output}/%v/{PlaylistName}",
    ];

    /// <summary>Length of a segment in seconds.</summary>
    public static int SegmentSeconds(IReadOnlyList<PlannedRendition> plan, PackagingOptions options) => plan[0].SegmentSeconds ?? options.SegmentSeconds;

    /// <summary>Whether a rendition of a source has sound.</summary>
    public static bool HasAudio(PlannedRendition rendition, bool sourceHasAudio) => sourceHasAudio && (rendition.Copies || rendition.AudioKbps is not null);

    private static string Streams(IReadOnlyList<PlannedRendition> plan, bool hasAudio)
    {
        var (video, audio) = (0, 0);
        return string.Join(' ', plan.Select(rendition => string.Join(',', new[]
        {
            rendition.Width is null ? null : $"v:{video++}", HasAudio(rendition, hasAudio) ? $"a:{audio++}" : null, $"name:{rendition.Name}",
        }.OfType<string>())));
    }

    private static IEnumerable<string> Copy(PlannedRendition rendition, bool hasAudio) =>
    [
        .. rendition.Width is null ? Array.Empty<string>() : ["-map", "0:V:0"], .. hasAudio ? ["-map", "0:a:0"] : Array.Empty<string>(), "-c", "copy",
    ];

    private static List<string> Encode(IReadOnlyList<PlannedRendition> plan, bool hasAudio, PackagingOptions options)
    {
        var pictures = plan.Where(rendition => rendition.Width is not null).ToList();
        var sounds = plan.Where(rendition => HasAudio(rendition, hasAudio)).ToList();
        var arguments = new List<string>();
        if (pictures.Count > 0)
            arguments.AddRange(["-filter_complex", Filter(pictures)]);
        for (var index = 0; index < pictures.Count; index++)
            arguments.AddRange(["-map", $"[v{index}]"]);
        foreach (var _ in sounds)
            arguments.AddRange(["-map", "0:a:0"]);
        if (pictures.Count > 0)
            arguments.AddRange(EncodeVideo(pictures, SegmentSeconds(plan, options), options));
        if (sounds.Count > 0)
            arguments.AddRange(["-c:a", "aac", .. sounds.SelectMany(EncodeAudio)]);
        return arguments;
    }

    private static string[] EncodeAudio(PlannedRendition rendition, int index) =>
    [
        $"-b:a:{index}", $"{rendition.AudioKbps}k", $"-ar:a:{index}", Text(rendition.SampleRate ?? 48000), $"-ac:a:{index}", Text(rendition.Channels ?? 2),
    ];

    private static string Filter(List<PlannedRendition> plan) =>
        $"[0:V:0]split={plan.Count}{string.Concat(plan.Select((_, index) => $"[s{index}]"))};"
        + string.Join(';', plan.Select((rendition, index) => $"[s{index}]{Drop(rendition)}{Scale(rendition)},setsar=1,format=yuv420p[v{index}]"));

    private static string Drop(PlannedRendition rendition) =>
        rendition is { DropsFrames: true, FrameRate: { } rate } ? $"fps={rate.ToString("0.###", CultureInfo.InvariantCulture)}," : "";

    private static string Scale(PlannedRendition rendition)
    {
        if (rendition is not { PictureWidth: { } width, PictureHeight: { } height }) return $"scale={rendition.Width}:{rendition.Height}:flags=bicubic";
        var (left, top) = ((rendition.Width!.Value - width) / 4 * 2, (rendition.Height!.Value - height) / 4 * 2);
        return $"scale={width}:{height}:flags=bicubic,pad={rendition.Width}:{rendition.Height}:{left}:{top}";
    }

    /// <summary>
    /// Constant quality bounded by the label's bit rate, or what a template says. Key frames stand on the segment borders, so that
    /// the renditions can be changed at each of them, and in between only where a template wants more. The frame rate is made constant,
    /// because ffmpeg measures segments by counting frames.
    /// </summary>
    private static IEnumerable<string> EncodeVideo(List<PlannedRendition> plan, int segmentSeconds, PackagingOptions options) =>
    [
        "-c:v", "libx264",
        .. plan.SelectMany((rendition, index) => EncodeVideo(rendition, index, segmentSeconds, options)),
        "-fps_mode", "cfr", "-fpsmax", Text(MaxFrameRate), "-sc_threshold", "0",
        "-force_key_frames", $"expr:gte(t,n_forced*{Text(segmentSeconds)})",
    ];

    private static IEnumerable<string> EncodeVideo(PlannedRendition rendition, int index, int segmentSeconds, PackagingOptions options) =>
    [
        $"-preset:v:{index}", rendition.Preset ?? options.Preset.ToString().ToLowerInvariant(),
        .. rendition.Profile is { } profile ? [$"-profile:v:{index}", profile] : Array.Empty<string>(),
        .. rendition.AverageKbps is { } average
            ? [$"-b:v:{index}", $"{average}k"]
            : new[] { $"-crf:v:{index}", Text(rendition.Quality ?? options.Quality) },
        $"-maxrate:v:{index}", $"{rendition.VideoKbps}k", $"-bufsize:v:{index}", $"{rendition.BufferKbit ?? 2 * rendition.VideoKbps}k",
        $"-g:v:{index}", Text(rendition.Gop ?? 2 * MaxFrameRate * segmentSeconds),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
