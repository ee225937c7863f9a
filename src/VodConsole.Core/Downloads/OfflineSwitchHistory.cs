using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Audit;

namespace VodConsole.Core.Downloads;

/// <summary>What bulk runs did to one video, in the form of the audit entries that stand there for single acts.</summary>
internal static class OfflineSwitchHistory
{
    /// <summary>Reads the newest, at most <paramref name="limit"/>; they are not rows of the audit log and have no number.</summary>
    public static async Task<List<AuditEntry>> ReadAsync(VodDbContext db, Guid videoId, int limit, CancellationToken cancellation)
    {
        var video = await db.Videos.Where(video => video.Id == videoId)
            .Select(video => new { video.CreatedAt, video.Title }).SingleOrDefaultAsync(cancellation);
        if (video is null) return [];
        var items = await (
            from run in db.OfflineSwitchRuns
            join item in db.OfflineSwitchItems on new { RunId = run.Id, VideoCreatedAt = video.CreatedAt, VideoId = videoId }
                equals new { item.RunId, item.VideoCreatedAt, item.VideoId }
            orderby item.At descending
            select new { run.Id, run.Disables, run.CreatedBy, run.CreatedById, item.At, item.RefusedStatus }).Take(limit).ToListAsync(cancellation);
        return [.. items.Select(item => new AuditEntry
        {
            At = item.At,
            ActorId = item.CreatedById,
            ActorName = item.CreatedBy,
            Action = item.Disables ? AuditAction.OfflineDisabled : AuditAction.OfflineEnabled,
            TargetKind = "video",
            TargetId = $"{videoId:N}",
            TargetName = video.Title,
            Before = item.RefusedStatus is { } status ? $$"""{"Status":"{{status}}"}""" : $$"""{"IsOfflineDisabled":{{Json(!item.Disables)}}}""",
            After = item.RefusedStatus is null ? $$"""{"IsOfflineDisabled":{{Json(item.Disables)}},"Run":"{{item.Id:N}}"}""" : $$"""{"Run":"{{item.Id:N}}"}""",
            Outcome = item.RefusedStatus is null ? AuditOutcome.Done : AuditOutcome.Refused,
        })];
    }

    private static string Json(bool value) => value ? "true" : "false";
}
