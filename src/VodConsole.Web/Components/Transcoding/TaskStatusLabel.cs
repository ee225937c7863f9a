using VodConsole.Core.Transcoding;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Components.Transcoding;

/// <summary>Tasks' states in the viewer's language.</summary>
public static class TaskStatusLabel
{
    /// <summary>The word of a status.</summary>
    public static string Of(TranscodeStatus status) => status switch
    {
        TranscodeStatus.Queued => TaskText.Queued,
        TranscodeStatus.Running => TaskText.Running,
        TranscodeStatus.Succeeded => TaskText.Succeeded,
        TranscodeStatus.Failed => TaskText.Failed,
        TranscodeStatus.Cancelled => TaskText.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>The sort of a status.</summary>
    public static StatusKind KindOf(TranscodeStatus status) => status switch
    {
        TranscodeStatus.Queued => StatusKind.Neutral,
        TranscodeStatus.Running => StatusKind.Busy,
        TranscodeStatus.Succeeded => StatusKind.Good,
        TranscodeStatus.Failed => StatusKind.Bad,
        TranscodeStatus.Cancelled => StatusKind.Neutral,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
