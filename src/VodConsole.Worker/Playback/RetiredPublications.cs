using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VodConsole.Core;
using VodConsole.Core.Playback;
using VodConsole.Core.Storage;

namespace VodConsole.Worker.Playback;

/// <summary>
/// Deletes publications that a newer one has replaced, once running players had time to finish: the objects first, then
/// the rows. The key goes last, with its row, so that no segment is ever left without the key that opens it.
/// </summary>
public sealed class RetiredPublications(
    IDbContextFactory<VodDbContext> contexts, IMediaStore media, IOptions<MaintenanceOptions> options, TimeProvider clock,
    ILogger<RetiredPublications> log)
{
    /// <summary>Deletes what is due. Safe to repeat after a crash at any moment.</summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task DeleteAsync(CancellationToken cancellation)
    {
        var limit = clock.GetUtcNow().UtcDateTime - options.Value.RetiredGrace;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var due = await (
            from publication in db.Publications
            join video in db.Videos on publication.VideoId equals video.Id
            where publication.RetiredAt < limit
            select new { Publication = publication, video.CoverKey }).AsNoTracking().ToListAsync(cancellation);
        foreach (var retired in due)
        {
            await media.DeleteAsync(retired.Publication.Prefix + "/", cancellation);
            if (CoverOf(retired.Publication) is var cover && cover != retired.CoverKey) await media.DeleteAsync(cover, cancellation);
            await db.Publications.Where(row => row.Id == retired.Publication.Id).ExecuteDeleteAsync(cancellation);
            log.LogInformation("Publication {Publication} of video {Video} was deleted after its time of grace",
                retired.Publication.Id, retired.Publication.VideoId);
        }
    }

    private static string CoverOf(Publication publication) =>
        $"cover/{publication.VideoId:N}/{publication.TaskId:N}-{publication.Fence}.jpg";
}
