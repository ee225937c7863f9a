using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// Decides which renditions a source is made into. Rungs count by the picture's shorter side, so that an upright video
/// gets the same rungs as a lying one. Pure and thread-safe.
/// </summary>
public static class Ladder
{
    private const int AudioKbps = 128;

    /// <summary>Bit rates as <c>vod-contract.md</c> §5 recommends them for each label.</summary>
    private static readonly Rung[] Rungs =
    [
        new(Definition.FD, 360, 400),
        new(Definition.LD, 540, 900),
        new(Definition.SD, 720, 1500),
        new(Definition.HD, 1080, 3000),
    ];

    /// <summary>The standard rungs, lowest first, for those who describe the ladder.</summary>
    public static IReadOnlyList<(Definition Definition, int Side, int VideoKbps)> Labels { get; } =
        [.. Rungs.Select(rung => (rung.Definition, rung.Side, rung.VideoKbps))];

    /// <summary>Codecs that MPEG-TS segments carry and HLS players decode.</summary>
    private static readonly string[] CopyableVideo = ["h264", "hevc"], CopyableAudio = ["aac", "mp3"];

    /// <summary>The renditions of <paramref name="source"/>, lowest first; at least one.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.OriginalUnsupported"/>: the group repackages, and a codec of the source does not play in HLS.
    /// </exception>
    public static IReadOnlyList<PlannedRendition> Plan(SourceInfo source, TemplateGroup group)
    {
        if (group.OwnId is not null) throw new ArgumentOutOfRangeException(nameof(group), group, "Not a built-in group.");
        if (group == TemplateGroup.Original) return [Original(source)];
        return source is { HasVideo: true, Width: { } width, Height: { } height }
            ? [.. RungsFor(Math.Min(width, height)).Select(rung => Encode(rung, source, width, height))]
            : [new(Definition.SQ) { AudioKbps = AudioKbps }];
    }

    private static PlannedRendition Original(SourceInfo source)
    {
        if (source.VideoCodec is { } video && !CopyableVideo.Contains(video))
            throw new VodException(ErrorCode.OriginalUnsupported, video);
        if (source.AudioCodec is { } audio && !CopyableAudio.Contains(audio))
            throw new VodException(ErrorCode.OriginalUnsupported, audio);
        return new(Definition.OD)
        {
            Width = source.Width,
            Height = source.Height,
            FrameRate = source.FrameRate,
            Copies = true,
        };
    }

    /// <summary>
    /// The standard rungs that the source reaches, and the source's own size under the next label up where it lies between
    /// two: 432 gives 360 (FD) and 432 (LD). Above the highest rung the source's size is not kept.
    /// </summary>
    private static IEnumerable<Rung> RungsFor(int shorter)
    {
        foreach (var rung in Rungs.Where(rung => rung.Side <= shorter))
            yield return rung;
        if (Array.Find(Rungs, rung => rung.Side >= shorter) is { } next && next.Side > shorter)
            yield return next with { Side = shorter, VideoKbps = Between(shorter, next) };
    }

    /// <summary>The bit rate of a rung that was cut down to the source's size: in proportion to its area, not under the rung below.</summary>
    private static int Between(int shorter, Rung next)
    {
        var below = Array.FindLast(Rungs, rung => rung.Side < next.Side);
        var byArea = (int)(next.VideoKbps * Math.Pow((double)shorter / next.Side, 2));
        return Math.Max(byArea, below?.VideoKbps ?? 100);
    }

    private static PlannedRendition Encode(Rung rung, SourceInfo source, int width, int height)
    {
        var scale = (double)rung.Side / Math.Min(width, height);
        return new(rung.Definition)
        {
            Width = Even(width, scale),
            Height = Even(height, scale),
            FrameRate = source.FrameRate,
            VideoKbps = rung.VideoKbps,
            AudioKbps = source.HasAudio ? AudioKbps : null,
        };
    }

    /// <summary>
    /// The nearest even number that is not above the source, and at least 2: H.264 with 4:2:0 colours has no odd sizes.
    /// </summary>
    private static int Even(int source, double scale)
    {
        var nearest = (int)Math.Round(source * scale / 2, MidpointRounding.AwayFromZero) * 2;
        return Math.Max(2, Math.Min(nearest, source / 2 * 2));
    }

    private sealed record Rung(Definition Definition, int Side, int VideoKbps);
}
