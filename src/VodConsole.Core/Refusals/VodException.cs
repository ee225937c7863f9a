using System.Globalization;
using VodConsole.Protocol;

namespace VodConsole.Core.Refusals;

/// <summary>
/// A refusal: the service understood the request and says no, with a stable code.
/// Mapped to people and programs in exactly three places (RPC, Blazor, jobs). Anything unexpected is not a
/// <see cref="VodException"/> and bubbles.
/// </summary>
/// <param name="code">Why.</param>
/// <param name="arguments">What the text of that code names, in order (see <see cref="ErrorCode"/>). Never a secret.</param>
public sealed class VodException(ErrorCode code, params object[] arguments)
    : Exception(RefusalText.For(code, arguments, CultureInfo.InvariantCulture))
{
    /// <summary>Why the service refused.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>What the text names; see <see cref="RefusalText.For"/>.</summary>
    public IReadOnlyList<object> Arguments { get; } = arguments;

    /// <summary>The refusal as it is stored on a row and shown later in the reader's language.</summary>
    public FailureReason ToReason() => FailureReason.Of(Code, [.. Arguments]);
}
