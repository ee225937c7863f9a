namespace VodConsole.Core.Transcoding;

/// <summary>
/// Wakes the workers of this process. It carries no work: the <see cref="TranscodeTask"/> row is the queue, and a process
/// that misses the signal finds the row within a second.
/// </summary>
public interface ITranscodeQueue
{
    /// <summary>Says that a task was queued or cancelled; call it after the row is saved. Never blocks, never throws.</summary>
    void Wake();
}
