using System.Globalization;
using System.Text;

namespace VodConsole.Core.Playback;

/// <summary>
/// The multivariant playlist of a publication (RFC 8216 §4.3.4), made on serving from its rows: one variant per rendition,
/// lowest first, each address relative and carrying the viewer's token.
/// </summary>
internal static class MasterPlaylist
{
    public static string Render(IEnumerable<PublishedRendition> renditions, string query)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        foreach (var rendition in renditions.OrderBy(rendition => rendition.PeakBitrate))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"#EXT-X-STREAM-INF:BANDWIDTH={rendition.PeakBitrate},AVERAGE-BANDWIDTH={rendition.AverageBitrate}");
            if (rendition.Codecs is { } codecs) text.Append(CultureInfo.InvariantCulture, $",CODECS=\"{codecs}\"");
            if (rendition is { Width: { } width, Height: { } height })
                text.Append(CultureInfo.InvariantCulture, $",RESOLUTION={width}x{height}");
            if (rendition.FrameRate is { } rate) text.Append(CultureInfo.InvariantCulture, $",FRAME-RATE={rate:0.000}");
            text.Append(CultureInfo.InvariantCulture, $"\n{rendition.Name}/index.m3u8?{query}\n");
        }

        return text.ToString();
    }
}
