using System.Globalization;
using System.Text;

namespace VodConsole.Core.Audit;

/// <summary>Keeps a spreadsheet from running a cell that a stranger wrote (ASVS 1.2.10).</summary>
internal static class CsvCell
{
    // What spreadsheets take for the start of a formula; U+2212 is the minus sign that typography uses.
    private const string Starters = "=+-@\u2212";

    /// <summary>
    /// <paramref name="text"/>, with <c>'</c> before it when it begins like a formula: <c>= + - @</c>, also behind white space and
    /// invisible characters and in their full-width and other compatible forms, or with a tab or a line break.
    /// </summary>
    public static string Disarm(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text[0] is '\t' or '\r' or '\n') return "'" + text;
        foreach (var character in text)
        {
            if (IsBlank(character)) continue;
            return IsStarter(character) ? "'" + text : text;
        }

        return text;
    }

    private static bool IsBlank(char character) =>
        char.IsWhiteSpace(character) || char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static bool IsStarter(char character) =>
        !char.IsSurrogate(character) && Starters.Contains(character.ToString().Normalize(NormalizationForm.FormKC)[0], StringComparison.Ordinal);
}
