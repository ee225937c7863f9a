using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Worker.Transcoding;

namespace VodConsole.Worker.Tests.Tasks;

public sealed class TaskRunnerTests : IAsyncLifetime
{
    private readonly ScriptedPackager packager = new();
    private WorkerBench bench = null!;

    [Fact]
    public async Task A_task_runs_to_its_publication_and_keeps_its_objects()
    {
        var taskId = await bench.QueueAsync();
        await bench.Runner.RunAsync(taskId, default);

        var task = await bench.ReadAsync(taskId);
        Assert.Equal((TranscodeStatus.Succeeded, 1.0), (task.Status, task.Progress));
        Assert.All(task.Renditions, rendition => Assert.Equal(1, rendition.Progress));
        Assert.Equal([$"{taskId:N}-1"], bench.Outputs());
        await using var db = bench.NewContext();
        Assert.Equal(VideoStatus.Normal, (await db.Videos.SingleAsync()).Status);
        Assert.Equal(taskId, (await db.Publications.SingleAsync()).TaskId);
        Assert.Equal(1, await db.DataKeys.CountAsync());
    }

    [Fact]
    public async Task The_packager_gets_a_key_of_16_bytes_that_is_zeroed_afterwards()
    {
        var sum = 0;
        packager.Script = (request, _, _) =>
        {
            Assert.Equal(16, request.DataKey.Length);
            sum = request.DataKey.Sum(value => value);
            return Task.CompletedTask;
        };
        await bench.Runner.RunAsync(await bench.QueueAsync(), default);
        Assert.NotEqual(0, sum);
        Assert.All(packager.Requests.Single().DataKey, value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task A_key_of_the_callers_encrypts_the_package_and_the_publication_names_where_it_is()
    {
        var issued = bench.Get<IssuedDataKeys>();
        using var key = await issued.GenerateAsync(Actor.System, default);
        byte[] used = [];
        packager.Script = (request, _, _) =>
        {
            used = [.. request.DataKey];
            return Task.CompletedTask;
        };
        var order = new TranscodeOrder(TemplateGroup.Ladder) { KeyService = new OwnKeyService(key.CipherText, "https://app.example.org/decrypt") };
        var taskId = await bench.Get<TranscodeOrders>().SubmitAsync(Actor.System, await bench.AddVideoAsync(), order, "one", default);
        await using var other = await WorkerBench.CreateAsync(packager.RunAsync, bench.Directory);
        await other.Runner.RunAsync(taskId, default);

        Assert.Equal(key.Plaintext, used);
        Assert.All(packager.Requests.Single().DataKey, value => Assert.Equal(0, value));
        await using var db = bench.NewContext();
        var publication = await db.Publications.SingleAsync();
        Assert.Equal("https://app.example.org/decrypt", publication.KeyUri);
        Assert.Equal(key.Plaintext, await bench.Get<DataKeys>().OpenAsync(await db.DataKeys.SingleAsync(), default));
        Assert.Equal(taskId, await other.Get<TranscodeOrders>().SubmitAsync(Actor.System, publication.VideoId, order, "one", default));
    }

    [Fact]
    public async Task Cancelling_kills_the_run_and_leaves_nothing()
    {
        packager.Script = ScriptedPackager.UntilKilledAsync;
        var taskId = await bench.QueueAsync();
        var run = bench.Runner.RunAsync(taskId, default);
        await packager.BegunAsync();
        await bench.Get<TranscodeTasks>().CancelAsync(Actor.System, taskId, default);

        await run.WaitAsync(WorkerBench.Patience);
        Assert.Equal(TranscodeStatus.Cancelled, (await bench.ReadAsync(taskId)).Status);
        Assert.Empty(bench.Outputs());
    }

    [Fact]
    public async Task Cancelling_from_another_process_is_noticed_too()
    {
        packager.Script = ScriptedPackager.UntilKilledAsync;
        var taskId = await bench.QueueAsync();
        var run = bench.Runner.RunAsync(taskId, default);
        await packager.BegunAsync();
        await using var other = await WorkerBench.CreateAsync(packager.RunAsync, bench.Directory);
        await other.Get<TranscodeTasks>().CancelAsync(Actor.System, taskId, default);
        await run.WaitAsync(WorkerBench.Patience);
    }

    [Fact]
    public async Task A_graceful_stop_hands_the_task_back_uncounted_and_leaves_nothing()
    {
        packager.Script = ScriptedPackager.UntilKilledAsync;
        using var stop = new CancellationTokenSource();
        var taskId = await bench.QueueAsync();
        var run = bench.Runner.RunAsync(taskId, stop.Token);
        await packager.BegunAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        var task = await bench.ReadAsync(taskId);
        Assert.Equal((TranscodeStatus.Queued, 0, null), (task.Status, task.Attempts, task.NotBefore));
        Assert.Empty(bench.Outputs());
    }

    [Fact]
    public async Task Of_two_workers_with_the_same_task_one_runs_it()
    {
        await using var other = await WorkerBench.CreateAsync(packager.RunAsync, bench.Directory);
        var taskId = await bench.QueueAsync();
        using var barrier = new Barrier(2);
        await Task.WhenAll(new[] { bench, other }.Select(worker => Task.Run(() =>
        {
            barrier.SignalAndWait();
            return worker.Runner.RunAsync(taskId, default);
        })));

        Assert.Single(packager.Requests);
        await using var db = bench.NewContext();
        Assert.Equal(1, await db.Publications.CountAsync());
    }

    [Fact]
    public async Task A_zombie_that_finishes_anyway_publishes_nothing_and_its_successor_does()
    {
        var release = new TaskCompletionSource();
        packager.Script = (request, _, _) => request.Fence == 1 ? release.Task : Task.CompletedTask;
        var taskId = await bench.QueueAsync();
        var zombie = bench.Runner.RunAsync(taskId, default);
        await packager.BegunAsync();

        await using var other = await WorkerBench.CreateAsync(packager.RunAsync, bench.Directory);
        await other.Get<TranscodeRecovery>().ReclaimAsync(other.Get<WorkerIdentity>().Id, default);
        await other.Runner.RunAsync(taskId, default);
        release.SetResult();
        await zombie;

        Assert.Equal([$"{taskId:N}-2"], bench.Outputs());
        await using var db = bench.NewContext();
        Assert.Equal(2, (await db.Publications.SingleAsync()).Fence);
        Assert.Equal(1, await db.DataKeys.CountAsync());
    }

    [Fact]
    public async Task Bad_input_fails_for_good_with_its_reason_and_the_log()
    {
        packager.Script = (_, _, _) => throw new TranscodeFailedException(
            FailureReason.Of(ErrorCode.InternalError), "Invalid data found", mayPassLater: false);
        var taskId = await bench.QueueAsync();
        await bench.Runner.RunAsync(taskId, default);

        var task = await bench.ReadAsync(taskId);
        Assert.Equal((TranscodeStatus.Failed, "Invalid data found"), (task.Status, task.LogTail));
        Assert.Empty(bench.Outputs());
    }

    [Fact]
    public async Task What_nobody_foresaw_is_tried_again_later()
    {
        packager.Script = (_, _, _) => throw new IOException("The cable came off.");
        var taskId = await bench.QueueAsync();
        await bench.Runner.RunAsync(taskId, default);

        var task = await bench.ReadAsync(taskId);
        Assert.Equal((TranscodeStatus.Queued, 1, ErrorCode.InternalError), (task.Status, task.Attempts, task.Failure?.Code));
        Assert.NotNull(task.NotBefore);
        Assert.Empty(bench.Outputs());
    }

    [Fact]
    public async Task Deleting_the_video_ends_its_run_and_leaves_nothing()
    {
        packager.Script = ScriptedPackager.UntilKilledAsync;
        var taskId = await bench.QueueAsync();
        var run = bench.Runner.RunAsync(taskId, default);
        await packager.BegunAsync();
        await using (var db = bench.NewContext()) await db.Videos.ExecuteDeleteAsync();

        await run.WaitAsync(WorkerBench.Patience);
        Assert.Empty(bench.Outputs());
    }

    [Fact]
    public async Task What_a_crashed_attempt_left_goes_when_the_next_one_begins()
    {
        var taskId = await bench.QueueAsync();
        var dead = await bench.Get<TranscodeLeases>().ClaimAsync(taskId, Guid.NewGuid(), default);
        await bench.PutAsync($"{dead!.Prefix}/fd/000000.ts");
        await bench.Get<TranscodeRecovery>().ReclaimAsync(Guid.NewGuid(), default);
        await bench.Runner.RunAsync(taskId, default);
        Assert.Equal([$"{taskId:N}-2"], bench.Outputs());
    }

    [Fact]
    public async Task Progress_reaches_the_row_while_the_task_runs()
    {
        var end = new TaskCompletionSource();
        packager.Script = (_, progress, _) =>
        {
            progress.Report(ScriptedPackager.Half);
            return end.Task;
        };
        var taskId = await bench.QueueAsync();
        var run = bench.Runner.RunAsync(taskId, default);
        var task = await bench.WaitForAsync(taskId, task => task.Progress > 0);
        Assert.Equal((0.5, 4.0, 3), (task.Progress, task.Speed, task.Renditions.Single().Segments));
        end.SetResult();
        await run;
    }

    public async Task InitializeAsync()
    {
        bench = await WorkerBench.CreateAsync(packager.RunAsync);
        packager.Store = bench.Get<IMediaStore>();
    }

    public async Task DisposeAsync() => await bench.DisposeAsync();
}
