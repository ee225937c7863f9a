using System.Text.RegularExpressions;
using VodConsole.Protocol.Formats.Hls;

namespace VodConsole.Core.Playback;

/// <summary>
/// A rendition's media playlist as the worker stored it: relative segment names, and <c>key</c> in place of the key's address.
/// Parsed once, because a published playlist never changes; what differs per viewer is filled in by <see cref="Render"/>.
/// </summary>
internal sealed partial class StoredPlaylist
{
    private const string KeyPlaceholder = "key";
    private readonly MediaPlaylist playlist;

    private StoredPlaylist(MediaPlaylist playlist, int size) => (this.playlist, Size) = (playlist, size);

    /// <summary>Its length in characters, which is about what it costs to keep.</summary>
    public int Size { get; }

    /// <exception cref="FormatException">Not a playlist that this program stored.</exception>
    public static StoredPlaylist Parse(string text)
    {
        var playlist = MediaPlaylist.Parse(text);
        if (!playlist.IsClosed) throw new FormatException("The stored playlist has no end.");
        foreach (var segment in playlist.Segments)
        {
            if (!IsSegmentName(segment.Uri)) throw new FormatException("The stored playlist names something that is no segment.");
            if (segment.Key is not { Uri: KeyPlaceholder, Iv: not null })
                throw new FormatException("A segment of the stored playlist is not encrypted as ours are.");
        }

        return new StoredPlaylist(playlist, text.Length);
    }

    /// <summary>The playlist for one viewer.</summary>
    /// <param name="keyAddress">What goes into the key lines.</param>
    /// <param name="query">The query string that opens a segment, by its name.</param>
    public string Render(string keyAddress, Func<string, string> query)
    {
        var segments = playlist.Segments.Select(segment => segment with
        {
            Uri = $"{segment.Uri}?{query(segment.Uri)}",
            Key = segment.Key! with { Uri = keyAddress },
        });
        return (playlist with { Segments = [.. segments] }).Write();
    }

    /// <summary>Whether a text is the name of a segment, and nothing else: digits and <c>.ts</c>.</summary>
    public static bool IsSegmentName(string name) => SegmentName().IsMatch(name);

    [GeneratedRegex("^[0-9]{6,9}\\.ts\\z")]
    private static partial Regex SegmentName();
}
