using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;

namespace VodConsole.Core.Transcoding;

/// <summary>Reads tasks for the console.</summary>
public sealed class TranscodeTaskList(IDbContextFactory<VodDbContext> contexts, AccessGuard guard)
{
    /// <summary>Largest page.</summary>
    public const int PageLimit = 200;

    /// <summary>One page of the tasks that match, newest first.</summary>
    public async Task<TranscodeTaskPage> SearchAsync(Actor actor, TranscodeTaskSearch search, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var tasks = db.TranscodeTasks.AsNoTracking();
        if (search.Status is { } status) tasks = tasks.Where(task => task.Status == status);
        if (search.VideoId is { } videoId) tasks = tasks.Where(task => task.VideoId == videoId);

        var total = await tasks.CountAsync(cancellation);
        var page = tasks.OrderByDescending(task => task.CreatedAt).ThenByDescending(task => task.Id)
            .Skip(search.Skip).Take(Math.Clamp(search.Take, 1, PageLimit));
        return new TranscodeTaskPage(await ReadAsync(db, page, cancellation), total);
    }

    /// <summary>One task as it is now, or null when there is none.</summary>
    public async Task<TranscodeTaskView?> FindAsync(Actor actor, Guid taskId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await ReadAsync(db, db.TranscodeTasks.AsNoTracking().Where(task => task.Id == taskId), cancellation);
        return found.SingleOrDefault();
    }

    private static async Task<IReadOnlyList<TranscodeTaskView>> ReadAsync(
        VodDbContext db, IQueryable<TranscodeTask> tasks, CancellationToken cancellation)
    {
        var rows = await (
            from task in tasks.Include(task => task.Renditions)
            join video in db.Videos on task.VideoId equals video.Id
            select new { Task = task, video.Title, Duration = video.Source == null ? (double?)null : video.Source.Duration })
            .ToListAsync(cancellation);
        var places = rows.Exists(row => row.Task.Status == TranscodeStatus.Queued)
            ? await ReadQueueAsync(db, cancellation)
            : [];
        var groups = rows.Select(row => row.Task.TemplateGroup.OwnId).OfType<Guid>().Distinct().ToList();
        var names = groups.Count == 0 ? [] : await db.TranscodeTemplateGroups.Where(group => groups.Contains(group.Id))
            .ToDictionaryAsync(group => group.Id, group => group.Name, cancellation);
        return [.. rows.Select(row => new TranscodeTaskView(
            row.Task, row.Title, row.Duration,
            places.TryGetValue(row.Task.Id, out var place) ? place : null,
            row.Task.TemplateGroup.OwnId is { } groupId ? names.GetValueOrDefault(groupId) : null))];
    }

    private static async Task<Dictionary<Guid, int>> ReadQueueAsync(VodDbContext db, CancellationToken cancellation)
    {
        var queued = await db.TranscodeTasks.Where(task => task.Status == TranscodeStatus.Queued)
            .InQueueOrder().Select(task => task.Id).ToListAsync(cancellation);
        return queued.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index + 1);
    }
}

/// <summary>Which tasks to read.</summary>
public sealed record TranscodeTaskSearch
{
    /// <summary>Only tasks of this status.</summary>
    public TranscodeStatus? Status { get; init; }

    /// <summary>Only tasks of this video.</summary>
    public Guid? VideoId { get; init; }

    /// <summary>Tasks to pass over.</summary>
    public int Skip { get; init; }

    /// <summary>Tasks to read, 1 to <see cref="TranscodeTaskList.PageLimit"/>.</summary>
    public int Take { get; init; } = 20;
}

/// <summary>A page of tasks.</summary>
/// <param name="Tasks">The page, newest first.</param>
/// <param name="Total">How many match in all.</param>
public sealed record TranscodeTaskPage(IReadOnlyList<TranscodeTaskView> Tasks, int Total);

/// <summary>A task with what a reader needs beside it.</summary>
/// <param name="Task">The row, with its renditions.</param>
/// <param name="Title">The video's title.</param>
/// <param name="Duration">The source's length in seconds, where known.</param>
/// <param name="QueuePosition">1 for the next one to run; null unless queued.</param>
/// <param name="GroupName">The name of its template group; null for a built-in one, and for one that was deleted.</param>
public sealed record TranscodeTaskView(TranscodeTask Task, string Title, double? Duration, int? QueuePosition, string? GroupName = null)
{
    /// <summary>Time to the end at the measured speed; null unless running and measured.</summary>
    public TimeSpan? Remaining =>
        Task.Status == TranscodeStatus.Running && Task.Speed is > 0 and var speed && Duration is { } duration
            ? TimeSpan.FromSeconds(duration * (1 - Task.Progress) / speed)
            : null;
}
