using System.Text;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Media.Search;

/// <summary>A piece of a search expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The word, the text between the quotes, or the sign.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where the next one is looked for.</param>
internal readonly record struct MatchToken(MatchTokenKind Kind, string Value, int Start, int End)
{
    private const string Signs = "=()[],";
    private const string Quotes = "'\"";

    /// <summary>The piece at or after a place.</summary>
    /// <exception cref="VodException">A quote that does not end.</exception>
    public static MatchToken Read(string text, int from)
    {
        var start = from;
        while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
        if (start == text.Length) return new MatchToken(MatchTokenKind.End, "", start, start);
        if (Quotes.Contains(text[start])) return Quoted(text, start);
        if (Signs.Contains(text[start])) return new MatchToken(MatchTokenKind.Sign, text[start..(start + 1)], start, start + 1);
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !Signs.Contains(text[end]) && !Quotes.Contains(text[end])) end++;
        return new MatchToken(MatchTokenKind.Word, text[start..end], start, end);
    }

    private static MatchToken Quoted(string text, int start)
    {
        var value = new StringBuilder();
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == text[start]) return new MatchToken(MatchTokenKind.Quoted, value.ToString(), start, at + 1);
            if (text[at] == '\\' && ++at == text.Length) break;
            value.Append(text[at]);
        }

        throw new VodException(ErrorCode.MatchInvalid, text[start..Math.Min(text.Length, start + 32)]);
    }
}

/// <summary>What a piece is.</summary>
internal enum MatchTokenKind
{
    /// <summary>A name, a number or a word of the language.</summary>
    Word,
    /// <summary>A text between quotes.</summary>
    Quoted,
    /// <summary>One of <c>= ( ) [ ] ,</c>.</summary>
    Sign,
    /// <summary>Nothing more.</summary>
    End,
}
