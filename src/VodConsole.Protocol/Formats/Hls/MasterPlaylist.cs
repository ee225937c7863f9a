using System.Globalization;
using System.Text;

namespace VodConsole.Protocol.Formats.Hls;

/// <summary>
/// An HLS master playlist (RFC 8216 §4.3.4): the renditions that a player chooses from, each with the address of its
/// <see cref="MediaPlaylist"/>. Unknown attributes are skipped, since they only describe; unknown tags are refused. Immutable.
/// </summary>
public sealed record MasterPlaylist
{
    /// <summary>Protocol version.</summary>
    public int Version { get; init; } = 3;

    /// <summary>Whether each segment of every rendition decodes without the others.</summary>
    public bool HasIndependentSegments { get; init; }

    /// <summary>The renditions; a player begins with the first one.</summary>
    public required IReadOnlyList<VariantStream> Variants { get; init; }

    /// <summary>Reads a playlist.</summary>
    /// <exception cref="FormatException">It is not one that this class covers; the message names the line.</exception>
    public static MasterPlaylist Parse(string text)
    {
        var lines = new PlaylistLines(text);
        var variants = new List<VariantStream>();
        var version = 1;
        var independent = false;
        VariantStream? pending = null;
        while (lines.Next())
        {
            var (name, value) = lines.IsTag ? lines.Tag() : ("", "");
            switch (name)
            {
                case "" when pending is not null:
                    variants.Add(pending with { Uri = lines.Current });
                    pending = null;
                    break;
                case "EXT-X-STREAM-INF" when pending is null:
                    pending = VariantStream.Parse(AttributeList.Parse(value, lines), lines);
                    break;
                case "EXT-X-VERSION" when pending is null:
                    version = (int)lines.Number(value, 1, 12);
                    break;
                case "EXT-X-INDEPENDENT-SEGMENTS" when pending is null && value.Length == 0:
                    independent = true;
                    break;
                default:
                    throw lines.Wrong(name.Length == 0 ? "an address has no EXT-X-STREAM-INF" : $"the tag {name} is not expected here");
            }
        }
        if (pending is not null)
            throw lines.Wrong("an EXT-X-STREAM-INF has no address");
        return new() { Version = version, HasIndependentSegments = independent, Variants = variants };
    }

    /// <summary>Writes the playlist, lines ending in LF. What it writes, <see cref="Parse"/> reads back.</summary>
    public string Write()
    {
        var text = new StringBuilder("#EXTM3U\n").Append(CultureInfo.InvariantCulture, $"#EXT-X-VERSION:{Version}\n");
        if (HasIndependentSegments)
            text.Append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        foreach (var variant in Variants)
            text.Append("#EXT-X-STREAM-INF:").Append(variant.Attributes()).Append('\n').Append(variant.Uri).Append('\n');
        return text.ToString();
    }
}

/// <summary>One rendition of a <see cref="MasterPlaylist"/>.</summary>
/// <param name="Uri">Address of its media playlist.</param>
/// <param name="Bandwidth">Highest segment bit rate in bit/s.</param>
public sealed record VariantStream(string Uri, long Bandwidth)
{
    /// <summary>Average bit rate in bit/s; null when unknown.</summary>
    public long? AverageBandwidth { get; init; }

    /// <summary>Codecs as RFC 6381 names them, separated by commas; null when unknown.</summary>
    public string? Codecs { get; init; }

    /// <summary>Width in pixels; null for audio alone. Goes with <see cref="Height"/>.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels; null for audio alone.</summary>
    public int? Height { get; init; }

    /// <summary>Frames per second, written with three decimals; null for audio alone.</summary>
    public double? FrameRate { get; init; }

    internal string Attributes()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"BANDWIDTH={Bandwidth}");
        if (AverageBandwidth is { } average)
            text.Append(CultureInfo.InvariantCulture, $",AVERAGE-BANDWIDTH={average}");
        if (Codecs is { } codecs)
            text.Append(CultureInfo.InvariantCulture, $",CODECS=\"{codecs}\"");
        if (Width is { } width && Height is { } height)
            text.Append(CultureInfo.InvariantCulture, $",RESOLUTION={width}x{height}");
        if (FrameRate is { } rate)
            text.Append(CultureInfo.InvariantCulture, $",FRAME-RATE={rate:0.000}");
        return text.ToString();
    }

    internal static VariantStream Parse(AttributeList attributes, PlaylistLines lines)
    {
        var size = attributes.Find("RESOLUTION")?.Split('x');
        if (size is not (null or [_, _]))
            throw lines.Wrong("the attribute RESOLUTION is no size");
        return new("", attributes.Number("BANDWIDTH"))
        {
            AverageBandwidth = attributes.Find("AVERAGE-BANDWIDTH") is null ? null : attributes.Number("AVERAGE-BANDWIDTH"),
            Codecs = attributes.FindQuoted("CODECS"),
            Width = size is null ? null : (int)lines.Number(size[0], 1, int.MaxValue),
            Height = size is null ? null : (int)lines.Number(size[1], 1, int.MaxValue),
            FrameRate = attributes.Find("FRAME-RATE") is { } rate ? lines.Decimal(rate) : null,
        };
    }
}
