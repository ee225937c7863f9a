using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Keys;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Data;

namespace VodConsole.Web.Hosting;

/// <summary>The state of the installation, for the System page.</summary>
public sealed class SystemReport(
    AccessGuard guard, HealthCheckService health, IDbContextFactory<VodDbContext> contexts, KeyRingStatus keys, IFfmpeg ffmpeg,
    IMediaStore media, DataDirectory data, IConfiguration configuration)
{
    /// <summary>Reads it as it is now; runs every health check.</summary>
    public async Task<SystemState> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewSystem, cancellation);
        var checks = await health.CheckHealthAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var workers = await db.WorkerProcesses.AsNoTracking().OrderBy(worker => worker.StartedAt).ToListAsync(cancellation);
        var busy = await db.TranscodeTasks.Where(task => task.LeaseOwner != null)
            .GroupBy(task => task.LeaseOwner!.Value).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(pair => pair.Key, pair => pair.Count, cancellation);
        return new SystemState(
            [.. checks.Entries.Select(entry => new SystemCheck(entry.Key, entry.Value.Status, entry.Value.Description))],
            [.. workers.Select(worker => new SystemWorker(worker, busy.GetValueOrDefault(worker.Id)))],
            new SystemVersions(
                ProductVersion, RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription,
                (configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions()).Provider,
                await FindFfmpegAsync(cancellation)),
            data.Root, await media.GetFreeSpaceAsync(cancellation), await keys.ReadAsync(actor, cancellation));
    }

    private static string ProductVersion =>
        typeof(SystemReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private async Task<FfmpegVersion?> FindFfmpegAsync(CancellationToken cancellation)
    {
        try
        {
            return await ffmpeg.GetVersionAsync(cancellation);
        }
        catch (VodException)
        {
            // It is missing, which the page says in its own place; the health check says how to get it.
            return null;
        }
    }
}

/// <summary>The installation now.</summary>
/// <param name="Checks">What <c>/health/ready</c> checks, by name.</param>
/// <param name="Workers">Processes that run transcodings.</param>
/// <param name="Versions">What runs here.</param>
/// <param name="DataDirectory">Where all state lies.</param>
/// <param name="FreeSpace">Bytes that media may still take up; null where there is no such limit.</param>
/// <param name="Keys">The key ring, described.</param>
public sealed record SystemState(
    IReadOnlyList<SystemCheck> Checks, IReadOnlyList<SystemWorker> Workers, SystemVersions Versions,
    string DataDirectory, long? FreeSpace, KeyRingReport Keys);

/// <summary>One health check.</summary>
/// <param name="Name">Its name, as <c>/health/ready</c> answers it.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Description">What it found, where it says so.</param>
public sealed record SystemCheck(string Name, HealthStatus Status, string? Description);

/// <summary>A worker process.</summary>
/// <param name="Process">As it last reported itself.</param>
/// <param name="Running">Tasks whose lease it holds.</param>
public sealed record SystemWorker(WorkerProcess Process, int Running);

/// <summary>What runs here.</summary>
/// <param name="Product">VodConsole.</param>
/// <param name="Runtime">.NET.</param>
/// <param name="OperatingSystem">The operating system.</param>
/// <param name="Database">Which of the three databases.</param>
/// <param name="Ffmpeg">The media tools; null when they are missing.</param>
public sealed record SystemVersions(
    string Product, string Runtime, string OperatingSystem, DatabaseProvider Database, FfmpegVersion? Ffmpeg);
