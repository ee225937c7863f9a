using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads;

/// <summary>
/// Disables offline for one video, and enables it again (<c>vod-contract.md</c> §6): the service then authorises no download of it.
/// Playback is untouched. Both ways only while the video is <see cref="VideoStatus.Normal"/>. In contrast to
/// <see cref="OfflineSwitchRuns"/> this is done when the call returns.
/// </summary>
public sealed class OfflineSwitch(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, VideoTotals totals, TimeProvider clock)
{
    /// <summary>Disables offline.</summary>
    /// <returns>False when it was disabled already; then nothing happened.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.OfflineSwitchNeedsNormal"/>, <see cref="ErrorCode.VideoNotFound"/>.
    /// </exception>
    public Task<bool> DisableAsync(Actor actor, Guid videoId, CancellationToken cancellation) =>
        SetAsync(actor, videoId, disables: true, cancellation);

    /// <summary>Enables offline again.</summary>
    /// <returns>False when it was not disabled; then nothing happened.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.OfflineSwitchNeedsNormal"/>, <see cref="ErrorCode.VideoNotFound"/>.
    /// </exception>
    public Task<bool> EnableAsync(Actor actor, Guid videoId, CancellationToken cancellation) =>
        SetAsync(actor, videoId, disables: false, cancellation);

    private async Task<bool> SetAsync(Actor actor, Guid videoId, bool disables, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditMedia, cancellation);
        var switched = await ContendedSave.RunAsync(() => SaveAsync(actor, videoId, disables, cancellation), cancellation);
        if (switched) totals.Forget();
        return switched;
    }

    private async Task<bool> SaveAsync(Actor actor, Guid videoId, bool disables, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var video = await db.Videos.SingleOrDefaultAsync(video => video.Id == videoId, cancellation)
            ?? throw new VodException(ErrorCode.VideoNotFound, $"{videoId:N}");
        if (!Set(db, audit, actor, video, disables, clock.GetUtcNow().UtcDateTime)) return false;
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Sets the switch of a video that is about to be saved.</summary>
    /// <returns>False when it stands so already.</returns>
    /// <exception cref="VodException"><see cref="ErrorCode.OfflineSwitchNeedsNormal"/>.</exception>
    internal static bool Set(VodDbContext db, IAuditLog audit, Actor actor, Video video, bool disables, DateTime now)
    {
        if (video.IsOfflineDisabled == disables) return false;
        if (video.Status != VideoStatus.Normal) throw new VodException(ErrorCode.OfflineSwitchNeedsNormal, video.Status);

        video.IsOfflineDisabled = disables;
        video.ModifiedAt = now;
        audit.Add(
            db, actor, disables ? AuditAction.OfflineDisabled : AuditAction.OfflineEnabled,
            new AuditTarget("video", $"{video.Id:N}", video.Title),
            new { IsOfflineDisabled = !disables }, new { IsOfflineDisabled = disables });
        return true;
    }
}
