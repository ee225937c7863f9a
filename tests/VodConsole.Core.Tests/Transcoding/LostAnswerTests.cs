using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Transcoding;

/// <summary>The database did what it was asked, but the answer got lost: nothing may happen twice, nothing half.</summary>
public sealed class LostAnswerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_result_is_published_once(int call)
    {
        var faults = new Faults();
        using var bench = new TaskBench(faults);
        var first = await bench.ClaimAsync();
        Assert.True(await bench.PublishAsync(first));
        var again = await bench.Tasks.SubmitAsync(Core.Accounts.Actor.System, first.VideoId, TemplateGroup.Original, default);
        var second = (await bench.Leases.ClaimAsync(again, Guid.NewGuid(), default))!;

        faults.Arm(call);
        var published = await FinishAsync(bench, bench.PublishAsync(second));

        Assert.True(published);
        Assert.True(faults.Happened);
        await using var db = bench.NewContext();
        Assert.Equal(2, await db.Publications.CountAsync());
        Assert.Equal(again, (await db.Publications.SingleAsync(publication => publication.RetiredAt == null)).TaskId);
        Assert.Equal(2, await db.DataKeys.CountAsync());
        Assert.Equal(VideoStatus.Normal, (await bench.ReadVideoAsync(first.VideoId)).Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_failure_is_written_once(int call)
    {
        var faults = new Faults();
        using var bench = new TaskBench(faults);
        var lease = await bench.ClaimAsync();
        faults.Arm(call);
        await FinishAsync(bench, bench.Endings.FailAsync(lease, FailureReason.Of(ErrorCode.InternalError), null, false, default));

        Assert.True(faults.Happened);
        Assert.Equal(TranscodeStatus.Failed, (await bench.ReadAsync(lease.TaskId)).Status);
        await using var db = bench.NewContext();
        Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Action == Core.Audit.AuditAction.TranscodeFailed));
    }

    [Fact]
    public async Task A_claim_whose_answer_got_lost_is_found_when_its_lease_ends()
    {
        var faults = new Faults();
        using var bench = new TaskBench(faults);
        var taskId = await bench.QueueAsync();
        faults.Arm(1);
        var me = Guid.NewGuid();
        await Assert.ThrowsAsync<TimeoutException>(() => bench.Leases.ClaimAsync(taskId, me, default));

        Assert.Equal(TranscodeStatus.Running, (await bench.ReadAsync(taskId)).Status);
        bench.Clock.Advance(TranscodeLease.Duration + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await bench.Recovery.ReclaimAsync(me, default));
        Assert.NotNull(await bench.Leases.ClaimAsync(taskId, me, default));
    }

    private static async Task<bool> FinishAsync(TaskBench bench, Task<bool> work)
    {
        // The pause between two tries is on the test's clock.
        while (!work.IsCompleted)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }

        return await work;
    }
}
