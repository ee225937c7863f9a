using System.Diagnostics;
using System.Net;

namespace VodConsole.Benchmarks.ApiAccess;

/// <summary>Runs requests against a server, as many as go or at a rate.</summary>
internal static class Load
{
    /// <summary>Connections at once.</summary>
    public const int Connections = 32;

    /// <summary>Sends every request of <paramref name="requests"/>, each connection its next as soon as it has its answer.</summary>
    /// <returns>Answers per second.</returns>
    public static async Task<double> PeakAsync(IPEndPoint server, IReadOnlyList<byte[]> requests)
    {
        var next = -1;
        var watch = Stopwatch.StartNew();
        await OnConnectionsAsync(server, async connection =>
        {
            int at;
            while ((at = Interlocked.Increment(ref next)) < requests.Count) await connection.ExchangeAsync(requests[at]);
        });
        return requests.Count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>
    /// Sends requests at a rate, whether or not the answers keep up: a request that has to wait for a free connection has waited.
    /// </summary>
    /// <returns>Seconds of each, from the moment that it was due.</returns>
    public static async Task<double[]> AtRateAsync(IPEndPoint server, double perSecond, TimeSpan duration, Func<byte[]> request)
    {
        var count = (int)(perSecond * duration.TotalSeconds);
        var seconds = new double[count];
        var next = -1;
        var watch = Stopwatch.StartNew();
        await OnConnectionsAsync(server, async connection =>
        {
            int at;
            while ((at = Interlocked.Increment(ref next)) < count)
            {
                var due = at / perSecond;
                // A timer is a millisecond late at best; what is due within one is sent at once and counts from when it was due.
                var early = due - watch.Elapsed.TotalSeconds;
                if (early > 0.001) await Task.Delay(TimeSpan.FromSeconds(early));
                await connection.ExchangeAsync(request());
                seconds[at] = Math.Max(0, watch.Elapsed.TotalSeconds - due);
            }
        });
        return seconds;
    }

    /// <summary>The value that <paramref name="share"/> of all values do not exceed.</summary>
    public static double Percentile(double[] values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }

    private static async Task OnConnectionsAsync(IPEndPoint server, Func<LoadConnection, Task> work) =>
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using var connection = await LoadConnection.OpenAsync(server);
            await work(connection);
        })));
}
