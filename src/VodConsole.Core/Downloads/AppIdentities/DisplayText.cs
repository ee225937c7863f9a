using System.Text;
using VodConsole.Core.Media;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>Makes names from someone else's file fit to be shown: visible characters only, and not many.</summary>
internal static class DisplayText
{
    private const int Limit = 160;

    /// <summary>The text as it may be shown; null for null or for nothing visible.</summary>
    public static string? Shorten(string? text)
    {
        if (text is null) return null;
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (VisibleText.IsInvisible(rune)) continue;
            if (shown.Length + rune.Utf16SequenceLength >= Limit) return shown.Append('…').ToString();
            shown.Append(rune.ToString());
        }

        return string.IsNullOrWhiteSpace(shown.ToString()) ? null : shown.ToString().Trim();
    }
}
