using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Transcoding;

public sealed class EndingTests : IDisposable
{
    private readonly TaskBench bench = new();

    [Fact]
    public async Task Bad_input_fails_at_the_first_attempt()
    {
        var lease = await bench.ClaimAsync();
        await bench.Endings.FailAsync(lease, FailureReason.Of(ErrorCode.InternalError), "moov atom not found", mayPassLater: false, default);

        var task = await bench.ReadAsync(lease.TaskId);
        Assert.Equal((TranscodeStatus.Failed, "moov atom not found"), (task.Status, task.LogTail));
        var video = await bench.ReadVideoAsync(lease.VideoId);
        Assert.Equal((VideoStatus.TranscodeFail, ErrorCode.InternalError), (video.Status, video.Failure?.Code));
    }

    [Fact]
    public async Task What_may_pass_later_is_tried_three_times_with_a_pause()
    {
        var taskId = await bench.QueueAsync();
        for (var attempt = 1; attempt <= TranscodeTask.AttemptLimit; attempt++)
        {
            var lease = await bench.Leases.ClaimAsync(taskId, Guid.NewGuid(), default);
            Assert.Equal(attempt, lease!.Attempt);
            await bench.Endings.FailAsync(lease, FailureReason.Of(ErrorCode.InternalError), null, mayPassLater: true, default);
            Assert.Null(await bench.Leases.ClaimAsync(taskId, Guid.NewGuid(), default));
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(TranscodeStatus.Failed, (await bench.ReadAsync(taskId)).Status);
    }

    [Fact]
    public async Task A_full_storage_pauses_the_task_as_often_as_it_takes_and_says_why()
    {
        var taskId = await bench.QueueAsync();
        for (var i = 0; i < 2 * TranscodeTask.AttemptLimit; i++)
        {
            var lease = await bench.Leases.ClaimAsync(taskId, Guid.NewGuid(), default);
            await bench.Endings.FailAsync(lease!, FailureReason.Of(ErrorCode.TranscodeStorageFull), null, mayPassLater: true, default);
            Assert.Empty(await bench.Leases.FindDueAsync(10, default));
            bench.Clock.Advance(TranscodeEndings.InstallationPause);
        }

        var task = await bench.ReadAsync(taskId);
        Assert.Equal((TranscodeStatus.Queued, ErrorCode.TranscodeStorageFull, 0), (task.Status, task.Failure?.Code, task.Attempts));
        Assert.Equal([taskId], await bench.Leases.FindDueAsync(10, default));
    }

    [Fact]
    public async Task A_missing_ffmpeg_does_not_cost_a_task_its_life()
    {
        var lease = await bench.ClaimAsync();
        await bench.Endings.FailAsync(lease, FailureReason.Of(ErrorCode.FfmpegMissing, "ffmpeg", ""), null, mayPassLater: false, default);
        Assert.Equal(TranscodeStatus.Queued, (await bench.ReadAsync(lease.TaskId)).Status);
    }

    [Fact]
    public async Task Publishing_moves_everything_at_once()
    {
        var lease = await bench.ClaimAsync();
        Assert.True(await bench.PublishAsync(lease, "cover/x.jpg"));

        var video = await bench.ReadVideoAsync(lease.VideoId);
        Assert.Equal((VideoStatus.Normal, "cover/x.jpg"), (video.Status, video.CoverKey));
        Assert.Equal((TranscodeStatus.Succeeded, 1.0), ((await bench.ReadAsync(lease.TaskId)).Status, (await bench.ReadAsync(lease.TaskId)).Progress));
        await using var db = bench.NewContext();
        var publication = await db.Publications.Include(row => row.Renditions).SingleAsync();
        Assert.Equal((lease.Prefix, null, 1), (publication.Prefix, publication.RetiredAt, publication.Renditions.Count));
        Assert.Equal(publication.Id, (await db.DataKeys.SingleAsync()).PublicationId);
    }

    [Fact]
    public async Task A_newer_result_retires_the_older_one()
    {
        var first = await bench.ClaimAsync();
        await bench.PublishAsync(first);
        var again = await bench.Tasks.SubmitAsync(Actor.System, first.VideoId, TemplateGroup.Original, default);
        await using (var db = bench.NewContext())
            Assert.Null((await db.Publications.SingleAsync()).RetiredAt);
        var second = await bench.Leases.ClaimAsync(again, Guid.NewGuid(), default);
        Assert.True(await bench.PublishAsync(second!));

        await using var after = bench.NewContext();
        Assert.Equal(again, (await after.Publications.SingleAsync(publication => publication.RetiredAt == null)).TaskId);
        Assert.Equal(first.TaskId, (await after.Publications.SingleAsync(publication => publication.RetiredAt != null)).TaskId);
        Assert.Equal(2, await after.DataKeys.CountAsync());
    }

    [Fact]
    public async Task A_failed_new_transcoding_of_a_published_video_leaves_it_playable()
    {
        var first = await bench.ClaimAsync();
        await bench.PublishAsync(first);
        var again = await bench.Tasks.SubmitAsync(Actor.System, first.VideoId, TemplateGroup.Original, default);
        var second = await bench.Leases.ClaimAsync(again, Guid.NewGuid(), default);
        await bench.Endings.FailAsync(second!, FailureReason.Of(ErrorCode.InternalError), null, mayPassLater: false, default);

        var video = await bench.ReadVideoAsync(first.VideoId);
        Assert.Equal((VideoStatus.Normal, null), (video.Status, video.Failure));
        Assert.Equal(ErrorCode.InternalError, (await bench.ReadAsync(again)).Failure?.Code);
    }

    [Fact]
    public async Task Publishing_outlasts_an_edit_of_the_video_that_gets_in_between()
    {
        var lease = await bench.ClaimAsync();
        var edits = 0;
        var done = await bench.Publishing.PublishAsync(lease, new FinishedPackage(Guid.NewGuid(), [1], 1, null, 10, () =>
        {
            // Runs after the publisher has read the video and before it saves. SQLite lets nobody else write meanwhile, so the
            // edit arrives the way the publisher would see it on another database: as a version that no longer matches.
            if (edits++ == 0) throw new DbUpdateConcurrencyException("Someone else edited the video.");
            return [];
        }), default);
        Assert.True(done);
        Assert.Equal(2, edits);
        Assert.Equal(VideoStatus.Normal, (await bench.ReadVideoAsync(lease.VideoId)).Status);
    }

    public void Dispose() => bench.Dispose();
}
