using System.Diagnostics;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;

namespace VodConsole.Worker.Tests.Tasks;

/// <summary>The pump, Hangfire and the runner together, as a server process runs them.</summary>
public sealed class TranscodePumpTests
{
    private readonly ScriptedPackager packager = new();

    [Fact]
    public async Task Queued_tasks_run_by_themselves_oldest_first_and_no_more_at_once_than_there_are_slots()
    {
        await using var bench = await NewBenchAsync();
        packager.Script = (_, _, cancellation) => Task.Delay(100, cancellation);
        var tasks = new List<Guid>();
        for (var i = 0; i < 4; i++) tasks.Add(await bench.QueueAsync());
        await bench.StartAsync();

        foreach (var task in tasks) await bench.WaitForAsync(task, row => row.Status == TranscodeStatus.Succeeded);
        Assert.Equal(tasks, packager.Requests.Select(request => request.TaskId));
        Assert.Equal(1, packager.MostAtOnce);
    }

    [Fact]
    public async Task Two_slots_run_two_tasks_at_once()
    {
        await using var bench = await NewBenchAsync(slots: 2);
        packager.Script = ScriptedPackager.UntilKilledAsync;
        for (var i = 0; i < 3; i++) await bench.QueueAsync();
        await bench.StartAsync();
        await packager.BegunAsync();
        await packager.BegunAsync();
        await bench.StopAsync();
        Assert.Equal(2, packager.Requests.Count);
    }

    [Fact]
    public async Task Stopping_the_process_hands_its_tasks_back_and_a_new_one_goes_on()
    {
        await using var bench = await NewBenchAsync();
        packager.Script = ScriptedPackager.UntilKilledAsync;
        var task = await bench.QueueAsync();
        await bench.StartAsync();
        await packager.BegunAsync();
        await bench.StopAsync();
        var row = await bench.ReadAsync(task);
        Assert.Equal((TranscodeStatus.Queued, 0), (row.Status, row.Attempts));

        packager.Script = (_, _, _) => Task.CompletedTask;
        await using var next = await WorkerBench.CreateAsync(packager.RunAsync, bench.Directory);
        await next.StartAsync();
        await next.WaitForAsync(task, task => task.Status == TranscodeStatus.Succeeded);
    }

    [Fact]
    public async Task A_task_queued_by_another_process_is_found()
    {
        await using var bench = await NewBenchAsync();
        await bench.StartAsync();
        await using var other = await WorkerBench.CreateAsync(packager.RunAsync, bench.Directory);
        await other.QueueAsync();
        await packager.BegunAsync().WaitAsync(WorkerBench.Patience);
    }

    [Fact]
    public async Task A_worker_shows_itself_while_it_lives()
    {
        await using var bench = await NewBenchAsync();
        await bench.StartAsync();
        for (var waited = Stopwatch.StartNew(); Count() == 0 && waited.Elapsed < TimeSpan.FromMinutes(1);) await Task.Delay(50);
        Assert.Equal(1, Count());
        await bench.StopAsync();
        Assert.Equal(0, Count());

        int Count()
        {
            using var db = bench.NewContext();
            return db.WorkerProcesses.Count();
        }
    }

    private async Task<WorkerBench> NewBenchAsync(int slots = 1)
    {
        var bench = await WorkerBench.CreateAsync(packager.RunAsync, slots: slots);
        packager.Store = bench.Get<IMediaStore>();
        return bench;
    }
}
