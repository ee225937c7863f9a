using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;

namespace VodConsole.Core.Downloads;

/// <summary>Counts what a change of the download mode would touch. Grouped by the database: a million videos come back as a few rows.</summary>
internal static class DownloadCensus
{
    public static async Task<DownloadPreview> CountAsync(
        VodDbContext db, DownloadSettings settings, DownloadMode wanted, DateTime now, CancellationToken cancellation)
    {
        var since = now.AddDays(-DownloadPreview.Days);
        var downloads = await db.DownloadAuthorisations.Where(one => one.At >= since).GroupBy(one => one.Mode)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        var apps = await (
            from file in db.KeyFiles
            group file by file.Identity into app
            select app.Max(file => file.RevokedAt == null && (file.ValidUntil == null || file.ValidUntil > now) ? 1 : 0))
            .ToListAsync(cancellation);
        return new DownloadPreview(
            settings.Mode, wanted, settings.Version, await CountVideosAsync(db, settings.Mode, wanted, cancellation),
            new PastDownloads(downloads.GetValueOrDefault(DownloadMode.Normal)),
            new PastDownloads(downloads.GetValueOrDefault(DownloadMode.Secure)),
            apps.Count(counts => counts == 1), apps.Count(counts => counts == 0));
    }

    private static async Task<IReadOnlyList<AffectedVideos>> CountVideosAsync(
        VodDbContext db, DownloadMode mode, DownloadMode wanted, CancellationToken cancellation)
    {
        var normal = await (
            from video in db.Videos
            where video.Status == VideoStatus.Normal
            join publication in db.Publications.Where(one => one.RetiredAt == null) on video.Id equals publication.VideoId into published
            from publication in published.DefaultIfEmpty()
            group video by new { video.IsOfflineDisabled, Encryption = (EncryptType?)publication.EncryptType } into videos
            select new { videos.Key.IsOfflineDisabled, videos.Key.Encryption, Count = videos.Count() }).ToListAsync(cancellation);
        var others = await db.Videos.Where(video => video.Status != VideoStatus.Normal).GroupBy(video => video.Status)
            .Select(videos => new { Status = videos.Key, Count = videos.Count() }).ToListAsync(cancellation);
        return
        [
            .. normal.OrderBy(row => row.IsOfflineDisabled).ThenBy(row => row.Encryption)
                .Select(row => Fate(VideoStatus.Normal, row.IsOfflineDisabled, row.Encryption, row.Count)),
            .. others.OrderBy(row => row.Status).Select(row => Fate(row.Status, false, null, row.Count)),
        ];

        AffectedVideos Fate(VideoStatus status, bool isOfflineDisabled, EncryptType? encryption, int count) => new(
            status, isOfflineDisabled, encryption, count,
            DownloadRules.FormOf(mode, status, isOfflineDisabled, encryption),
            DownloadRules.FormOf(wanted, status, isOfflineDisabled, encryption));
    }
}
