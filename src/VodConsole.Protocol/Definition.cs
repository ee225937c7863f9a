namespace VodConsole.Protocol;

/// <summary>
/// Playback label of a rendition, as <c>GetPlayInfo</c> answers it (<c>vod-contract.md</c> §5).
/// Transcoding templates use another set of labels for the same ladder: LD, SD, HD, FHD become FD, LD, SD, HD here.
/// </summary>
public enum Definition
{
    /// <summary>流畅, about 640×360.</summary>
    FD,
    /// <summary>标清, about 960×540.</summary>
    LD,
    /// <summary>高清, about 1280×720.</summary>
    SD,
    /// <summary>超清, about 1920×1080.</summary>
    HD,
    /// <summary>原画: the source's own streams, repackaged without re-encoding.</summary>
    OD,
    /// <summary>普通音质: audio only.</summary>
    SQ,
    /// <summary>高音质: audio only.</summary>
    HQ,
}
