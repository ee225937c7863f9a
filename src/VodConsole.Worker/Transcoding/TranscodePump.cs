using Hangfire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VodConsole.Core.Transcoding;

namespace VodConsole.Worker.Transcoding;

/// <summary>
/// Looks for work, at once on this process's own signal and every second otherwise: takes back what dead workers held and
/// hands Hangfire as many queued tasks as there are free slots, oldest first. A restart needs nothing more than this:
/// the rows are the queue.
/// </summary>
internal sealed class TranscodePump(
    TranscodeLeases leases, TranscodeRecovery recovery, TranscodeCounts counts, TranscodeSlots slots, WorkerIdentity worker,
    IBackgroundJobClient jobs, TranscodeSignal signal, TranscodeMetrics metrics, TimeProvider clock, ILogger<TranscodePump> log)
    : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CountingPeriod = TimeSpan.FromSeconds(10);

    // More than any process has slots, so that what waits in Hangfire is among them.
    private const int Window = 256;

    private long? countedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wake = signal.Next;
            try
            {
                await PumpAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "Looking for transcoding tasks failed; trying again in a second");
            }

            await Task.WhenAny(wake, Task.Delay(Beat, clock, stoppingToken));
        }
    }

    private async Task PumpAsync(CancellationToken cancellation)
    {
        var reclaimed = await recovery.ReclaimAsync(worker.IsAlone ? worker.Id : null, cancellation);
        if (reclaimed > 0) log.LogWarning("{Count} tasks were taken back from workers that died", reclaimed);

        var due = await leases.FindDueAsync(Window, cancellation);
        slots.Prune([.. due]);
        foreach (var taskId in due)
        {
            if (slots.Free == 0) break;
            if (slots.TryReserve(taskId))
                jobs.Create<TranscodeJob>(job => job.RunAsync(taskId, CancellationToken.None), new Hangfire.States.EnqueuedState(TranscodeJob.Queue));
        }

        if (countedAt is { } last && clock.GetElapsedTime(last) < CountingPeriod) return;
        countedAt = clock.GetTimestamp();
        metrics.Note(await counts.ReadAsync(cancellation));
    }
}
