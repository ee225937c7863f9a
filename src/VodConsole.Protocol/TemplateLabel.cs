namespace VodConsole.Protocol;

/// <summary>
/// The labels of transcoding templates, which are not those of playback (<c>vod-contract.md</c> §5): LD, SD, HD and FHD of templates are
/// FD, LD, SD and HD of players; the others are the same.
/// </summary>
public static class TemplateLabel
{
    private static readonly Dictionary<Definition, string> Labels = new()
    {
        [Definition.FD] = "LD", [Definition.LD] = "SD", [Definition.SD] = "HD", [Definition.HD] = "FHD",
        [Definition.OD] = "OD", [Definition.SQ] = "SQ", [Definition.HQ] = "HQ",
    };

    /// <summary>Every label, lowest first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Labels.Values];

    /// <summary>The template label of a playback label.</summary>
    public static string Of(Definition definition) => Labels[definition];

    /// <summary>The playback label of a template label; null when there is no such template label.</summary>
    public static Definition? Read(string? label) =>
        Labels.Where(pair => pair.Value == label).Select(pair => (Definition?)pair.Key).SingleOrDefault();
}
