using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VodConsole.Core.Transcoding;

namespace VodConsole.Worker.Transcoding;

/// <summary>
/// Keeps one lease alive while its attempt runs: writes the latest progress at most twice a second, renews when there is
/// none, and says so when the lease is lost (cancelled by a person, or taken over) within about half a second.
/// </summary>
internal sealed class LeaseHold : IProgress<PackagingProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private readonly TranscodeLease lease;
    private readonly TranscodeLeases leases;
    private readonly TranscodeSignal signal;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource done = new();
    private readonly Task loop;
    private PackagingProgress? latest;

    public LeaseHold(TranscodeLease lease, TranscodeLeases leases, TranscodeSignal signal, TimeProvider clock, ILogger log)
    {
        (this.lease, this.leases, this.signal, this.clock, this.log) = (lease, leases, signal, clock, log);
        loop = Task.Run(LoopAsync);
    }

    /// <summary>Fires when the lease is lost.</summary>
    public CancellationToken Lost => lost.Token;

    /// <inheritdoc/>
    public void Report(PackagingProgress value) => Volatile.Write(ref latest, value);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await done.CancelAsync();
        await loop;
        done.Dispose();
        lost.Dispose();
    }

    private async Task LoopAsync()
    {
        PackagingProgress? written = null;
        var renewedAt = clock.GetTimestamp();
        while (!done.IsCancellationRequested)
        {
            var wake = signal.Next;
            var progress = Volatile.Read(ref latest);
            try
            {
                var writes = !ReferenceEquals(progress, written);
                var renews = !writes && clock.GetElapsedTime(renewedAt) >= TranscodeLease.RenewalPeriod;
                var held = writes ? await leases.ReportAsync(lease, Translate(progress!), done.Token)
                    : renews ? await leases.RenewAsync(lease, done.Token)
                    : await leases.HoldsAsync(lease, done.Token);
                if (!held)
                {
                    await lost.CancelAsync();
                    return;
                }

                written = progress;
                if (writes || renews) renewedAt = clock.GetTimestamp();
            }
            catch (OperationCanceledException) when (done.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException or TimeoutException or InvalidOperationException)
            {
                // The database may be back before the lease ends; the work goes on meanwhile, and the fence guards its result.
                log.LogWarning(failure, "The lease on task {Task} could not be renewed; trying again", lease.TaskId);
            }

            await Task.WhenAny(wake, Task.Delay(Beat, clock, done.Token));
        }
    }

    private static TaskProgress Translate(PackagingProgress progress) => new(
        progress.Progress, progress.Speed,
        [.. progress.Renditions.Select(rendition => new RenditionState(
            rendition.Definition, rendition.Progress, rendition.StoredBytes, rendition.Segments))]);
}
