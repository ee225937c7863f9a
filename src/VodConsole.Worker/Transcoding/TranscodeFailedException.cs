using System.Globalization;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Worker.Transcoding;

/// <summary>
/// An attempt failed: ffmpeg ended badly, an object could not be stored, or the verification found something missing.
/// What it had stored lies under the request's prefix until the caller deletes it.
/// </summary>
/// <param name="reason">Why, for the task's row.</param>
/// <param name="logTail">The end of ffmpeg's log, scrubbed of addresses, tokens and paths; at most 4,000 characters.</param>
/// <param name="mayPassLater">
/// Whether the same source may well succeed at another attempt (a full disk, a killed process), in contrast to a source that
/// fails each time.
/// </param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class TranscodeFailedException(FailureReason reason, string? logTail, bool mayPassLater, Exception? inner = null)
    : Exception(reason.In(CultureInfo.InvariantCulture), inner)
{
    /// <summary>Why, for the task's row.</summary>
    public FailureReason Reason { get; } = reason;

    /// <summary>The stable code of <see cref="Reason"/>.</summary>
    public ErrorCode Code => Reason.Code;

    /// <summary>The end of ffmpeg's log, scrubbed; null when it said nothing.</summary>
    public string? LogTail { get; } = logTail;

    /// <summary>Whether another attempt may well succeed.</summary>
    public bool MayPassLater { get; } = mayPassLater;
}
