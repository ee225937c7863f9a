using System.Text;
using System.Text.RegularExpressions;

namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>
/// The last lines that a tool wrote, without addresses, paths and anything that looks like a token, so that people may see
/// them. Thread-safe.
/// </summary>
/// <param name="secrets">Texts that are replaced wherever they stand, such as the source's path.</param>
internal sealed partial class LogTail(params string[] secrets)
{
    private const int MostLines = 60, MostCharacters = 4000;

    private readonly Queue<string> lines = new();

    public void Add(string line)
    {
        lock (lines)
        {
            lines.Enqueue(Scrub(line));
            if (lines.Count > MostLines)
                lines.Dequeue();
        }
    }

    /// <summary>The lines, the newest last; at most 4,000 characters; null when there are none.</summary>
    public string? Read()
    {
        lock (lines)
        {
            var text = string.Join('\n', lines);
            return text.Length == 0 ? null : text.Length <= MostCharacters ? text : "…" + text[^(MostCharacters - 1)..];
        }
    }

    public bool Contains(string text)
    {
        lock (lines)
            return lines.Any(line => line.Contains(text, StringComparison.Ordinal));
    }

    private string Scrub(string line)
    {
        var text = new StringBuilder(line, 0, Math.Min(line.Length, 1000), 1000);
        foreach (var secret in secrets)
            text.Replace(secret, "<source>");
        return TokenPattern().Replace(AddressPattern().Replace(text.ToString(), "<address>"), "<…>");
    }

    [GeneratedRegex(@"\b(?:https?|tcp|file):\S+|127\.0\.0\.1\S*")]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"(?<![\w/+-])[A-Za-z0-9_+/-]{32,}={0,2}")]
    private static partial Regex TokenPattern();
}
