using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;

namespace VodConsole.Core.Downloads;

/// <summary>Reads bulk runs: how far they are, and what they could not do.</summary>
public sealed class OfflineSwitchRunList(IDbContextFactory<VodDbContext> contexts, AccessGuard guard)
{
    private const int PageLimit = 200;

    private static readonly Expression<Func<OfflineSwitchRun, OfflineSwitchRunView>> View = run => new OfflineSwitchRunView
    {
        Id = run.Id,
        Disables = run.Disables,
        SearchJson = run.Search,
        Total = run.Total,
        Switched = run.Switched,
        Unchanged = run.Unchanged,
        Refused = run.Refused,
        Speed = run.Speed,
        CreatedBy = run.CreatedBy,
        CreatedAt = run.CreatedAt,
        EndedAt = run.EndedAt,
        IsStopped = run.IsStopped,
    };

    /// <summary>Runs, newest first.</summary>
    public async Task<(IReadOnlyList<OfflineSwitchRunView> Runs, int Total)> ReadAsync(
        Actor actor, int skip, int take, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var runs = await db.OfflineSwitchRuns.OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id)
            .Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, PageLimit)).Select(View).ToListAsync(cancellation);
        return (runs, await db.OfflineSwitchRuns.CountAsync(cancellation));
    }

    /// <summary>Runs that have not ended, in the order in which they take place.</summary>
    public async Task<IReadOnlyList<OfflineSwitchRunView>> ReadActiveAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.OfflineSwitchRuns.Where(run => run.EndedAt == null).OrderBy(run => run.CreatedAt).ThenBy(run => run.Id)
            .Select(View).ToListAsync(cancellation);
    }

    /// <summary>One run; null when there is none.</summary>
    public async Task<OfflineSwitchRunView?> FindAsync(Actor actor, Guid runId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.OfflineSwitchRuns.Where(run => run.Id == runId).Select(View).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>The videos that a run refused, in the order in which it came by.</summary>
    public async Task<(IReadOnlyList<OfflineRefusal> Refusals, int Total)> ReadRefusedAsync(
        Actor actor, Guid runId, int skip, int take, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var refused = db.OfflineSwitchItems.Where(item => item.RunId == runId && item.RefusedStatus != null);
        var page = refused.OrderBy(item => item.VideoCreatedAt).ThenBy(item => item.VideoId)
            .Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, PageLimit));
        var rows = await (
            from item in page
            join video in db.Videos on item.VideoId equals video.Id into videos
            from video in videos.DefaultIfEmpty()
            orderby item.VideoCreatedAt, item.VideoId
            select new OfflineRefusal(item.VideoId, video == null ? null : video.Title, item.RefusedStatus!.Value, item.At)).ToListAsync(cancellation);
        return (rows, await refused.CountAsync(cancellation));
    }
}

/// <summary>A bulk run as pages show it.</summary>
public sealed record OfflineSwitchRunView
{
    /// <summary>The id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether it disables; otherwise it enables.</summary>
    public required bool Disables { get; init; }

    /// <summary>The search whose videos it takes; null when they were selected one by one.</summary>
    public VideoSearch? Search => SearchJson is null ? null : OfflineSwitchScope.ReadSearch(SearchJson);

    /// <summary>Videos in scope when it began.</summary>
    public required int Total { get; init; }

    /// <summary>Videos that were switched.</summary>
    public required int Switched { get; init; }

    /// <summary>Videos that were so already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Videos that were refused.</summary>
    public required int Refused { get; init; }

    /// <summary>Videos per second; null before the first batch.</summary>
    public required double? Speed { get; init; }

    /// <summary>Who asked for it, by name.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it ended, UTC; null while it goes on.</summary>
    public required DateTime? EndedAt { get; init; }

    /// <summary>Whether a person stopped it.</summary>
    public required bool IsStopped { get; init; }

    /// <summary>Videos that were looked at.</summary>
    public int Looked => Switched + Unchanged + Refused;

    /// <summary>0 to 1. A run that went through is whole, even when videos were deleted before it came by.</summary>
    public double Progress => EndedAt is not null && !IsStopped ? 1 : Total == 0 ? 0 : Math.Min(1, (double)Looked / Total);

    /// <summary>Time to the end at the measured speed; null when unknown or ended.</summary>
    public TimeSpan? Remaining => EndedAt is null && Speed is > 0 ? TimeSpan.FromSeconds(Math.Max(0, Total - Looked) / Speed.Value) : null;

    internal string? SearchJson { get; init; }
}

/// <summary>A video that a run refused.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Title">Its title now; null when it was deleted since.</param>
/// <param name="Status">The status that forbade it.</param>
/// <param name="At">When the run came by, UTC.</param>
public sealed record OfflineRefusal(Guid VideoId, string? Title, VideoStatus Status, DateTime At);
