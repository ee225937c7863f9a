namespace VodConsole.Protocol.Formats.Hls;

/// <summary>Reads one <see cref="MediaPlaylist"/>, line by line; used once.</summary>
internal sealed class MediaPlaylistParser(string text)
{
    private readonly PlaylistLines lines = new(text);
    private readonly List<MediaSegment> segments = [];
    private readonly HashSet<string> seen = [];
    private int version = 1;
    private int? targetDuration;
    private long mediaSequence;
    private bool isVod, independent, closed;
    private double? duration;
    private SegmentKey? key;

    public MediaPlaylist Parse()
    {
        while (lines.Next())
        {
            if (closed)
                throw lines.Wrong("something follows EXT-X-ENDLIST");
            if (lines.IsTag)
                ReadTag();
            else
                ReadUri();
        }
        if (duration is not null)
            throw lines.Wrong("an EXTINF has no segment");
        return new()
        {
            Version = version,
            TargetDuration = targetDuration ?? throw lines.Wrong("EXT-X-TARGETDURATION is missing"),
            MediaSequence = mediaSequence,
            IsVod = isVod,
            HasIndependentSegments = independent,
            IsClosed = closed,
            Segments = segments,
        };
    }

    private void ReadTag()
    {
        var (name, value) = lines.Tag();
        switch (name)
        {
            case "EXTINF":
                ReadDuration(value);
                break;
            case "EXT-X-KEY":
                ReadKey(value);
                break;
            case "EXT-X-VERSION":
                Once(name);
                version = (int)lines.Number(value, 1, 12);
                break;
            case "EXT-X-TARGETDURATION":
                Once(name);
                targetDuration = (int)lines.Number(value, 0, int.MaxValue);
                break;
            case "EXT-X-MEDIA-SEQUENCE":
                Once(name);
                mediaSequence = lines.Number(value, 0, long.MaxValue);
                break;
            case "EXT-X-PLAYLIST-TYPE" when value is "VOD" or "EVENT":
                Once(name);
                isVod = value == "VOD";
                break;
            case "EXT-X-INDEPENDENT-SEGMENTS" when value.Length == 0:
                Once(name);
                independent = true;
                break;
            case "EXT-X-ENDLIST" when value.Length == 0:
                closed = true;
                break;
            default:
                throw lines.Wrong($"the tag {name} is not expected here");
        }
    }

    /// <summary>These describe the whole playlist, so they stand once and before the first segment.</summary>
    private void Once(string name)
    {
        if (!seen.Add(name))
            throw lines.Wrong($"{name} stands twice");
        if (segments.Count > 0)
            throw lines.Wrong($"{name} stands after a segment");
    }

    private void ReadDuration(string value)
    {
        if (duration is not null)
            throw lines.Wrong("an EXTINF has no segment");
        var comma = value.IndexOf(',', StringComparison.Ordinal);
        duration = lines.Decimal(comma < 0 ? value : value[..comma]);
    }

    private void ReadKey(string value)
    {
        var attributes = AttributeList.Parse(value, lines);
        var method = attributes.Enumerated("METHOD");
        if (method == "NONE" && attributes.Count == 1)
        {
            key = null;
            return;
        }
        if (method != "AES-128")
            throw lines.Wrong($"the key method {method} is not supported");
        key = new(attributes.Quoted("URI"), attributes.FindHexadecimal("IV"));
        attributes.AllowOnly("METHOD", "URI", "IV");
    }

    private void ReadUri()
    {
        if (duration is not { } seconds)
            throw lines.Wrong("a segment has no EXTINF");
        if (targetDuration is { } target && MediaPlaylist.Rounded(seconds) > target)
            throw lines.Wrong("a segment is longer than the target duration");
        segments.Add(new(lines.Current, seconds, key));
        duration = null;
    }
}
