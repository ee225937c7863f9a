using Microsoft.EntityFrameworkCore;

namespace VodConsole.Core.Transcoding;

/// <summary>Finds tasks whose worker died and makes them available again.</summary>
public sealed class TranscodeRecovery(IDbContextFactory<VodDbContext> contexts, TranscodeEndings endings, TimeProvider clock)
{
    /// <summary>Reclaims every lease that has expired.</summary>
    /// <param name="soleOwner">
    /// The calling worker process when it is known to be the only one (it holds the embedded database's lock): then every
    /// lease of another owner is dead at once. Null otherwise.
    /// </param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>How many tasks were reclaimed.</returns>
    public async Task<int> ReclaimAsync(Guid? soleOwner, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var suspects = await db.TranscodeTasks.AsNoTracking()
            .Where(task => task.Status == TranscodeStatus.Running
                && (task.LeaseExpiresAt < now || (soleOwner != null && task.LeaseOwner != soleOwner)))
            .Select(task => new TranscodeLease(
                task.Id, task.VideoId, task.TemplateGroup, task.Fence, task.LeaseOwner!.Value, task.Attempts))
            .ToListAsync(cancellation);

        var reclaimed = 0;
        foreach (var suspect in suspects)
            if (await endings.ReclaimAsync(suspect, IsDead, cancellation))
                reclaimed++;
        return reclaimed;

        bool IsDead(TranscodeTask task) =>
            task.LeaseExpiresAt < now || (soleOwner is not null && task.LeaseOwner != soleOwner);
    }
}
