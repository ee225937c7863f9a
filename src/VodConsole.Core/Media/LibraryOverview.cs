using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;

namespace VodConsole.Core.Media;

/// <summary>The state of the library at a glance.</summary>
public sealed class LibraryOverview(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, TranscodeTaskList tasks, IMediaStore media)
{
    private const int RowLimit = 5;

    /// <summary>Reads it as it is now.</summary>
    public async Task<LibrarySummary> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var videos = await db.Videos.GroupBy(video => video.Status)
            .Select(group => new { Status = group.Key, Count = group.Count(), Size = group.Sum(video => video.Size) })
            .ToListAsync(cancellation);
        var published = await db.PublishedRenditions.SumAsync(rendition => rendition.Size, cancellation);
        var queued = await db.TranscodeTasks.CountAsync(task => task.Status == TranscodeStatus.Queued, cancellation);
        var running = await ReadAsync(actor, TranscodeStatus.Running, cancellation);
        var failed = await ReadAsync(actor, TranscodeStatus.Failed, cancellation);
        return new LibrarySummary(
            videos.ToDictionary(row => row.Status, row => row.Count), running, queued, failed,
            new StorageSummary(videos.Sum(row => row.Size), published, await media.GetFreeSpaceAsync(cancellation)));
    }

    private async Task<IReadOnlyList<TranscodeTaskView>> ReadAsync(Actor actor, TranscodeStatus status, CancellationToken cancellation) =>
        (await tasks.SearchAsync(actor, new TranscodeTaskSearch { Status = status, Take = RowLimit }, cancellation)).Tasks;
}

/// <summary>The library at a glance.</summary>
/// <param name="Videos">Videos by status; a status without any is absent.</param>
/// <param name="Running">Transcodings that run now, newest first, five at most.</param>
/// <param name="Queued">Transcodings that wait.</param>
/// <param name="Failed">Transcodings that failed last, newest first, five at most.</param>
/// <param name="Storage">What takes up space.</param>
public sealed record LibrarySummary(
    IReadOnlyDictionary<VideoStatus, int> Videos, IReadOnlyList<TranscodeTaskView> Running, int Queued,
    IReadOnlyList<TranscodeTaskView> Failed, StorageSummary Storage)
{
    /// <summary>Videos in all.</summary>
    public int Total => Videos.Values.Sum();
}

/// <summary>What takes up space in the media store.</summary>
/// <param name="Sources">Bytes of uploaded sources.</param>
/// <param name="Published">Bytes of published ciphertext, retired publications included.</param>
/// <param name="Free">Bytes that can still be stored; null where there is no such limit.</param>
public sealed record StorageSummary(long Sources, long Published, long? Free);
