using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>
/// Puts uploads right after crashes and long silences: hands whole ones to the <see cref="IntakeQueue"/>, gives up expired ones,
/// and deletes what no row names any more. Run at start and every minute.
/// </summary>
public sealed class UploadSweep(
    IDbContextFactory<VodDbContext> contexts, StagingArea staging, IMediaStore store, IntakeQueue intake, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Sweeps once.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // Before the rows: an upload that begins in between then has a row.
        var staged = staging.List();
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var uploads = await (
            from upload in db.Uploads.AsNoTracking()
            join video in db.Videos on upload.VideoId equals video.Id
            select new { upload.Id, upload.Length, upload.ExpiresAt, video.FileName }).ToListAsync(cancellation);

        foreach (var upload in uploads)
        {
            if (upload.Length is { } length && (staging.LengthOf(upload.Id) == length
                || await store.FindSizeAsync(SourceKeys.Of(upload.Id, upload.FileName), cancellation) == length))
                intake.Add(upload.Id);
            else if (upload.ExpiresAt < now) await ExpireAsync(upload.Id, now, cancellation);
        }
        foreach (var orphan in staged.Except(uploads.Select(upload => upload.Id)))
            staging.Delete(orphan);
    }

    private async Task ExpireAsync(Guid id, DateTime now, CancellationToken cancellation)
    {
        using (var file = await staging.TryOpenAsync(id, TimeSpan.Zero, cancellation))
        {
            if (file is null) return;
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var upload = await db.Uploads.SingleOrDefaultAsync(upload => upload.Id == id && upload.ExpiresAt < now, cancellation);
            if (upload is null) return;
            var video = await db.Videos.SingleAsync(video => video.Id == id, cancellation);
            var reason = FailureReason.Of(ErrorCode.UploadExpired);
            db.Uploads.Remove(upload);
            video.MoveTo(VideoStatus.UploadFail, reason);
            audit.Add(db, Actor.System, AuditAction.UploadRefused, new AuditTarget("video", $"{id:N}", video.Title), null,
                new { video.FileName, Reason = reason.Code });
            await db.SaveChangesAsync(cancellation);
        }
        staging.Delete(id);
    }
}
