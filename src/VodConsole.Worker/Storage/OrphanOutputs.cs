using System.Globalization;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VodConsole.Core;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;

namespace VodConsole.Worker.Storage;

/// <summary>
/// The janitor: deletes attempts' output that no publication and no running task refers to, once it is old enough that no
/// worker can still be at it; and what a crash left of a deleted video. In contrast to <see cref="Playback.RetiredPublications"/> it removes what was never published.
/// </summary>
public sealed class OrphanOutputs(
    IDbContextFactory<VodDbContext> contexts, IMediaStore media, IOptions<MaintenanceOptions> options, TimeProvider clock,
    ILogger<OrphanOutputs> log)
{
    /// <summary>Deletes what is due. Safe to repeat after a crash at any moment.</summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task DeleteAsync(CancellationToken cancellation)
    {
        var limit = clock.GetUtcNow().UtcDateTime - options.Value.OrphanAge;
        await DeleteAttemptsAsync(limit, cancellation);
        await DeleteVideosAsync("src/", limit, cancellation);
        await DeleteVideosAsync("cover/", limit, cancellation);
    }

    private async Task DeleteAttemptsAsync(DateTime limit, CancellationToken cancellation)
    {
        await foreach (var (video, _) in media.ListPrefixesAsync("out/", cancellation))
            await foreach (var (prefix, changedAt) in media.ListPrefixesAsync(video.TrimEnd('/') + "/", cancellation))
                if (changedAt < limit && Attempt.Parse(prefix) is { } attempt && !await IsReferredToAsync(attempt, cancellation))
                {
                    await media.DeleteAsync(attempt.Prefix + "/", cancellation);
                    await media.DeleteAsync(attempt.CoverKey, cancellation);
                    log.LogInformation("Output {Prefix}, left by an attempt that never published, was deleted", attempt.Prefix);
                }
    }

    // A video's deletion takes its rows first: a crash before its objects went leaves them to nobody.
    private async Task DeleteVideosAsync(string root, DateTime limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await foreach (var (prefix, changedAt) in media.ListPrefixesAsync(root, cancellation))
            if (changedAt < limit && Guid.TryParseExact(prefix[root.Length..].TrimEnd('/'), "N", out var videoId)
                && !await db.Videos.AnyAsync(video => video.Id == videoId, cancellation))
            {
                await media.DeleteAsync($"{root}{videoId:N}/", cancellation);
                log.LogInformation("{Prefix}, left of a deleted video, was deleted", prefix);
            }
    }

    private async Task<bool> IsReferredToAsync(Attempt attempt, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Publications.AnyAsync(
                publication => publication.TaskId == attempt.TaskId && publication.Fence == attempt.Fence, cancellation)
            || await db.TranscodeTasks.AnyAsync(
                task => task.Id == attempt.TaskId && task.Fence == attempt.Fence && task.Status == TranscodeStatus.Running, cancellation);
    }

    /// <summary>The attempt that a prefix <c>out/{video}/{task}-{fence}</c> names.</summary>
    private sealed record Attempt(Guid VideoId, Guid TaskId, long Fence)
    {
        public string Prefix => $"out/{VideoId:N}/{TaskId:N}-{Fence}";

        public string CoverKey => $"cover/{VideoId:N}/{TaskId:N}-{Fence}.jpg";

        public static Attempt? Parse(string prefix) =>
            prefix.TrimEnd('/').Split('/') is ["out", var video, var name] && name.Split('-') is [var task, var fence]
            && Guid.TryParseExact(video, "N", out var videoId) && Guid.TryParseExact(task, "N", out var taskId)
            && long.TryParse(fence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new Attempt(videoId, taskId, number)
                : null;
    }
}
