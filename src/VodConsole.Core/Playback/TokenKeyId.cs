using System.Globalization;

namespace VodConsole.Core.Playback;

/// <summary>How tokens and signed addresses name the version of the key behind them: <c>k1</c>, <c>k2</c> …</summary>
internal static class TokenKeyId
{
    public static string Of(uint version) => string.Create(CultureInfo.InvariantCulture, $"k{version}");

    public static bool TryParse(ReadOnlySpan<char> text, out uint version)
    {
        version = 0;
        return text is ['k', not '0', ..]
            && uint.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out version);
    }
}
