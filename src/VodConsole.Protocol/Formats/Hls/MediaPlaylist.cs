using System.Globalization;
using System.Text;

namespace VodConsole.Protocol.Formats.Hls;

/// <summary>
/// An HLS media playlist (RFC 8216 §4.3.3): the segments of one rendition, in order. It covers what ffmpeg writes and what
/// the service stores; <see cref="Parse"/> refuses everything else, because a tag that is skipped may change the meaning
/// of the ones that are not. In contrast to <see cref="MasterPlaylist"/> it names segments, not renditions. Immutable.
/// </summary>
public sealed record MediaPlaylist
{
    /// <summary>Protocol version; 3 has fractional durations.</summary>
    public int Version { get; init; } = 3;

    /// <summary>Upper bound of the segments' durations, each rounded to the nearest second.</summary>
    public required int TargetDuration { get; init; }

    /// <summary>Number of the first segment; also its implicit IV.</summary>
    public long MediaSequence { get; init; }

    /// <summary>Whether the playlist says <c>EXT-X-PLAYLIST-TYPE:VOD</c>, that is, never changes.</summary>
    public bool IsVod { get; init; } = true;

    /// <summary>Whether each segment decodes without the others.</summary>
    public bool HasIndependentSegments { get; init; }

    /// <summary>Whether the playlist ends with <c>EXT-X-ENDLIST</c>: there will be no further segment.</summary>
    public required bool IsClosed { get; init; }

    /// <summary>The segments, in order.</summary>
    public required IReadOnlyList<MediaSegment> Segments { get; init; }

    /// <summary>Seconds of all segments.</summary>
    public double Duration => Segments.Sum(segment => segment.Duration);

    /// <summary>The smallest <see cref="TargetDuration"/> that <paramref name="segments"/> allow; at least 1.</summary>
    public static int TargetDurationOf(IEnumerable<MediaSegment> segments) =>
        segments.Aggregate(1, (longest, segment) => Math.Max(longest, Rounded(segment.Duration)));

    /// <summary>Reads a playlist.</summary>
    /// <exception cref="FormatException">It is not one that this class covers; the message names the line.</exception>
    public static MediaPlaylist Parse(string text) => new MediaPlaylistParser(text).Parse();

    /// <summary>Writes the playlist, lines ending in LF. What it writes, <see cref="Parse"/> reads back.</summary>
    public string Write()
    {
        var text = new StringBuilder("#EXTM3U\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-VERSION:{Version}\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{TargetDuration}\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-MEDIA-SEQUENCE:{MediaSequence}\n");
        if (IsVod)
            text.Append("#EXT-X-PLAYLIST-TYPE:VOD\n");
        if (HasIndependentSegments)
            text.Append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        SegmentKey? current = null;
        foreach (var segment in Segments)
        {
            if (segment.Key != current)
                text.Append(segment.Key?.Write() ?? "#EXT-X-KEY:METHOD=NONE").Append('\n');
            current = segment.Key;
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{segment.Duration:0.000000},\n{segment.Uri}\n");
        }
        if (IsClosed)
            text.Append("#EXT-X-ENDLIST\n");
        return text.ToString();
    }

    internal static int Rounded(double seconds) => (int)Math.Round(seconds, MidpointRounding.AwayFromZero);
}

/// <summary>One segment of a <see cref="MediaPlaylist"/>.</summary>
/// <param name="Uri">Its address, usually relative to the playlist.</param>
/// <param name="Duration">Seconds, written with six decimals.</param>
/// <param name="Key">How it is encrypted; null when it is clear.</param>
public sealed record MediaSegment(string Uri, double Duration, SegmentKey? Key = null);

/// <summary>
/// How a segment is encrypted: AES-128 in CBC mode with PKCS#7 padding over the whole segment (RFC 8216 §4.3.2.4). It names
/// the key and never holds it.
/// </summary>
/// <param name="Uri">Where a player gets the 16 bytes of the key.</param>
/// <param name="Iv">The initialisation vector, big-endian; null means the segment's number in the sequence.</param>
public sealed record SegmentKey(string Uri, UInt128? Iv)
{
    internal string Write() =>
        Iv is { } iv
            ? string.Create(CultureInfo.InvariantCulture, $"#EXT-X-KEY:METHOD=AES-128,URI=\"{Uri}\",IV=0x{iv:x32}")
            : $"#EXT-X-KEY:METHOD=AES-128,URI=\"{Uri}\"";
}
