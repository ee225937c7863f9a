using Hangfire;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core;

namespace VodConsole.Worker.Transcoding;

/// <summary>Forgets worker processes that have given no sign of life for a day: they died without taking their row along.</summary>
public sealed class StaleWorkers(IDbContextFactory<VodDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    /// <summary>Deletes their rows.</summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task DeleteAsync(CancellationToken cancellation)
    {
        var limit = clock.GetUtcNow().UtcDateTime - Age;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.WorkerProcesses.Where(process => process.LastSeenAt < limit).ExecuteDeleteAsync(cancellation);
    }
}
