using Hangfire;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Data;
using VodConsole.Protocol;
using VodConsole.Worker;
using VodConsole.Worker.Transcoding;
using VodConsole.Web.Hosting;

namespace VodConsole.Web.Transcoding;

/// <summary>Makes a process a worker: its options, Hangfire's storage beside the configured database, and the dashboard.</summary>
internal static class ServerWorker
{
    /// <summary>Where Hangfire's dashboard lies.</summary>
    public const string DashboardPath = "/system/jobs";

    /// <summary>
    /// Adds the workers. With the embedded database the process first becomes its only server, when <see cref="ServerLock"/> is
    /// asked for.
    /// </summary>
    public static void AddServerWorker(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<WorkerOptions>("Worker").AddSettings<MaintenanceOptions>("Maintenance");

        var database = VodCoreRegistration.ReadDatabase(builder.Configuration);
        services.AddSingleton(_ => HangfireStorage.Create(database, preparesSchema: database.MigratesAtStart));
        if (database.Provider == DatabaseProvider.Sqlite)
            services.AddSingleton(provider =>
            {
                var data = provider.GetRequiredService<DataDirectory>();
                return ServerLock.TryTake(data) ?? throw new VodException(ErrorCode.DataDirectoryInUse, data.Root);
            });
        services.AddWorker();
    }

    /// <summary>Maps Hangfire's dashboard: to look at, for Administrators. What can be done about a task is done on its page.</summary>
    public static void MapJobDashboard(this WebApplication app) =>
        app.MapHangfireDashboardWithAuthorizationPolicy(nameof(Permission.ViewSystem), DashboardPath, new DashboardOptions
        {
            AppPath = "/system",
            DashboardTitle = "VodConsole",
            DisplayStorageConnectionString = false,
            IsReadOnlyFunc = _ => true,
        });
}
