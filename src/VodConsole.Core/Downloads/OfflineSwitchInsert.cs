using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using VodConsole.Core.Media;

namespace VodConsole.Core.Downloads;

/// <summary>
/// Notes what a run did to a set of videos, in one INSERT … SELECT. EF has no such statement; it writes the SELECT for the
/// database at hand, and only the head before it is ours.
/// </summary>
internal static class OfflineSwitchInsert
{
    /// <summary>
    /// Adds an <see cref="OfflineSwitchItem"/> for each of <paramref name="videos"/>, inside the context's transaction: refused by
    /// the status that it has, or switched when that is <see cref="VideoStatus.Normal"/>; at the run's
    /// <see cref="OfflineSwitchRun.SteppedAt"/>.
    /// </summary>
    /// <returns>How many.</returns>
    public static async Task<int> RunAsync(
        VodDbContext db, Guid runId, IQueryable<Video> videos, CancellationToken cancellation)
    {
        // Id and time come from the run's row, since EF leaves out of a SELECT what comes from no table.
        var rows =
            from run in db.OfflineSwitchRuns
            where run.Id == runId
            from video in videos
            select new
            {
                RunId = run.Id,
                VideoCreatedAt = video.CreatedAt,
                VideoId = video.Id,
                At = run.SteppedAt,
                RefusedStatus = video.Status == VideoStatus.Normal ? null : (VideoStatus?)video.Status,
            };
        await using var command = rows.CreateDbCommand();
        var sql = db.GetService<ISqlGenerationHelper>();
        var items = db.Model.FindEntityType(typeof(OfflineSwitchItem))!;
        var table = StoreObjectIdentifier.Create(items, StoreObjectType.Table)!.Value;
        string Column(string property) => sql.DelimitIdentifier(items.FindProperty(property)!.GetColumnName(table)!);

        command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({Column(nameof(OfflineSwitchItem.RunId))}, "
            + $"{Column(nameof(OfflineSwitchItem.VideoCreatedAt))}, {Column(nameof(OfflineSwitchItem.VideoId))}, {Column(nameof(OfflineSwitchItem.At))}, "
            + $"{Column(nameof(OfflineSwitchItem.RefusedStatus))})\n{command.CommandText}";
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
