using System.Globalization;
using System.Resources;
using VodConsole.Protocol;

namespace VodConsole.Core.Refusals;

/// <summary>
/// The sentences of every <see cref="ErrorCode"/>, in English and Chinese: what happened, to which thing, and what to do.
/// A test asserts that each code has both.
/// </summary>
public static class RefusalText
{
    private static readonly ResourceManager Sentences = new(typeof(RefusalText));

    /// <summary>The text of <paramref name="code"/> in <paramref name="culture"/>, its arguments filled in.</summary>
    public static string For(ErrorCode code, IReadOnlyList<object> arguments, CultureInfo culture)
    {
        var format = Sentences.GetString(code.ToString(), culture)
            ?? throw new MissingManifestResourceException($"No text for {code}.");
        return string.Format(culture, format, [.. arguments.Select(argument => Word(argument, culture))]);
    }

    // A status or a field is named in the reader's language, where it has a word.
    private static object Word(object argument, CultureInfo culture) =>
        argument is Enum ? Sentences.GetString($"{argument.GetType().Name}.{argument}", culture) ?? argument : argument;
}
