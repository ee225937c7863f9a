using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Playback;
using VodConsole.Core.Refusals;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// Reads tasks as programs see them: a task is a set of jobs, one for each rendition, with what came of it. In contrast to
/// <see cref="TranscodeTaskList"/> it knows what was published, and nothing of places in the queue.
/// </summary>
public sealed class TranscodeJobs(IDbContextFactory<VodDbContext> contexts, AccessGuard guard)
{
    /// <summary>A task with its jobs, or null when there is none.</summary>
    public async Task<TaskWithJobs?> FindTaskAsync(Actor actor, Guid taskId, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (await ReadAsync(db, db.TranscodeTasks.Where(task => task.Id == taskId), cancellation)).SingleOrDefault();
    }

    /// <summary>The tasks that have any of these jobs, with all of theirs.</summary>
    public async Task<IReadOnlyList<TaskWithJobs>> FindByJobsAsync(Actor actor, IReadOnlyCollection<Guid> jobIds, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await ReadAsync(db, Of(db, jobIds), cancellation);
    }

    /// <summary>
    /// Whose videos these tasks and jobs are: before anybody is asked whether they may know, so that it can be asked. In contrast to the others it asks for
    /// no right, and is for judging alone.
    /// </summary>
    public async Task<IReadOnlyCollection<Guid>> FindVideosAsync(
        IReadOnlyCollection<Guid> taskIds, IReadOnlyCollection<Guid> jobIds, CancellationToken cancellation)
    {
        if (taskIds.Count + jobIds.Count == 0) return [];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var named = db.TranscodeTasks.Where(task => taskIds.Contains(task.Id)).Select(task => task.VideoId);
        return await named.Union(Of(db, jobIds).Select(task => task.VideoId)).ToListAsync(cancellation);
    }

    private static IQueryable<TranscodeTask> Of(VodDbContext db, IReadOnlyCollection<Guid> jobIds)
    {
        // A task of before there were jobs has the ids of what it published.
        var published = from rendition in db.PublishedRenditions
                        join publication in db.Publications on rendition.PublicationId equals publication.Id
                        where jobIds.Contains(rendition.Id)
                        select publication.TaskId;
        return db.TranscodeTasks.Where(task =>
            task.Renditions.Any(job => job.JobId != null && jobIds.Contains(job.JobId.Value)) || published.Contains(task.Id));
    }

    /// <summary>The latest task of each of these videos that has one.</summary>
    public async Task<IReadOnlyList<TaskWithJobs>> FindLatestAsync(Actor actor, IReadOnlyCollection<Guid> videoIds, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var latest = db.TranscodeTasks.Where(task => videoIds.Contains(task.VideoId)).GroupBy(task => task.VideoId)
            .Select(tasks => tasks.OrderByDescending(task => task.CreatedAt).ThenByDescending(task => task.Id).Select(task => task.Id).First());
        return await ReadAsync(db, db.TranscodeTasks.Where(task => latest.Contains(task.Id)), cancellation);
    }

    /// <summary>Tasks of a video with their renditions, newest first; null when there is no such video.</summary>
    public async Task<IReadOnlyList<TranscodeTask>?> ListAsync(Actor actor, TasksOfVideo search, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewMedia, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await db.Videos.AnyAsync(video => video.Id == search.VideoId, cancellation)) return null;
        var tasks = db.TranscodeTasks.AsNoTracking().Include(task => task.Renditions).Where(task => task.VideoId == search.VideoId);
        if (search.From is { } from) tasks = tasks.Where(task => task.CreatedAt >= from);
        if (search.Until is { } until) tasks = tasks.Where(task => task.CreatedAt < until);
        return await tasks.OrderByDescending(task => task.CreatedAt).ThenByDescending(task => task.Id)
            .Skip(search.Skip).Take(search.Take).ToListAsync(cancellation);
    }

    private static async Task<IReadOnlyList<TaskWithJobs>> ReadAsync(
        VodDbContext db, IQueryable<TranscodeTask> tasks, CancellationToken cancellation)
    {
        var found = await tasks.AsNoTracking().Include(task => task.Renditions).OrderByDescending(task => task.CreatedAt).ToListAsync(cancellation);
        var ids = found.Select(task => task.Id).ToList();
        var publications = await db.Publications.AsNoTracking().Include(publication => publication.Renditions)
            .Where(publication => ids.Contains(publication.TaskId)).ToListAsync(cancellation);
        return [.. found.Select(task => Join(task, publications.Find(publication => publication.TaskId == task.Id)))];
    }

    private static TaskWithJobs Join(TranscodeTask task, Publication? publication) => new(task, publication,
    [
        .. task.Renditions.OrderBy(job => job.Definition)
            .Select(job => new JobOfTask(job, publication?.Renditions.FirstOrDefault(made => made.Definition == job.Definition))),
    ]);
}

/// <summary>A task, its jobs, and what was published of it while that is kept.</summary>
/// <param name="Task">The task.</param>
/// <param name="Publication">What came of it; null before, after a failure, and once it is retired and gone.</param>
/// <param name="Jobs">Its jobs, lowest rendition first.</param>
public sealed record TaskWithJobs(TranscodeTask Task, Publication? Publication, IReadOnlyList<JobOfTask> Jobs);

/// <summary>One job.</summary>
/// <param name="Work">What it makes, and how far it is.</param>
/// <param name="Made">What came of it; null while nothing did.</param>
public sealed record JobOfTask(TranscodeRendition Work, PublishedRendition? Made)
{
    /// <summary>Its id; null for a job without one that published nothing.</summary>
    public Guid? Id => Work.JobId ?? Made?.Id;
}

/// <summary>Which tasks of a video to list.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Skip">Tasks to pass over.</param>
/// <param name="Take">Tasks to read.</param>
public sealed record TasksOfVideo(Guid VideoId, int Skip, int Take)
{
    /// <summary>Only tasks that were queued at this time, UTC, or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Only tasks that were queued before this time, UTC.</summary>
    public DateTime? Until { get; init; }
}
