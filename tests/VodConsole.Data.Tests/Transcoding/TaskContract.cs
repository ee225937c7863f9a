using Microsoft.EntityFrameworkCore;
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
