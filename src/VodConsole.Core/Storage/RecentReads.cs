using System.Collections.Concurrent;

namespace VodConsole.Core.Storage;

/// <summary>
/// Keeps what was read from the database for a while, counted from before the read, so that nothing kept is older than that. Holds 10,000 things
/// at most. Thread-safe. In contrast to <see cref="SharedTurns{TQuestion,TAnswer}"/> an answer can be older than its question; whoever keeps something
/// here says by what it learns that it changed, or why the while does no harm.
/// </summary>
internal sealed class RecentReads<TKey, TValue>(TimeSpan lifetime, TimeProvider clock)
    where TKey : notnull
    where TValue : class
{
    private const int Limit = 10_000;
    private readonly ConcurrentDictionary<TKey, Entry> entries = new();

    /// <summary>What was read not too long ago; null when nothing was.</summary>
    public TValue? Find(TKey key) =>
        entries.TryGetValue(key, out var entry) && clock.GetElapsedTime(entry.At) < lifetime ? entry.Value : null;

    /// <summary>Reads, and keeps what there is; what is not there any more is forgotten.</summary>
    public async Task<TValue?> ReadAsync(TKey key, Func<Task<TValue?>> read)
    {
        var at = clock.GetTimestamp();
        if (await read() is not { } value)
        {
            entries.TryRemove(key, out _);
            return null;
        }

        if (entries.Count >= Limit) entries.Clear();
        entries[key] = new Entry(value, at);
        return value;
    }

    private sealed record Entry(TValue Value, long At);
}
