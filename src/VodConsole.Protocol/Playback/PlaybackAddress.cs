namespace VodConsole.Protocol.Playback;

/// <summary>
/// The addresses that a player follows, relative to the server's root: master playlist, one media playlist per rendition,
/// segments, key. Ids are written as 32 lower-case hex digits.
/// </summary>
public static class PlaybackAddress
{
    /// <summary>What every delivery address begins with.</summary>
    public const string Root = "/play";

    /// <summary>
    /// The query parameter that carries the playback token on playlists and on the key: the name that players of the real
    /// service already know (<c>vod-contract.md</c> §4).
    /// </summary>
    public const string Token = "MtsHlsUriToken";

    /// <summary>
    /// The query parameter of playlists that carries a token for a key service of the caller's own: where the key's address is there,
    /// it is appended to it as <see cref="Token"/>, and this server makes nothing else of it.
    /// </summary>
    public const string KeyServiceToken = "KeyServiceToken";

    /// <summary>Characters in the value of <see cref="KeyServiceToken"/>.</summary>
    public const int KeyServiceTokenLimit = 1000;

    /// <summary>The query parameter of a signed address: when it ends, in Unix seconds.</summary>
    public const string Expires = "expires";

    /// <summary>The query parameter of a signed address: which key signed it.</summary>
    public const string KeyId = "kid";

    /// <summary>The query parameter of a signed address: base64url of the MAC.</summary>
    public const string Signature = "signature";

    /// <summary>Path of the master playlist.</summary>
    public static string Master(Guid videoId, Guid publicationId) => $"{Root}/{videoId:N}/{publicationId:N}/master.m3u8";

    /// <summary>Path of a rendition's media playlist; its segments lie beside it.</summary>
    public static string Media(Guid videoId, Guid publicationId, string rendition) =>
        $"{Root}/{videoId:N}/{publicationId:N}/{rendition}/index.m3u8";

    /// <summary>Path of one segment.</summary>
    public static string Segment(Guid videoId, Guid publicationId, string rendition, string name) =>
        $"{Root}/{videoId:N}/{publicationId:N}/{rendition}/{name}";

    /// <summary>Path of a data key.</summary>
    public static string Key(Guid dataKeyId) => $"{Root}/keys/{dataKeyId:N}";

    /// <summary>Path of a video's cover.</summary>
    public static string Cover(Guid videoId) => $"{Root}/{videoId:N}/cover.jpg";

    /// <summary>Path of a video's source.</summary>
    public static string Source(Guid videoId) => $"{Root}/{videoId:N}/source";

    /// <summary>
    /// The definition that a media playlist's address names, or null when it is no such address. In contrast to its height,
    /// this is what the service calls the rendition.
    /// </summary>
    public static Definition? DefinitionOf(Uri mediaPlaylist)
    {
        ArgumentNullException.ThrowIfNull(mediaPlaylist);
        var segments = mediaPlaylist.AbsolutePath.Split('/');
        return segments.Length >= 2 && Enum.TryParse<Definition>(segments[^2], ignoreCase: true, out var definition)
            && Enum.IsDefined(definition) ? definition : null;
    }
}
