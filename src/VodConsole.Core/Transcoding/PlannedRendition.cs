using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// One rendition that a transcoding will make, before any of it exists. In contrast to
/// <see cref="TranscodeRendition"/> it is the plan, not the progress.
/// </summary>
/// <param name="Definition">Its label; unique within a plan.</param>
public sealed record PlannedRendition(Definition Definition)
{
    /// <summary>Its folder under the publication's prefix: the label in lower case.</summary>
    public string Name => Definition.ToString().ToLowerInvariant();

    /// <summary>Width in pixels, even unless <see cref="Copies"/>; null for audio alone.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels, even unless <see cref="Copies"/>; null for audio alone.</summary>
    public int? Height { get; init; }

    /// <summary>Frames per second; null for audio alone.</summary>
    public double? FrameRate { get; init; }

    /// <summary>Highest video bit rate in kbit/s over the rate buffer; null for audio alone and for a copy.</summary>
    public int? VideoKbps { get; init; }

    /// <summary>Audio bit rate in kbit/s; null for a silent source and for a copy.</summary>
    public int? AudioKbps { get; init; }

    /// <summary>Whether the source's own streams are taken over without re-encoding.</summary>
    public bool Copies { get; init; }
}
