using Microsoft.Extensions.Options;

namespace VodConsole.Worker.Transcoding;

/// <summary>
/// Which tasks take up this process's slots: handed to Hangfire and not yet begun, or running. Thread-safe.
/// </summary>
public sealed class TranscodeSlots(IOptions<WorkerOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, long> waiting = [];
    private readonly HashSet<Guid> running = [];

    /// <summary>Slots that nothing waits for or runs in.</summary>
    public int Free
    {
        get
        {
            lock (gate) return Math.Max(0, options.Value.Slots - waiting.Count - running.Count);
        }
    }

    /// <summary>Notes that a task is handed to Hangfire.</summary>
    /// <returns>False when it already was, or runs here.</returns>
    public bool TryReserve(Guid taskId)
    {
        lock (gate) return !running.Contains(taskId) && waiting.TryAdd(taskId, clock.GetTimestamp());
    }

    /// <summary>
    /// Forgets what waits in vain: tasks no longer among <paramref name="due"/> (another process has them, or they were
    /// cancelled), and those that Hangfire has not begun after a minute.
    /// </summary>
    public void Prune(IReadOnlyCollection<Guid> due)
    {
        lock (gate)
            foreach (var (taskId, since) in waiting.ToList())
                if (!due.Contains(taskId) || clock.GetElapsedTime(since) > Patience)
                    waiting.Remove(taskId);
    }

    /// <summary>Notes that a task runs here until the result is disposed.</summary>
    public IDisposable Enter(Guid taskId)
    {
        lock (gate)
        {
            waiting.Remove(taskId);
            running.Add(taskId);
        }

        return new Seat(this, taskId);
    }

    private sealed class Seat(TranscodeSlots slots, Guid taskId) : IDisposable
    {
        public void Dispose()
        {
            lock (slots.gate) slots.running.Remove(taskId);
        }
    }
}
