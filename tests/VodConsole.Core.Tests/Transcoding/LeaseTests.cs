using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Transcoding;

public sealed class LeaseTests : IDisposable
{
    private readonly TaskBench bench = new();

    [Fact]
    public async Task Of_many_workers_that_claim_at_once_one_wins()
    {
        var taskId = await bench.QueueAsync();
        using var barrier = new Barrier(4);
        var leases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            barrier.SignalAndWait();
            return await bench.Leases.ClaimAsync(taskId, Guid.NewGuid(), default);
        })));

        var won = Assert.Single(leases, lease => lease is not null)!;
        var task = await bench.ReadAsync(taskId);
        Assert.Equal((TranscodeStatus.Running, won.Owner, 1L, 1), (task.Status, task.LeaseOwner, task.Fence, task.Attempts));
    }

    [Fact]
    public async Task A_lease_lasts_as_long_as_it_is_renewed()
    {
        var lease = await bench.ClaimAsync();
        for (var beat = 0; beat < 20; beat++)
        {
            bench.Clock.Advance(TranscodeLease.RenewalPeriod);
            Assert.True(await bench.Leases.RenewAsync(lease, default));
        }

        Assert.Equal(0, await bench.Recovery.ReclaimAsync(null, default));
    }

    [Fact]
    public async Task Reported_progress_renews_too()
    {
        var lease = await bench.ClaimAsync();
        await bench.Leases.BeginAsync(lease, [new PlannedRendition(Definition.FD) { Width = 640, Height = 360 }], default);
        bench.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.True(await bench.Leases.ReportAsync(
            lease, new TaskProgress(0.5, 2.5, [new RenditionState(Definition.FD, 0.4, 1000, 2)]), default));
        bench.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(0, await bench.Recovery.ReclaimAsync(null, default));

        var task = await bench.ReadAsync(lease.TaskId);
        var rendition = Assert.Single(task.Renditions);
        Assert.Equal((0.5, 2.5, 0.4, 1000L, 2), (task.Progress, task.Speed, rendition.Progress, rendition.StoredBytes, rendition.Segments));
    }

    [Fact]
    public async Task An_expired_lease_goes_to_the_next_worker_with_a_higher_fence()
    {
        var dead = await bench.ClaimAsync();
        bench.Clock.Advance(TranscodeLease.Duration + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await bench.Recovery.ReclaimAsync(null, default));

        var next = await bench.Leases.ClaimAsync(dead.TaskId, Guid.NewGuid(), default);
        Assert.Equal((dead.Fence + 1, 2), (next!.Fence, next.Attempt));
    }

    [Fact]
    public async Task A_slow_holder_that_renews_before_anyone_reclaims_keeps_its_lease()
    {
        var slow = await bench.ClaimAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(await bench.Leases.RenewAsync(slow, default));
        Assert.Equal(0, await bench.Recovery.ReclaimAsync(null, default));
    }

    [Fact]
    public async Task Beside_an_embedded_database_leases_of_other_processes_are_dead_at_once()
    {
        var me = Guid.NewGuid();
        var mine = await bench.ClaimAsync(me);
        var theirs = await bench.ClaimAsync();
        Assert.Equal(1, await bench.Recovery.ReclaimAsync(me, default));
        Assert.True(await bench.Leases.HoldsAsync(mine, default));
        Assert.False(await bench.Leases.HoldsAsync(theirs, default));
    }

    [Fact]
    public async Task A_zombie_can_neither_write_nor_publish()
    {
        var zombie = await bench.ClaimAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.Recovery.ReclaimAsync(null, default);
        await NothingWorks();
        var next = await bench.Leases.ClaimAsync(zombie.TaskId, Guid.NewGuid(), default);
        await NothingWorks();

        Assert.True(await bench.PublishAsync(next!));
        Assert.True(await bench.Publishing.IsPublishedAsync(next!, default));
        Assert.False(await bench.Publishing.IsPublishedAsync(zombie, default));

        async Task NothingWorks()
        {
            Assert.False(await bench.Leases.RenewAsync(zombie, default));
            Assert.False(await bench.Leases.ReportAsync(zombie, new TaskProgress(0.9, 1, []), default));
            Assert.False(await bench.Leases.BeginAsync(zombie, [], default));
            Assert.False(await bench.Endings.HandBackAsync(zombie, default));
            Assert.False(await bench.Endings.FailAsync(zombie, FailureReason.Of(ErrorCode.InternalError), null, false, default));
            Assert.False(await bench.PublishAsync(zombie));
            Assert.Equal(0, (await bench.ReadAsync(zombie.TaskId)).Progress);
        }
    }

    [Fact]
    public async Task Handing_back_does_not_count_the_attempt()
    {
        var lease = await bench.ClaimAsync();
        Assert.True(await bench.Endings.HandBackAsync(lease, default));

        var task = await bench.ReadAsync(lease.TaskId);
        Assert.Equal((TranscodeStatus.Queued, 0, null), (task.Status, task.Attempts, task.LeaseOwner));
        Assert.Equal(1, (await bench.Leases.ClaimAsync(lease.TaskId, Guid.NewGuid(), default))!.Attempt);
    }

    [Fact]
    public async Task A_task_that_takes_three_workers_with_it_is_parked_with_the_reason()
    {
        var taskId = await bench.QueueAsync();
        for (var crash = 1; crash <= TranscodeTask.AttemptLimit; crash++)
        {
            Assert.NotNull(await bench.Leases.ClaimAsync(taskId, Guid.NewGuid(), default));
            Assert.Equal(1, await bench.Recovery.ReclaimAsync(Guid.NewGuid(), default));
        }

        var task = await bench.ReadAsync(taskId);
        Assert.Equal((TranscodeStatus.Failed, ErrorCode.WorkerCrashed), (task.Status, task.Failure?.Code));
        Assert.Contains("3", task.Failure!.In(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(VideoStatus.TranscodeFail, (await bench.ReadVideoAsync(task.VideoId)).Status);
        Assert.Null(await bench.Leases.ClaimAsync(taskId, Guid.NewGuid(), default));
    }

    [Fact]
    public async Task The_oldest_task_is_due_first()
    {
        var expected = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            expected.Add(await bench.QueueAsync());
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(expected.Take(2), await bench.Leases.FindDueAsync(2, default));
        var page = await bench.Get<TranscodeTaskList>().SearchAsync(Actor.System, new TranscodeTaskSearch(), default);
        Assert.Equal([3, 2, 1], page.Tasks.Select(task => task.QueuePosition));
    }

    public void Dispose() => bench.Dispose();
}
