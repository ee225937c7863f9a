using Microsoft.EntityFrameworkCore;

namespace VodConsole.Core.Transcoding;

/// <summary>Counts tasks, for measurements; in contrast to <see cref="TranscodeTaskList"/> it is the system's own and asks no right.</summary>
public sealed class TranscodeCounts(IDbContextFactory<VodDbContext> contexts)
{
    /// <summary>How many tasks there are of each status; a status without any is present with 0.</summary>
    public async Task<IReadOnlyDictionary<TranscodeStatus, int>> ReadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await db.TranscodeTasks.GroupBy(task => task.Status)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(pair => pair.Key, pair => pair.Count, cancellation);
        return Enum.GetValues<TranscodeStatus>().ToDictionary(status => status, status => found.GetValueOrDefault(status));
    }
}
