using System.Globalization;

namespace VodConsole.Protocol.Formats.Hls;

/// <summary>The attributes of a tag (RFC 8216 §4.2): <c>NAME=value,NAME="value"</c>, each name once.</summary>
internal sealed class AttributeList
{
    private readonly Dictionary<string, string> values = [];
    private readonly PlaylistLines lines;

    private AttributeList(PlaylistLines lines) => this.lines = lines;

    public int Count => values.Count;

    public static AttributeList Parse(string text, PlaylistLines lines)
    {
        var list = new AttributeList(lines);
        var rest = text.AsSpan();
        do
        {
            var equals = rest.IndexOf('=');
            var name = equals > 0 ? rest[..equals].ToString() : "";
            if (name.Length == 0 || name.Any(letter => !char.IsAsciiLetterUpper(letter) && !char.IsAsciiDigit(letter) && letter != '-'))
                throw lines.Wrong("an attribute has no name");
            rest = rest[(equals + 1)..];
            var length = ValueLength(rest, lines);
            if (!list.values.TryAdd(name, rest[..length].ToString()))
                throw lines.Wrong($"the attribute {name} stands twice");
            rest = rest[length..];
            if (rest.IsEmpty)
                return list;
            if (rest[0] != ',')
                throw lines.Wrong($"a comma is missing after the attribute {name}");
            rest = rest[1..];
        }
        while (true);
    }

    private static int ValueLength(ReadOnlySpan<char> rest, PlaylistLines lines)
    {
        if (rest.StartsWith("\""))
        {
            var close = rest[1..].IndexOf('"');
            return close < 0 ? throw lines.Wrong("a quotation mark is not closed") : close + 2;
        }
        var comma = rest.IndexOf(',');
        var length = comma < 0 ? rest.Length : comma;
        if (length == 0 || rest[..length].Contains('"'))
            throw lines.Wrong("an attribute has no value");
        return length;
    }

    public string Enumerated(string name) =>
        Find(name) is { } value && value[0] != '"' ? value : throw lines.Wrong($"the attribute {name} is missing or quoted");

    public string Quoted(string name) => FindQuoted(name) ?? throw lines.Wrong($"the attribute {name} is missing");

    public string? FindQuoted(string name) =>
        Find(name) is not { } value ? null
        : value[0] == '"' ? value[1..^1]
        : throw lines.Wrong($"the attribute {name} is not quoted");

    public UInt128? FindHexadecimal(string name) =>
        Find(name) is not { } value ? null
        : value.Length is > 2 and <= 34 && value[0] == '0' && value[1] is 'x' or 'X'
            && UInt128.TryParse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : throw lines.Wrong($"the attribute {name} is no hexadecimal number of at most 128 bits");

    public long Number(string name) => lines.Number(Enumerated(name), 0, long.MaxValue);

    public string? Find(string name) => values.GetValueOrDefault(name);

    public void AllowOnly(params ReadOnlySpan<string> names)
    {
        foreach (var name in values.Keys)
            if (!names.Contains(name))
                throw lines.Wrong($"the attribute {name} is not expected here");
    }
}
