using Hangfire;
using Microsoft.Extensions.Hosting;
using VodConsole.Worker.ApiAccess;
using VodConsole.Worker.Notifications;
using VodConsole.Worker.Playback;
using VodConsole.Worker.Storage;
using VodConsole.Worker.Transcoding;

namespace VodConsole.Worker;

/// <summary>Puts the recurring jobs on Hangfire's calendar at every start; with storage in memory they are gone after each.</summary>
internal sealed class MaintenanceSchedule(IRecurringJobManager jobs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        jobs.AddOrUpdate<RetiredPublications>("retired-publications", job => job.DeleteAsync(CancellationToken.None), Cron.Hourly(7));
        jobs.AddOrUpdate<OrphanOutputs>("orphan-outputs", job => job.DeleteAsync(CancellationToken.None), Cron.Hourly(27));
        jobs.AddOrUpdate<StaleWorkers>("stale-workers", job => job.DeleteAsync(CancellationToken.None), Cron.Hourly(47));
        jobs.AddOrUpdate<SpentNonces>("spent-nonces", job => job.DeleteAsync(CancellationToken.None), Cron.Hourly(17));
        jobs.AddOrUpdate<EndedNotifications>("ended-notifications", job => job.DeleteAsync(CancellationToken.None), Cron.Hourly(37));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
