using System.Collections.Concurrent;

namespace VodConsole.Core.Media;

/// <summary>
/// Remembers for two seconds how many videos match a search: turning pages and live refreshes then count once. Thread-safe.
/// </summary>
public sealed class VideoTotals(TimeProvider clock)
{
    private const int Limit = 256;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<object, (int Total, long At)> known = new();

    /// <summary>The number remembered for <paramref name="search"/>, or what <paramref name="count"/> says.</summary>
    public Task<int> GetAsync(VideoSearch search, Func<Task<int>> count) =>
        GetAsync((object)(search with { Sort = default, IsDescending = false }), count);

    /// <summary>As above, for filters of other kinds, which are equal when they mean the same.</summary>
    public async Task<int> GetAsync(object filter, Func<Task<int>> count)
    {
        if (known.TryGetValue(filter, out var found) && clock.GetElapsedTime(found.At) < Fresh) return found.Total;
        var at = clock.GetTimestamp();
        var total = await count();
        if (known.Count >= Limit) known.Clear();
        known[filter] = (total, at);
        return total;
    }

    /// <summary>Forgets everything, after a change that this process made.</summary>
    public void Forget() => known.Clear();
}
