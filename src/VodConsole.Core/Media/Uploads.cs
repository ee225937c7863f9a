using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>
/// Uploads that <see cref="UploadBegin"/> started: ask how far, append, give up. Only who began an upload, or an administrator,
/// can see that it exists. When the last byte is durable it goes to the <see cref="IntakeQueue"/>.
/// </summary>
public sealed class Uploads(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, UploadAdmission admission, StagingArea staging, IMediaStore store,
    IntakeQueue intake, VideoTotals totals, IOptions<UploadOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(10);

    /// <summary>How far the upload is. One that was accepted already answers as whole, one that was refused as gone.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.UploadNotFound"/> or <see cref="ErrorCode.UploadGone"/>.</exception>
    public async Task<UploadState> FindAsync(Actor actor, Guid id, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var upload = await FindOwnAsync(db, actor, id, cancellation);
        if (upload is null) return await FindEndedAsync(db, actor, id, cancellation);

        var offset = staging.LengthOf(id);
        if (offset == 0 && await IsAdoptedAsync(db, upload, cancellation)) offset = upload.Length!.Value;
        // A whole one whose acceptance was interrupted; asking again is harmless.
        if (offset == upload.Length) intake.Add(id);
        return new UploadState(id, offset, upload.Length, upload.ExpiresAt, upload.Metadata);
    }

    /// <summary>The actor's own uploads of known length that still miss bytes, newest first, at most 100.</summary>
    public async Task<IReadOnlyList<UnfinishedUpload>> ListUnfinishedAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var uploads = await (
            from upload in db.Uploads.AsNoTracking()
            join video in db.Videos on upload.VideoId equals video.Id
            where upload.OwnerId == actor.UserId && upload.Length != null
            orderby upload.CreatedAt descending
            select new { upload.Id, video.Title, video.FileName, Length = upload.Length!.Value, upload.ExpiresAt }).Take(100).ToListAsync(cancellation);
        return
        [
            .. uploads.Select(upload => new UnfinishedUpload(
                upload.Id, upload.Title, upload.FileName, staging.LengthOf(upload.Id), upload.Length, upload.ExpiresAt))
                .Where(upload => upload.Offset < upload.Length),
        ];
    }

    /// <summary>Appends a part; what is acknowledged by returning survives a crash.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.UploadNotFound"/>, <see cref="ErrorCode.UploadGone"/>, <see cref="ErrorCode.UploadBusy"/> (another part is
    /// being received), <see cref="ErrorCode.UploadOffsetConflict"/>, <see cref="ErrorCode.UploadPartTooLong"/>,
    /// <see cref="ErrorCode.UploadChecksumMismatch"/>, <see cref="ErrorCode.UploadStorageFull"/>; <see cref="ErrorCode.UploadLengthConflict"/> or a
    /// refusal of <see cref="UploadAdmission"/> where the part announces the whole length.
    /// </exception>
    public async Task<UploadState> AppendAsync(Actor actor, Guid id, UploadPart part, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await FindOwnAsync(db, actor, id, cancellation) is null)
        {
            var ended = await FindEndedAsync(db, actor, id, cancellation);
            throw new VodException(ErrorCode.UploadOffsetConflict, ended.Offset, part.Offset);
        }

        long offset;
        long? length;
        Upload upload;
        using (var file = await staging.TryOpenAsync(id, Patience, cancellation) ?? throw new VodException(ErrorCode.UploadBusy))
        {
            // Asked again: the writer before us may have ended it.
            upload = await FindOwnAsync(db, actor, id, cancellation) ?? throw Gone(id);
            if (file.Length != part.Offset || await IsAdoptedAsync(db, upload, cancellation))
                throw new VodException(ErrorCode.UploadOffsetConflict, file.Length, part.Offset);
            length = await AnnounceAsync(db, upload, part, cancellation);
            var room = (length ?? options.Value.MaxBytes) - part.Offset;
            if (part.Length > room) throw new VodException(ErrorCode.UploadPartTooLong, room);
            offset = await file.AppendAsync(part.Content, room, part.Checksum, cancellation);
        }

        var expiry = clock.GetUtcNow().UtcDateTime + options.Value.KeepFor;
        var kept = await db.Uploads.Where(row => row.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, expiry), CancellationToken.None);
        if (kept == 0)
        {
            staging.Delete(id);
            throw Gone(id);
        }
        if (offset == length) intake.Add(id);
        return new UploadState(id, offset, length, expiry, upload.Metadata);
    }

    /// <summary>Gives an upload up: its video row and its bytes go.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.UploadNotFound"/>, <see cref="ErrorCode.UploadGone"/> (it is whole already: delete the video instead), or
    /// <see cref="ErrorCode.UploadBusy"/>.
    /// </exception>
    public async Task TerminateAsync(Actor actor, Guid id, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await FindOwnAsync(db, actor, id, cancellation) is null)
        {
            await FindEndedAsync(db, actor, id, cancellation);
            throw Gone(id);
        }
        using (await staging.TryOpenAsync(id, LongPatience, cancellation) ?? throw new VodException(ErrorCode.UploadBusy))
        {
            var video = await db.Videos.SingleOrDefaultAsync(
                video => video.Id == id && video.Status == VideoStatus.Uploading, cancellation) ?? throw Gone(id);
            db.Videos.Remove(video);
            audit.Add(db, actor, AuditAction.UploadCancelled, new AuditTarget("video", $"{id:N}", video.Title),
                new { video.Title, video.FileName, video.Size }, null);
            await db.SaveChangesAsync(cancellation);
            totals.Forget();
        }
        staging.Delete(id);
    }

    private async Task<long?> AnnounceAsync(VodDbContext db, Upload upload, UploadPart part, CancellationToken cancellation)
    {
        if (part.Total is not { } total || total == upload.Length) return upload.Length;
        if (upload.Length is { } announced) throw new VodException(ErrorCode.UploadLengthConflict, announced);
        await admission.RequireLengthAsync(db, total, part.Offset, cancellation);
        if (total < part.Offset) throw new VodException(ErrorCode.UploadPartTooLong, 0);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Uploads.Where(row => row.Id == upload.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Length, total), cancellation);
        await db.Videos.Where(row => row.Id == upload.VideoId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Size, total), cancellation);
        await transaction.CommitAsync(cancellation);
        return total;
    }

    private async Task<Upload?> FindOwnAsync(VodDbContext db, Actor actor, Guid id, CancellationToken cancellation)
    {
        var upload = await db.Uploads.AsNoTracking().SingleOrDefaultAsync(upload => upload.Id == id, cancellation);
        if (upload is not null && upload.OwnerId != actor.UserId && await guard.FindRoleAsync(actor, cancellation) != Role.Administrator)
            throw new VodException(ErrorCode.UploadNotFound);
        return upload;
    }

    private async Task<UploadState> FindEndedAsync(VodDbContext db, Actor actor, Guid id, CancellationToken cancellation)
    {
        var video = await db.Videos.AsNoTracking().Where(video => video.Id == id)
            .Select(video => new { video.CreatedBy, video.Size, video.SourceKey }).SingleOrDefaultAsync(cancellation);
        if (video is null || (video.CreatedBy != actor.Name && await guard.FindRoleAsync(actor, cancellation) != Role.Administrator))
            throw new VodException(ErrorCode.UploadNotFound);
        if (video.SourceKey is null) throw Gone(id);
        return new UploadState(id, video.Size, video.Size, null, null);
    }

    // Between the move into the store and the save of the rows the bytes are no longer in staging.
    private async Task<bool> IsAdoptedAsync(VodDbContext db, Upload upload, CancellationToken cancellation)
    {
        var name = await db.Videos.Where(video => video.Id == upload.VideoId).Select(video => video.FileName)
            .SingleOrDefaultAsync(cancellation);
        return name is not null && upload.Length is not null && await store.FindSizeAsync(SourceKeys.Of(upload.VideoId, name), cancellation) == upload.Length;
    }

    private static VodException Gone(Guid id) => new(ErrorCode.UploadGone, $"{id:N}");
}
