using System.ComponentModel.DataAnnotations;

namespace VodConsole.Core.Playback;

/// <summary>How long what a player is given stays valid. Configuration section <c>Playback</c>.</summary>
public sealed class PlaybackOptions
{
    /// <summary>Seconds that a playback token opens playlists and the key; 100 to 3,000.</summary>
    [Range(100, 3000, ErrorMessage = "Playback:TokenLifetimeSeconds must be 100 to 3000.")]
    public int TokenLifetimeSeconds { get; set; } = 600;

    /// <summary>
    /// Seconds that a segment's address stays valid beyond the length of its video, 60 to 86,400: whoever plays through
    /// never meets an expired one, and a copied one dies soon after.
    /// </summary>
    [Range(60, 86400, ErrorMessage = "Playback:SegmentGraceSeconds must be 60 to 86400.")]
    public int SegmentGraceSeconds { get; set; } = 600;
}
