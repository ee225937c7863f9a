using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Notifications;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>
/// Judges a file whose last byte has arrived, and makes it a video that waits for its transcoding. It may be called again at
/// any time and after any crash: the rows change in one save, and each step before that save can be repeated.
/// </summary>
public sealed class VideoIntake(
    IDbContextFactory<VodDbContext> contexts, StagingArea staging, IMediaStore store, IFfmpeg ffmpeg, IAuditLog audit,
    NotificationOutbox outbox, TranscodeSubmission submission, ITranscodeQueue queue)
{
    /// <summary>
    /// Hashes and probes the staged file, moves it into the store and queues its transcoding; or refuses it, with the reason on
    /// the video's row and nothing of the file kept. An upload that is not whole is left alone.
    /// </summary>
    /// <param name="actor">Who is noted where the upload has no owner.</param>
    /// <param name="uploadId">The upload; it has the id of its video.</param>
    /// <param name="cancellation">Stops in between; a later call goes on.</param>
    /// <returns>The video's status afterwards; null when there is no such video.</returns>
    /// <exception cref="VodException"><see cref="ErrorCode.FfmpegMissing"/>: nothing was decided, try again later.</exception>
    public async Task<VideoStatus?> AcceptAsync(Actor actor, Guid uploadId, CancellationToken cancellation)
    {
        var status = await DecideAsync(actor, uploadId, cancellation);
        if (status is VideoStatus.Uploading) return status;
        if (status is null or VideoStatus.UploadFail) await store.DeleteAsync(SourceKeys.Folder(uploadId), cancellation);
        staging.Delete(uploadId);
        return status;
    }

    private async Task<VideoStatus?> DecideAsync(Actor actor, Guid uploadId, CancellationToken cancellation)
    {
        using var file = await staging.TryOpenAsync(uploadId, Timeout.InfiniteTimeSpan, cancellation)
            ?? throw new InvalidOperationException("An endless wait ended.");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var video = await db.Videos.AsNoTracking().SingleOrDefaultAsync(video => video.Id == uploadId, cancellation);
        var upload = await db.Uploads.AsNoTracking().SingleOrDefaultAsync(upload => upload.Id == uploadId, cancellation);
        if (video is null || upload is null || upload.Length is not { } length) return video?.Status;

        var key = SourceKeys.Of(video.Id, video.FileName);
        var adopted = await store.FindSizeAsync(key, cancellation) == length;
        if (!adopted && file.Length != length) return video.Status;

        Verdict verdict;
        if (adopted)
        {
            await using var copy = await store.OpenLocalAsync(key, cancellation);
            verdict = await JudgeAsync(copy.Path, upload, cancellation);
        }
        else
        {
            verdict = await JudgeAsync(file.Path, upload, cancellation);
            if (verdict.Refusal is null) await store.AdoptAsync(key, file.Path, cancellation);
        }
        var owner = upload.OwnerId is { } ownerId ? new Actor(ownerId, video.CreatedBy) : actor;
        return await ContendedSave.RunAsync(() => SaveAsync(owner, uploadId, key, verdict, cancellation), cancellation);
    }

    private async Task<Verdict> JudgeAsync(string path, Upload upload, CancellationToken cancellation)
    {
        string sha256;
        await using (var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan))
            sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
        try
        {
            if (upload.ExpectedSha256 is { } expected && expected != sha256)
                throw new VodException(ErrorCode.UploadHashMismatch, expected, sha256);
            return new Verdict(sha256, await ffmpeg.ProbeAsync(path, cancellation), null);
        }
        catch (VodException refusal) when (refusal.Code is not ErrorCode.FfmpegMissing)
        {
            return new Verdict(sha256, null, refusal.ToReason());
        }
    }

    private async Task<VideoStatus?> SaveAsync(Actor owner, Guid id, string key, Verdict verdict, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var video = await db.Videos.SingleOrDefaultAsync(video => video.Id == id, cancellation);
        var upload = await db.Uploads.SingleOrDefaultAsync(upload => upload.Id == id, cancellation);
        if (video is null || upload is null) return video?.Status;

        db.Uploads.Remove(upload);
        if (verdict.Refusal is { } reason) Refuse(db, owner, video, reason);
        else await AcceptAsync(db, owner, video, key, verdict, cancellation);
        await db.SaveChangesAsync(cancellation);
        if (verdict.Refusal is null) queue.Wake();
        return video.Status;
    }

    private async Task AcceptAsync(
        VodDbContext db, Actor owner, Video video, string key, Verdict verdict, CancellationToken cancellation)
    {
        video.SourceKey = key;
        video.SourceSha256 = verdict.Sha256;
        video.Source = verdict.Source!.Info;
        db.SourceDetails.Add(new SourceDetails { VideoId = video.Id, Streams = [.. verdict.Source.Streams] });
        video.MoveTo(VideoStatus.UploadSucc);
        audit.Add(db, owner, AuditAction.UploadAccepted, Target(video), null,
            new { video.FileName, video.Size, Sha256 = verdict.Sha256, verdict.Source.Info.Duration });
        await outbox.UploadedAsync(db, video, cancellation);
        try
        {
            await submission.AddAsync(db, owner, video, new TranscodeOrder(video.TemplateGroup) { Trigger = TranscodeTrigger.Auto }, cancellation);
        }
        catch (VodException refusal) when (refusal.Code is ErrorCode.TemplateGroupNotFound)
        {
            // Somebody deleted the group while the file came in. The file is there, and can be transcoded by another one.
            video.MoveTo(VideoStatus.TranscodeFail, refusal.ToReason());
            audit.Add(db, owner, AuditAction.TranscodeFailed, Target(video), null, new { Reason = refusal.Code, Group = video.TemplateGroup });
        }
    }

    private void Refuse(VodDbContext db, Actor owner, Video video, FailureReason reason)
    {
        video.MoveTo(VideoStatus.UploadFail, reason);
        audit.Add(db, owner, AuditAction.UploadRefused, Target(video), null, new { video.FileName, Reason = reason.Code });
    }

    private static AuditTarget Target(Video video) => new("video", $"{video.Id:N}", video.Title);

    private sealed record Verdict(string Sha256, ProbedSource? Source, FailureReason? Refusal);
}
