using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Transcoding;

public sealed class TaskLifeTests : IDisposable
{
    private readonly TaskBench bench = new();

    [Fact]
    public async Task Submitting_queues_a_task_moves_the_video_and_is_audited()
    {
        var videoId = await bench.AddVideoAsync();
        var taskId = await bench.Tasks.SubmitAsync(Actor.System, videoId, TemplateGroup.Original, default);

        var task = await bench.ReadAsync(taskId);
        Assert.Equal((TranscodeStatus.Queued, TemplateGroup.Original, 0), (task.Status, task.TemplateGroup, task.Attempts));
        Assert.Equal(VideoStatus.Transcoding, (await bench.ReadVideoAsync(videoId)).Status);
        await using var db = bench.NewContext();
        Assert.Equal($"{videoId:N}", (await db.AuditEntries.SingleAsync(entry => entry.Action == AuditAction.TranscodeSubmitted)).TargetId);
    }

    [Fact]
    public async Task Submitting_wakes_the_workers_of_this_process()
    {
        var wake = bench.Get<TranscodeSignal>().Next;
        await bench.QueueAsync();
        Assert.True(wake.IsCompleted);
    }

    [Fact]
    public async Task A_video_has_one_active_task_at_most()
    {
        var task = await bench.ReadAsync(await bench.QueueAsync());
        var refusal = await Assert.ThrowsAsync<VodException>(
            () => bench.Tasks.SubmitAsync(Actor.System, task.VideoId, TemplateGroup.Ladder, default));
        Assert.Equal(ErrorCode.VideoStatusForbids, refusal.Code);
    }

    [Fact]
    public async Task Two_submissions_at_once_make_one_task()
    {
        var videoId = await bench.AddVideoAsync();
        var ends = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                await bench.Tasks.SubmitAsync(Actor.System, videoId, TemplateGroup.Ladder, default);
                return (ErrorCode?)null;
            }
            catch (VodException refusal)
            {
                return refusal.Code;
            }
        })));

        Assert.Single(ends, end => end is null);
        Assert.All(ends.OfType<ErrorCode>(), code => Assert.Equal(ErrorCode.VideoStatusForbids, code));
        await using var db = bench.NewContext();
        Assert.Equal(1, await db.TranscodeTasks.CountAsync());
    }

    [Fact]
    public async Task A_person_without_the_right_is_refused_and_nothing_changes()
    {
        var taskId = await bench.QueueAsync();
        var stranger = new Actor(Guid.NewGuid(), "stranger");
        foreach (var attempt in new Func<Task>[]
        {
            async () => await bench.Tasks.SubmitAsync(stranger, Guid.NewGuid(), TemplateGroup.Ladder, default),
            async () => await bench.Tasks.RetryAsync(stranger, taskId, default),
            () => bench.Tasks.CancelAsync(stranger, taskId, default),
            async () => await bench.Get<TranscodeTaskList>().SearchAsync(stranger, new TranscodeTaskSearch(), default),
        })
            Assert.Equal(ErrorCode.NotSignedIn, (await Assert.ThrowsAsync<VodException>(attempt)).Code);
        Assert.Equal(TranscodeStatus.Queued, (await bench.ReadAsync(taskId)).Status);
    }

    [Fact]
    public async Task Cancelling_a_queued_task_gives_the_video_back()
    {
        var taskId = await bench.QueueAsync();
        await bench.Tasks.CancelAsync(Actor.System, taskId, default);

        var task = await bench.ReadAsync(taskId);
        Assert.Equal(TranscodeStatus.Cancelled, task.Status);
        Assert.NotNull(task.EndedAt);
        Assert.Equal(VideoStatus.UploadSucc, (await bench.ReadVideoAsync(task.VideoId)).Status);
    }

    [Fact]
    public async Task Cancelling_a_running_task_takes_the_lease_away()
    {
        var lease = await bench.ClaimAsync();
        await bench.Tasks.CancelAsync(Actor.System, lease.TaskId, default);

        Assert.False(await bench.Leases.HoldsAsync(lease, default));
        Assert.False(await bench.PublishAsync(lease));
        Assert.Equal(VideoStatus.UploadSucc, (await bench.ReadVideoAsync(lease.VideoId)).Status);
    }

    [Fact]
    public async Task Cancelling_a_new_transcoding_of_a_published_video_leaves_it_playable()
    {
        var first = await bench.ClaimAsync();
        Assert.True(await bench.PublishAsync(first));
        var again = await bench.Tasks.SubmitAsync(Actor.System, first.VideoId, TemplateGroup.Original, default);
        await bench.Tasks.CancelAsync(Actor.System, again, default);
        Assert.Equal(VideoStatus.Normal, (await bench.ReadVideoAsync(first.VideoId)).Status);
    }

    [Fact]
    public async Task An_ended_task_cannot_be_cancelled()
    {
        var lease = await bench.ClaimAsync();
        await bench.PublishAsync(lease);
        var refusal = await Assert.ThrowsAsync<VodException>(() => bench.Tasks.CancelAsync(Actor.System, lease.TaskId, default));
        Assert.Equal(ErrorCode.TaskEnded, refusal.Code);
        Assert.Equal(VideoStatus.Normal, (await bench.ReadVideoAsync(lease.VideoId)).Status);
    }

    [Fact]
    public async Task A_failed_task_is_tried_again_as_a_new_one()
    {
        var lease = await bench.ClaimAsync();
        await bench.Endings.FailAsync(lease, FailureReason.Of(ErrorCode.InternalError), "log", mayPassLater: false, default);
        var again = await bench.Tasks.RetryAsync(Actor.System, lease.TaskId, default);

        Assert.Equal((TranscodeStatus.Failed, TranscodeStatus.Queued),
            ((await bench.ReadAsync(lease.TaskId)).Status, (await bench.ReadAsync(again)).Status));
        var video = await bench.ReadVideoAsync(lease.VideoId);
        Assert.Equal((VideoStatus.Transcoding, null), (video.Status, video.Failure));
    }

    [Fact]
    public async Task A_running_or_succeeded_task_cannot_be_tried_again()
    {
        var lease = await bench.ClaimAsync();
        Assert.Equal(ErrorCode.TaskNotRetryable,
            (await Assert.ThrowsAsync<VodException>(() => bench.Tasks.RetryAsync(Actor.System, lease.TaskId, default))).Code);
        await bench.PublishAsync(lease);
        Assert.Equal(ErrorCode.TaskNotRetryable,
            (await Assert.ThrowsAsync<VodException>(() => bench.Tasks.RetryAsync(Actor.System, lease.TaskId, default))).Code);
    }

    [Fact]
    public async Task A_task_that_does_not_exist_is_named()
    {
        var refusal = await Assert.ThrowsAsync<VodException>(() => bench.Tasks.CancelAsync(Actor.System, Guid.Empty, default));
        Assert.Equal(ErrorCode.TaskNotFound, refusal.Code);
    }

    [Fact]
    public async Task A_page_of_tasks_carries_what_its_rows_show()
    {
        var lease = await bench.ClaimAsync();
        await bench.Leases.BeginAsync(lease, [new PlannedRendition(Definition.FD), new PlannedRendition(Definition.HD)], default);
        await bench.Leases.ReportAsync(lease, new TaskProgress(0.5, 2, []), default);
        var list = bench.Get<TranscodeTaskList>();
        var page = await list.SearchAsync(Actor.System, new TranscodeTaskSearch { Status = TranscodeStatus.Running, VideoId = lease.VideoId }, default);

        var row = Assert.Single(page.Tasks);
        Assert.Equal(("Car detection", 2, null), (row.Title, row.Task.Renditions.Count, row.QueuePosition));
        // Half of ten seconds is left, at twice the speed.
        Assert.Equal(TimeSpan.FromSeconds(2.5), row.Remaining);
        Assert.Equal(0, (await list.SearchAsync(Actor.System, new TranscodeTaskSearch { VideoId = Guid.NewGuid() }, default)).Total);
    }

    public void Dispose() => bench.Dispose();
}
