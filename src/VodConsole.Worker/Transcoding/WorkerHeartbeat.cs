using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VodConsole.Core;
using VodConsole.Core.Transcoding;

namespace VodConsole.Worker.Transcoding;

/// <summary>Keeps this process's row among the workers fresh, for people to see; no decision hangs on it, leases decide.</summary>
internal sealed class WorkerHeartbeat(
    IDbContextFactory<VodDbContext> contexts, WorkerIdentity worker, IOptions<WorkerOptions> options, TimeProvider clock,
    ILogger<WorkerHeartbeat> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly DateTime startedAt = clock.GetUtcNow().UtcDateTime;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.WorkerProcesses.Where(process => process.Id == worker.Id).ExecuteDeleteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        do
        {
            try
            {
                await BeatAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "The worker's sign of life could not be written");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task BeatAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var written = await db.WorkerProcesses.Where(process => process.Id == worker.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(process => process.LastSeenAt, now), cancellation);
        if (written > 0) return;

        db.WorkerProcesses.Add(new WorkerProcess
        {
            Id = worker.Id,
            Machine = Environment.MachineName,
            ProcessId = Environment.ProcessId,
            Slots = options.Value.Slots,
            StartedAt = startedAt,
            LastSeenAt = now,
        });
        await db.SaveChangesAsync(cancellation);
    }
}
