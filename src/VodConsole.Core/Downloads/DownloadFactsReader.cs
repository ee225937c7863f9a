using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;

namespace VodConsole.Core.Downloads;

/// <summary>
/// Reads what decides about a download: one round trip over primary keys, and a second one where an app names itself without its
/// key file. One instance serves one model, as compiled queries do. Thread-safe.
/// </summary>
internal sealed class DownloadFactsReader(TimeProvider clock)
{
    // Compiled, since every download asks it: without, building the query costs more than the reads.
    private readonly Func<VodDbContext, Guid, Guid?, CancellationToken, Task<Row>> read =
        EF.CompileAsyncQuery((VodDbContext db, Guid videoId, Guid? keyFileId, CancellationToken cancellation) => (
            from settings in db.DownloadSettings.AsNoTracking()
            from video in db.Videos.Where(video => video.Id == videoId).DefaultIfEmpty()
            from publication in db.Publications
                .Where(publication => publication.VideoId == videoId && publication.RetiredAt == null).DefaultIfEmpty()
            from file in db.KeyFiles.Where(file => file.Id == keyFileId).DefaultIfEmpty()
            where settings.Id == DownloadSettings.OnlyId
            select new Row
            {
                Mode = settings.Mode,
                Status = video!.Status,
                IsOfflineDisabled = video!.IsOfflineDisabled,
                Encryption = publication!.EncryptType,
                KeyFileId = file!.Id,
                Identity = file!.Identity,
                Fingerprint = file!.Fingerprint,
                ValidUntil = file!.ValidUntil,
                RevokedAt = file!.RevokedAt,
            }).Single());

    /// <summary>The facts as they are now.</summary>
    /// <param name="db">Where to read; a transaction of the caller counts.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="credential">What was found of the credential, which lies in no table.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<DownloadFacts> ReadAsync(
        VodDbContext db, DownloadRequest request, CredentialFacts? credential, CancellationToken cancellation)
    {
        var row = await read(db, request.VideoId, request.App.KeyFileId, cancellation);
        return new DownloadFacts
        {
            Request = request,
            AccountMode = row.Mode,
            Status = row.Status,
            IsOfflineDisabled = row.IsOfflineDisabled ?? false,
            Encryption = row.Encryption,
            KeyFile = request.App.KeyFileId is null ? await FindBestAsync(db, request, cancellation) : KeyFileOf(row),
            Credential = credential,
        };
    }

    // The one that counts best, so that the reason names the file that is nearest to being of use.
    private async Task<KeyFileFacts?> FindBestAsync(VodDbContext db, DownloadRequest request, CancellationToken cancellation)
    {
        if (request.Mode != DownloadMode.Secure || request.App.Identity is not { } identity) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        var files = await db.KeyFiles.AsNoTracking().Where(file => file.Identity == identity.Canonical).ToListAsync(cancellation);
        return files.OrderBy(file => file.StatusAt(now)).ThenByDescending(file => file.CreatedAt)
            .Select(file => new KeyFileFacts(file.Id, file.Identity, file.Fingerprint, file.StatusAt(now))).FirstOrDefault();
    }

    private KeyFileFacts? KeyFileOf(Row row) => row.KeyFileId is { } id
        ? new KeyFileFacts(id, row.Identity!, row.Fingerprint!, KeyFile.StatusAt(row.RevokedAt, row.ValidUntil, clock.GetUtcNow().UtcDateTime))
        : null;

    private sealed class Row
    {
        public DownloadMode Mode { get; init; }
        public VideoStatus? Status { get; init; }
        public bool? IsOfflineDisabled { get; init; }
        public EncryptType? Encryption { get; init; }
        public Guid? KeyFileId { get; init; }
        public string? Identity { get; init; }
        public string? Fingerprint { get; init; }
        public DateTime? ValidUntil { get; init; }
        public DateTime? RevokedAt { get; init; }
    }
}
