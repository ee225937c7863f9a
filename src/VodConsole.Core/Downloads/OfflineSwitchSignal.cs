namespace VodConsole.Core.Downloads;

/// <summary>
/// Wakes this process's worker of bulk runs. It carries no work: the <see cref="OfflineSwitchRun"/> row is the queue, and a
/// process that misses the signal finds the row within a second. Thread-safe.
/// </summary>
public sealed class OfflineSwitchSignal
{
    private TaskCompletionSource next = NewSource();

    /// <summary>Ends at the next <see cref="Wake"/>. Take it before looking at the rows, so that no signal falls in between.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    /// <summary>Says that a run began; call it after the row is saved. Never blocks, never throws.</summary>
    public void Wake() => Interlocked.Exchange(ref next, NewSource()).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
