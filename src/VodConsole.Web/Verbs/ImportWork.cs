using Microsoft.EntityFrameworkCore;
using VodConsole.Core;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Data;
using VodConsole.Worker.Transcoding;

namespace VodConsole.Web.Verbs;

/// <summary>What becomes of an imported video's task: a running server takes it, or this process does the work itself.</summary>
internal sealed class ImportWork(IServiceProvider services)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(30);
    private readonly IDbContextFactory<VodDbContext> contexts = services.GetRequiredService<IDbContextFactory<VodDbContext>>();

    /// <summary>Whether a process runs that will take the task.</summary>
    public async Task<bool> HasServerAsync(CancellationToken cancellation)
    {
        if (services.GetRequiredService<DatabaseOptions>().Provider == DatabaseProvider.Sqlite)
        {
            using var free = ServerLock.TryTake(services.GetRequiredService<DataDirectory>());
            return free is null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var since = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime - SignOfLife;
        return await db.WorkerProcesses.AnyAsync(worker => worker.LastSeenAt > since, cancellation);
    }

    /// <summary>Returns when the video's task has ended. Ending the wait hands the task back, whole, to the next server.</summary>
    public async Task FinishAsync(Guid videoId, CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(Beat);
        var isMine = false;
        while (await FindActiveAsync(videoId, cancellation) is { } taskId)
        {
            // Once the work is ours it stays so: the runner then holds the lock that was asked for.
            isMine = isMine || !await HasServerAsync(cancellation);
            if (isMine) await services.GetRequiredService<TaskRunner>().RunAsync(taskId, cancellation);
            await beat.WaitForNextTickAsync(cancellation);
        }
    }

    private async Task<Guid?> FindActiveAsync(Guid videoId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.TranscodeTasks.Where(task => task.VideoId == videoId && task.EndedAt == null)
            .Select(task => (Guid?)task.Id).FirstOrDefaultAsync(cancellation);
    }
}
