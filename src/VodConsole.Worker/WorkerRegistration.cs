using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.Notifications;
using VodConsole.Core.Storage;
using VodConsole.Worker.ApiAccess;
using VodConsole.Worker.Notifications;
using VodConsole.Worker.Playback;
using VodConsole.Worker.Storage;
using VodConsole.Worker.Transcoding;

namespace VodConsole.Worker;

/// <summary>Registers the workers.</summary>
public static class WorkerRegistration
{
    /// <summary>
    /// Adds everything that runs transcodings and maintenance in this process. The host adds Hangfire's <c>JobStorage</c>,
    /// binds <see cref="WorkerOptions"/> and <see cref="MaintenanceOptions"/>, and registers the <see cref="ServerLock"/>
    /// that it holds for an embedded database.
    /// </summary>
    public static IServiceCollection AddWorker(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new WorkerIdentity(provider.GetService<ServerLock>()));
        services.TryAddSingleton<TranscodeMetrics>();
        services.TryAddSingleton<TranscodeSlots>();
        services.TryAddSingleton<AttemptObjects>();
        services.TryAddSingleton<PackageSource>(provider => provider.GetRequiredService<HlsPackager>().RunAsync);
        services.TryAddSingleton<TaskRunner>();
        services.TryAddSingleton<RetiredPublications>();
        services.TryAddSingleton<OrphanOutputs>();
        services.TryAddSingleton<StaleWorkers>();
        services.TryAddSingleton<NonceLedger>();
        services.TryAddSingleton<SpentNonces>();
        services.AddNotifications();
        services.TryAddSingleton<NotificationMetrics>();
        services.TryAddSingleton<EndedNotifications>();

        services.AddHangfire(configuration => configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        services.AddHangfireServer((provider, server) =>
        {
            server.ServerName = "transcode";
            server.Queues = [TranscodeJob.Queue];
            server.WorkerCount = provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Slots;
            server.CancellationCheckInterval = TimeSpan.FromSeconds(1);
            server.StopTimeout = TimeSpan.Zero;
            server.IsLightweightServer = true;
        });
        services.AddHangfireServer(server =>
        {
            server.ServerName = "maintenance";
            server.Queues = ["default"];
            server.WorkerCount = 1;
        });

        // Hosted services stop in reverse order: no new work first, then the work itself.
        services.AddHostedService<MaintenanceSchedule>();
        services.AddHostedService<WorkerHeartbeat>();
        services.AddHostedService<TranscodePump>();
        services.AddHostedService<NotificationPump>();
        return services;
    }
}
