namespace VodConsole.Core.Transcoding;

/// <summary>
/// The signal between the use cases and the workers of one process, and the workers' side of <see cref="ITranscodeQueue"/>.
/// Thread-safe; any number of listeners hear each wake.
/// </summary>
public sealed class TranscodeSignal : ITranscodeQueue
{
    private TaskCompletionSource next = NewSource();

    /// <summary>
    /// Ends at the next <see cref="Wake"/>. Take it before looking at the rows, so that no signal falls in between.
    /// </summary>
    public Task Next => Volatile.Read(ref next).Task;

    /// <inheritdoc/>
    public void Wake() => Interlocked.Exchange(ref next, NewSource()).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
