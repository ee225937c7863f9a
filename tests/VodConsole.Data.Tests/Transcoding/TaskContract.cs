using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Transcoding;
using VodConsole.Data.Tests.Databases;

namespace VodConsole.Data.Tests.Transcoding;

/// <summary>At most one task of a video is active, which the database itself enforces.</summary>
public abstract class TaskContract(TestDatabase database) : DatabaseContract(database)
{
    [SkippableFact]
    public async Task Refuses_a_second_active_task_of_a_video()
    {
        var video = Rows.Video();
        await SaveAsync(video, Rows.Task(video));

        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(Rows.Task(video)));
    }

    [SkippableFact]
    public async Task Accepts_a_task_beside_ended_ones_and_those_of_other_videos()
    {
        var (video, other) = (Rows.Video(), Rows.Video());
        await SaveAsync(video, Rows.EndedTask(video), Rows.EndedTask(video), Rows.Task(video), other, Rows.Task(other));

        await using var db = Open();
        Assert.Equal(3, await db.TranscodeTasks.CountAsync(task => task.VideoId == video.Id));
    }

    [SkippableFact]
    public async Task Of_two_submissions_at_once_stores_one()
    {
        var video = Rows.Video();
        await SaveAsync(video);

        var attempts = Enumerable.Range(0, 4).Select(_ => Record.ExceptionAsync(() => Task.Run(() => SaveAsync(Rows.Task(video)))));
        var failures = await Task.WhenAll(attempts);

        Assert.Equal(3, failures.OfType<DbUpdateException>().Count());
        await using var db = Open();
        Assert.Equal(1, await db.TranscodeTasks.CountAsync(task => task.VideoId == video.Id && task.EndedAt == null));
    }

    [SkippableFact]
    public async Task Finds_the_latest_task_of_each_video_that_has_one()
    {
        var (often, once, never) = (Rows.Video(), Rows.Video(), Rows.Video());
        var (latest, only) = (Rows.Task(often, Rows.Noon.AddHours(1)), Rows.Task(once));
        await SaveAsync(often, once, never, Rows.EndedTask(often), latest, Rows.EndedTask(often), only);

        var found = await Database.Get<TranscodeJobs>().FindLatestAsync(Actor.System, [often.Id, never.Id, Guid.NewGuid(), once.Id], default);

        Assert.Equal([latest.Id, only.Id], found.Select(one => one.Task.Id));
        Assert.All(found, one => Assert.Single(one.Jobs));
    }

    [SkippableFact]
    public async Task Lists_the_tasks_of_a_video_from_one_time_until_another_newest_first()
    {
        var video = Rows.Video();
        var tasks = Enumerable.Range(0, 4).Select(hour => Rows.EndedTask(video, Rows.Noon.AddHours(hour))).ToList();
        await SaveAsync([video, .. tasks]);
        var jobs = Database.Get<TranscodeJobs>();
        async Task<IEnumerable<int>> ListAsync(TasksOfVideo search) =>
            (await jobs.ListAsync(Actor.System, search, default))!.Select(found => tasks.FindIndex(task => task.Id == found.Id));

        Assert.Equal([3, 2, 1, 0], await ListAsync(new(video.Id, 0, 10)));
        Assert.Equal([2, 1], await ListAsync(new(video.Id, 1, 2)));
        Assert.Equal([2, 1], await ListAsync(new(video.Id, 0, 10) { From = Rows.Noon.AddHours(1), Until = Rows.Noon.AddHours(3) }));
        Assert.Null(await jobs.ListAsync(Actor.System, new(Guid.NewGuid(), 0, 10), default));
    }

    [SkippableFact]
    public async Task Reads_the_queue_in_the_order_of_submission()
    {
        var videos = Enumerable.Range(0, 5).Select(_ => Rows.Video()).ToList();
        var tasks = videos.Select((video, index) => Rows.Task(video, Rows.Noon.AddMilliseconds((index * 7) % 5))).ToList();
        await SaveAsync([.. videos, .. tasks]);
        var ids = tasks.Select(task => task.Id).ToList();

        await using var db = Open();
        var queue = await db.TranscodeTasks.Where(task => task.Status == TranscodeStatus.Queued && ids.Contains(task.Id))
            .OrderBy(task => task.CreatedAt).Select(task => task.Id).ToListAsync();

        Assert.Equal(tasks.OrderBy(task => task.CreatedAt).Select(task => task.Id), queue);
    }
}

public sealed class TasksOnSqlite(SqliteDatabase database) : TaskContract(database), IClassFixture<SqliteDatabase>;

public sealed class TasksOnPostgreSql(PostgreSqlDatabase database) : TaskContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class TasksOnSqlServer(SqlServerDatabase database) : TaskContract(database), IClassFixture<SqlServerDatabase>;
