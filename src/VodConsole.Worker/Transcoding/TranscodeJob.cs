using Hangfire;

namespace VodConsole.Worker.Transcoding;

/// <summary>Hangfire's way into a task: an alarm clock and nothing more. The row decides whether there is anything to do.</summary>
public sealed class TranscodeJob(TaskRunner runner, TranscodeSlots slots)
{
    /// <summary>The queue that only transcoding servers listen to.</summary>
    public const string Queue = "transcode";

    /// <summary>Runs the task, if it is still there to be run.</summary>
    /// <remarks>
    /// Never repeated by Hangfire: which failures are worth another attempt is on the row. A stop is rethrown, because a
    /// method that returns counts as done.
    /// </remarks>
    [Queue(Queue)]
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task RunAsync(Guid taskId, CancellationToken cancellation)
    {
        using var seat = slots.Enter(taskId);
        await runner.RunAsync(taskId, cancellation);
    }
}
