using System.Globalization;

namespace VodConsole.Protocol.Formats.Hls;

/// <summary>
/// The lines of a playlist that mean something (RFC 8216 §4.1): blank lines and comments are skipped, and a FormatException
/// names the line. The text must begin with <c>#EXTM3U</c>.
/// </summary>
internal sealed class PlaylistLines
{
    private readonly string[] lines;
    private int number = 1;

    public PlaylistLines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        lines = text.Split('\n');
        Current = lines[0].TrimEnd('\r');
        if (Current != "#EXTM3U")
            throw Wrong("#EXTM3U is missing");
    }

    public string Current { get; private set; }

    public bool IsTag => Current.StartsWith("#EXT", StringComparison.Ordinal);

    public bool Next()
    {
        while (number < lines.Length)
        {
            Current = lines[number++].TrimEnd('\r');
            if (Current.Any(char.IsControl))
                throw Wrong("a control character stands in the line");
            if (Current.Length > 0 && (Current[0] != '#' || IsTag))
                return Current.Trim().Length == Current.Length ? true : throw Wrong("white space surrounds the line");
        }
        return false;
    }

    /// <summary>The current tag's name without the number sign, and what follows the colon.</summary>
    public (string Name, string Value) Tag()
    {
        var colon = Current.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (Current[1..], "") : (Current[1..colon], Current[(colon + 1)..]);
    }

    /// <summary>A decimal integer without sign.</summary>
    public long Number(string value, long least, long most) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed >= least && parsed <= most
            ? parsed
            : throw Wrong($"a number from {least} to {most} is expected");

    /// <summary>A decimal number without sign. The platform would also read NaN and infinity, whatever the style.</summary>
    public double Decimal(ReadOnlySpan<char> value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parsed) && parsed <= int.MaxValue
            ? parsed
            : throw Wrong("a decimal number is expected");

    public FormatException Wrong(string what) => new($"Line {number}: {what}.");
}
