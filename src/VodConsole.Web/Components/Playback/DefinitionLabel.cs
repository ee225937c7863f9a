using System.Globalization;
using VodConsole.Protocol;

namespace VodConsole.Web.Components.Playback;

/// <summary>What people call a rendition: its label in words, and its height.</summary>
public static class DefinitionLabel
{
    /// <summary>The label of a rendition by the name in its address; a name of another origin stands for itself.</summary>
    public static string Of(string name, int? height) =>
        Enum.TryParse<Definition>(name, ignoreCase: true, out var definition) && Enum.IsDefined(definition)
            ? Of(definition, height)
            : name;

    /// <summary>The label of a rendition.</summary>
    /// <param name="definition">Its definition.</param>
    /// <param name="height">Pixels; null or 0 for audio alone.</param>
    public static string Of(Definition definition, int? height)
    {
        var word = definition switch
        {
            Definition.FD => PlayerText.DefinitionFD,
            Definition.LD => PlayerText.DefinitionLD,
            Definition.SD => PlayerText.DefinitionSD,
            Definition.HD => PlayerText.DefinitionHD,
            Definition.OD => PlayerText.DefinitionOD,
            Definition.SQ => PlayerText.DefinitionSQ,
            Definition.HQ => PlayerText.DefinitionHQ,
            _ => throw new ArgumentOutOfRangeException(nameof(definition), definition, "No word for this definition."),
        };
        return height is > 0 ? string.Format(CultureInfo.CurrentCulture, PlayerText.DefinitionWithHeight, word, height) : word;
    }
}
