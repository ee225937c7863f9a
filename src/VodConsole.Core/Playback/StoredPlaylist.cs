using System.Text.RegularExpressions;

namespace VodConsole.Core.Playback;

/// <summary>
/// A rendition's media playlist as the worker stored it: relative segment names and <c>URI="key"</c> in place of the key's
/// address (RFC 8216 §4.3). Parsed once and immutable, because a published playlist never changes; what differs per viewer
/// is filled in by <see cref="Render"/>.
/// </summary>
internal sealed partial class StoredPlaylist
{
    private const string KeyPlaceholder = "URI=\"key\"";
    private readonly List<Line> lines;

    private StoredPlaylist(List<Line> lines) => this.lines = lines;

    private enum LineKind { Text, Key, Segment }

    private readonly record struct Line(LineKind Kind, string Text);

    /// <summary>Its length in characters, which is about what it costs to keep.</summary>
    public int Size { get; private init; }

    /// <exception cref="InvalidDataException">Not a playlist that this program stored.</exception>
    public static StoredPlaylist Parse(string text)
    {
        var lines = new List<Line>();
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            if (line.Length == 0) continue;
            lines.Add(new Line(KindOf(line), line));
        }

        if (lines is not [{ Text: "#EXTM3U" }, ..] || lines[^1].Text != "#EXT-X-ENDLIST")
            throw new InvalidDataException("The stored playlist has no beginning or no end.");
        return new StoredPlaylist(lines) { Size = text.Length };
    }

    /// <summary>The playlist for one viewer.</summary>
    /// <param name="keyAddress">What goes into the key lines.</param>
    /// <param name="query">The query string that opens a segment, by its name.</param>
    public string Render(string keyAddress, Func<string, string> query)
    {
        var text = new System.Text.StringBuilder(Size * 3);
        foreach (var line in lines)
        {
            switch (line.Kind)
            {
                case LineKind.Key:
                    text.Append(line.Text.Replace(KeyPlaceholder, $"URI=\"{keyAddress}\"", StringComparison.Ordinal));
                    break;
                case LineKind.Segment:
                    text.Append(line.Text).Append('?').Append(query(line.Text));
                    break;
                default:
                    text.Append(line.Text);
                    break;
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Whether a text is the name of a segment, and nothing else: digits and <c>.ts</c>.</summary>
    public static bool IsSegmentName(string name) => SegmentName().IsMatch(name);

    private static LineKind KindOf(string line)
    {
        if (line.StartsWith("#EXT-X-KEY:", StringComparison.Ordinal))
            return line.Contains(KeyPlaceholder, StringComparison.Ordinal)
                ? LineKind.Key
                : throw new InvalidDataException("A stored key line has no placeholder.");
        if (line[0] == '#') return LineKind.Text;
        return IsSegmentName(line) ? LineKind.Segment : throw new InvalidDataException("The stored playlist names no segment.");
    }

    [GeneratedRegex("^[0-9]{6,9}\\.ts\\z")]
    private static partial Regex SegmentName();
}
