namespace VodConsole.Core.Transcoding;

/// <summary>The built-in template groups: what a video is made into.</summary>
public enum TemplateGroup
{
    /// <summary>
    /// The default ladder 640×360, 960×540, 1280×720, 1920×1080, never above the source, with the source's own height as
    /// the top rung where it lies between two.
    /// </summary>
    Ladder,
    /// <summary>原画: the source's own streams, repackaged without re-encoding.</summary>
    Original,
}
