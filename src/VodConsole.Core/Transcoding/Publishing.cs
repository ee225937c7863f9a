using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Notifications;
using VodConsole.Core.Playback;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// Makes a verified package what plays. One transaction retires the earlier publication, adds the new one with its
/// renditions and its wrapped key, moves the video to <see cref="VideoStatus.Normal"/> and ends the task; a crash at any
/// moment leaves either the old state or the new one.
/// </summary>
public sealed class Publishing(
    IDbContextFactory<VodDbContext> contexts, FencedTransaction transaction, IAuditLog audit, NotificationOutbox outbox, TimeProvider clock)
{
    /// <summary>
    /// Publishes under <paramref name="lease"/>. An error on the way does not make it happen twice: whether it has happened
    /// is read from the rows.
    /// </summary>
    /// <returns>False when the lease was lost before, so that nothing was published.</returns>
    public async Task<bool> PublishAsync(TranscodeLease lease, FinishedPackage package, CancellationToken cancellation) =>
        await transaction.RunAsync(lease, async (db, task, video) =>
        {
            await ChangeAsync(db, lease, task, video, package, cancellation);
            return true;
        }, cancellation)
        || await IsPublishedAsync(lease, cancellation);

    /// <summary>
    /// Whether the attempt's result was published, now or at some time since retired. While it was not, and its worker has ended,
    /// nothing refers to its objects and they may go.
    /// </summary>
    public async Task<bool> IsPublishedAsync(TranscodeLease lease, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Publications.AnyAsync(
            publication => publication.TaskId == lease.TaskId && publication.Fence == lease.Fence, cancellation);
    }

    private async Task ChangeAsync(
        VodDbContext db, TranscodeLease lease, TranscodeTask task, Video video, FinishedPackage package, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var before = await db.Publications.SingleOrDefaultAsync(
            publication => publication.VideoId == video.Id && publication.RetiredAt == null, cancellation);
        if (before is not null)
        {
            before.RetiredAt = now;
            // The database allows one current publication per video, so this must be there before the new row is.
            await db.SaveChangesAsync(cancellation);
        }

        var publication = new Publication
        {
            Id = Guid.NewGuid(),
            VideoId = video.Id,
            TaskId = lease.TaskId,
            Fence = lease.Fence,
            Prefix = lease.Prefix,
            EncryptType = EncryptType.HlsEncryption,
            KeyUri = task.DecryptKeyUri,
            Duration = package.Duration,
            PublishedAt = now,
        };
        await AddRenditionsAsync(db, publication, package, cancellation);
        db.Publications.Add(publication);
        db.DataKeys.Add(new DataKey
        {
            Id = package.DataKeyId,
            PublicationId = publication.Id,
            VideoId = video.Id,
            Wrapped = package.WrappedKey,
            KekVersion = package.KekVersion,
        });

        await CompleteProgressAsync(db, publication, cancellation);
        task.Status = TranscodeStatus.Succeeded;
        task.Failure = null;
        task.Progress = 1;
        task.LeaseOwner = null;
        task.LeaseExpiresAt = null;
        task.EndedAt = now;
        video.MoveTo(VideoStatus.Normal);
        if (package.CoverKey is not null) video.CoverKey = package.CoverKey;
        audit.Add(db, Actor.System, AuditAction.TranscodePublished, new AuditTarget("video", $"{video.Id:N}", video.Title),
            before is null ? null : new { Publication = $"{before.Id:N}" },
            new { Publication = $"{publication.Id:N}", Task = $"{task.Id:N}", Renditions = publication.Renditions.Select(r => r.Definition) });
        await outbox.PublishedAsync(db, video, task, publication, cancellation);
    }

    private static async Task AddRenditionsAsync(
        VodDbContext db, Publication publication, FinishedPackage package, CancellationToken cancellation)
    {
        var jobs = await db.TranscodeRenditions.Where(job => job.TaskId == publication.TaskId && job.JobId != null)
            .ToDictionaryAsync(job => job.Definition, job => job.JobId!.Value, cancellation);
        foreach (var rendition in package.MakeRenditions())
        {
            if (jobs.TryGetValue(rendition.Definition, out var job)) rendition.Id = job;
            publication.Renditions.Add(rendition);
        }
    }

    private static async Task CompleteProgressAsync(VodDbContext db, Publication publication, CancellationToken cancellation)
    {
        var made = publication.Renditions.ToDictionary(rendition => rendition.Definition);
        foreach (var shown in await db.TranscodeRenditions.Where(row => row.TaskId == publication.TaskId).ToListAsync(cancellation))
        {
            if (!made.TryGetValue(shown.Definition, out var rendition)) continue;
            shown.Progress = 1;
            shown.StoredBytes = rendition.Size;
            shown.Segments = rendition.Segments;
        }
    }
}

/// <summary>A package whose objects are all stored and verified, and the key that opens them.</summary>
/// <param name="DataKeyId">Id of the data key, which its wrapping is bound to.</param>
/// <param name="WrappedKey">The wrapped data key, as its row keeps it.</param>
/// <param name="KekVersion">Version of the key-encryption key that wraps it.</param>
/// <param name="CoverKey">The cover image in the media store; null leaves the video's as it is.</param>
/// <param name="Duration">Length in seconds.</param>
/// <param name="MakeRenditions">
/// Makes the rows of what can be played, lowest first: new ones at each call, because a transaction may run again.
/// </param>
public sealed record FinishedPackage(
    Guid DataKeyId, byte[] WrappedKey, long KekVersion, string? CoverKey, double Duration, Func<IEnumerable<PublishedRendition>> MakeRenditions);
