using System.Globalization;
using System.Text;

namespace VodConsole.Core.Media;

/// <summary>Makes a client's file name fit to be shown. No path is ever made of it.</summary>
public static class FileNames
{
    /// <summary>Characters of a kept name.</summary>
    public const int Limit = 255;

    /// <summary>
    /// The last segment of <paramref name="name"/> without control and invisible characters, cut to <see cref="Limit"/> with its
    /// extension kept; empty when nothing is left. Half a surrogate pair becomes U+FFFD.
    /// </summary>
    public static string Clean(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
            if (!VisibleText.IsInvisible(rune))
                clean.Append(rune);
        return Cut(clean.ToString().Trim(), Limit);
    }

    /// <summary>The extension without its dot, in lower case; empty when there is none.</summary>
    public static string Extension(string name) => Path.GetExtension(name).TrimStart('.').ToLowerInvariant();

    /// <summary>A title made of a cleaned name: without the extension, at most <see cref="Video.TitleLimit"/> characters.</summary>
    public static string ToTitle(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(name).Trim();
        return Cut(stem.Length > 0 ? stem : name, Video.TitleLimit);
    }

    private static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var extension = Path.GetExtension(text) is { Length: > 0 and <= 11 } kept ? kept : "";
        var room = limit - extension.Length;
        var starts = StringInfo.ParseCombiningCharacters(text);
        var end = starts.LastOrDefault(start => start <= room);
        return text[..end] + extension;
    }
}
