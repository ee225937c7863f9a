using VodConsole.Protocol;

namespace VodConsole.Sdk.Playback;

/// <summary>What an inspection found.</summary>
/// <param name="Address">The playlist, without its query string: safe to show and to store.</param>
/// <param name="Renditions">Its renditions, in the order of the playlist.</param>
public sealed record StreamReport(string Address, IReadOnlyList<RenditionReport> Renditions)
{
    /// <summary>Whether every segment of every rendition is encrypted.</summary>
    public bool Encrypted => Renditions.All(rendition => rendition.Encrypted);
}

/// <summary>One rendition of a stream.</summary>
public sealed record RenditionReport
{
    /// <summary>The service's label for it; null for a stream of another origin.</summary>
    public Definition? Definition { get; init; }

    /// <summary>Width in pixels; null for audio alone, or when the playlist does not say.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels; null for audio alone, or when the playlist does not say.</summary>
    public int? Height { get; init; }

    /// <summary>Highest bit rate in bit/s, as announced; null when the playlist does not say.</summary>
    public long? Bandwidth { get; init; }

    /// <summary>Codecs as announced (RFC 6381); null when the playlist does not say.</summary>
    public string? Codecs { get; init; }

    /// <summary>Segments.</summary>
    public required int Segments { get; init; }

    /// <summary>Length in seconds, by the playlist.</summary>
    public required double Duration { get; init; }

    /// <summary>Whether every segment has a key.</summary>
    public required bool Encrypted { get; init; }

    /// <summary>Segments that were fetched, decrypted and found to be MPEG-TS.</summary>
    public required int CheckedSegments { get; init; }

    /// <summary>Clear bytes in them.</summary>
    public required long CheckedBytes { get; init; }
}
