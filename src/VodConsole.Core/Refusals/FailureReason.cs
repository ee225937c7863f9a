using System.Globalization;
using System.Text.Json;
using VodConsole.Protocol;

namespace VodConsole.Core.Refusals;

/// <summary>
/// Why something failed, as it is kept on a row: a code and the arguments of its text, so that each reader
/// sees it in their own language. In contrast to <see cref="VodException"/> it outlives the request.
/// </summary>
public sealed class FailureReason
{
    private FailureReason() => ArgumentsJson = "[]";

    /// <summary>The stable code.</summary>
    public ErrorCode Code { get; private init; }

    /// <summary>The arguments of the text as a JSON array of strings; at most 2,000 characters.</summary>
    public string ArgumentsJson { get; private init; }

    /// <summary>Makes a reason; arguments are written culture-free and cut at 400 characters each.</summary>
    public static FailureReason Of(ErrorCode code, params object[] arguments) => new()
    {
        Code = code,
        ArgumentsJson = JsonSerializer.Serialize(arguments.Take(4).Select(Write)),
    };

    /// <summary>The same reason for another row; two rows cannot share one instance.</summary>
    public FailureReason Copy() => new() { Code = Code, ArgumentsJson = ArgumentsJson };

    /// <summary>The reason in words, in <paramref name="culture"/>.</summary>
    public string In(CultureInfo culture) =>
        RefusalText.For(Code, JsonSerializer.Deserialize<string[]>(ArgumentsJson) ?? [], culture);

    private static string Write(object argument)
    {
        var text = Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "";
        return text.Length <= 400 ? text : text[..399] + "…";
    }
}
