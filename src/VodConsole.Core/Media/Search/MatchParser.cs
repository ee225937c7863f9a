using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Media.Search;

/// <summary>
/// Reads the search protocol of the real service: <c>field = value</c>, <c>field in (value, …)</c>, ranges <c>field = [low, high)</c> with either
/// bracket at either end, <c>and</c>, <c>or</c> and parentheses. <c>and</c> binds closer than <c>or</c>. A value is a word, or a text between single or double
/// quotes in which <c>\</c> takes the next character as it is. Which fields there are, and what their values are, is not the parser's affair.
/// </summary>
public sealed class MatchParser
{
    /// <summary>Characters of an expression.</summary>
    public const int LengthLimit = 16 * 1024;

    /// <summary>Conditions of an expression.</summary>
    public const int ConditionLimit = 64;

    /// <summary>Values of one condition.</summary>
    public const int ValueLimit = 100;

    /// <summary>Values of an expression, whichever conditions they are of: each is a parameter, of which SQL Server takes 2,100.</summary>
    public const int TotalLimit = 500;

    private const int DepthLimit = 16;

    private readonly string text;
    private MatchToken token;
    private int conditions;
    private int total;
    private int depth;

    private MatchParser(string text)
    {
        this.text = text;
        token = MatchToken.Read(text, 0);
    }

    /// <summary>Reads an expression.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.MatchInvalid"/>, with what could not be read.</exception>
    public static MatchCondition Parse(string text)
    {
        if (text.Length > LengthLimit) throw new VodException(ErrorCode.MatchInvalid, "…");
        var parser = new MatchParser(text);
        var condition = parser.Either();
        return parser.token.Kind == MatchTokenKind.End ? condition : throw parser.Unexpected();
    }

    private MatchCondition Either()
    {
        if (++depth > DepthLimit) throw Unexpected();
        var parts = new List<MatchCondition> { Both() };
        while (TakeWord("or")) parts.Add(Both());
        depth--;
        return parts is [var only] ? only : new MatchAny(parts);
    }

    private MatchCondition Both()
    {
        var parts = new List<MatchCondition> { One() };
        while (TakeWord("and")) parts.Add(One());
        return parts is [var only] ? only : new MatchAll(parts);
    }

    private MatchCondition One()
    {
        if (Take("("))
        {
            var inner = Either();
            Require(")");
            return inner;
        }

        if (++conditions > ConditionLimit || token.Kind != MatchTokenKind.Word) throw Unexpected();
        var field = Next().Value;
        if (TakeWord("in"))
        {
            Require("(");
            return new MatchValues(field, List());
        }

        Require("=");
        if (token.Kind == MatchTokenKind.Sign && token.Value is "(" or "[") return Range(field);
        return new MatchValues(field, [Value()]);
    }

    private MatchRange Range(string field)
    {
        var includesLow = Next().Value == "[";
        var low = Value();
        Require(",");
        var high = Value();
        if (Take("]")) return new MatchRange(field, low, high, includesLow, IncludesHigh: true);
        Require(")");
        return new MatchRange(field, low, high, includesLow, IncludesHigh: false);
    }

    private List<string> List()
    {
        var values = new List<string> { Value() };
        while (Take(",")) values.Add(Value());
        Require(")");
        return values.Count <= ValueLimit ? values : throw Unexpected();
    }

    private string Value() =>
        token.Kind is MatchTokenKind.Word or MatchTokenKind.Quoted && ++total <= TotalLimit ? Next().Value : throw Unexpected();

    private bool Take(string sign)
    {
        if (token.Kind != MatchTokenKind.Sign || token.Value != sign) return false;
        Next();
        return true;
    }

    private bool TakeWord(string word)
    {
        if (token.Kind != MatchTokenKind.Word || !token.Value.Equals(word, StringComparison.OrdinalIgnoreCase)) return false;
        Next();
        return true;
    }

    private void Require(string sign)
    {
        if (!Take(sign)) throw Unexpected();
    }

    private MatchToken Next()
    {
        var taken = token;
        token = MatchToken.Read(text, taken.End);
        return taken;
    }

    // The rest from there on, as far as a message can bear it.
    private VodException Unexpected() => new(
        ErrorCode.MatchInvalid, token.Kind == MatchTokenKind.End ? "(end)" : text[token.Start..Math.Min(text.Length, token.Start + 32)]);
}
