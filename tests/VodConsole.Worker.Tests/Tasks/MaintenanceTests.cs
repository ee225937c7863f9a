using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Accounts;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Worker.Playback;
using VodConsole.Worker.Storage;

namespace VodConsole.Worker.Tests.Tasks;

public sealed class MaintenanceTests : IAsyncLifetime
{
    private readonly ScriptedPackager packager = new();
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private WorkerBench bench = null!;

    [Fact]
    public async Task A_replaced_publication_goes_with_its_objects_and_its_key_when_its_grace_is_over()
    {
        var first = await bench.QueueAsync();
        await bench.Runner.RunAsync(first, default);
        var second = await bench.Get<TranscodeTasks>().SubmitAsync(
            Actor.System, (await bench.ReadAsync(first)).VideoId, TemplateGroup.Ladder, default);
        await bench.Runner.RunAsync(second, default);

        clock.Advance(TimeSpan.FromHours(23));
        await bench.Get<RetiredPublications>().DeleteAsync(default);
        Assert.Equal(2, bench.Outputs().Count);

        clock.Advance(TimeSpan.FromHours(2));
        await bench.Get<RetiredPublications>().DeleteAsync(default);
        Assert.Equal([$"{second:N}-1"], bench.Outputs());
        await using var db = bench.NewContext();
        var left = await db.Publications.SingleAsync();
        Assert.Equal((second, left.Id), (left.TaskId, (await db.DataKeys.SingleAsync()).PublicationId));
    }

    [Fact]
    public async Task The_janitor_takes_only_old_output_that_nothing_refers_to()
    {
        var published = await bench.QueueAsync();
        await bench.Runner.RunAsync(published, default);
        var running = await bench.Get<TranscodeLeases>().ClaimAsync(await bench.QueueAsync(), Guid.NewGuid(), default);
        await bench.PutAsync($"{running!.Prefix}/fd/000000.ts");
        var orphan = running with { Fence = 0 };
        await bench.PutAsync($"{orphan.Prefix}/fd/000000.ts");
        await bench.PutAsync(orphan.CoverKey);

        await bench.Get<OrphanOutputs>().DeleteAsync(default);
        Assert.Equal(3, bench.Outputs().Count);

        clock.Advance(TimeSpan.FromHours(25));
        await bench.Get<OrphanOutputs>().DeleteAsync(default);
        Assert.Equal(new[] { $"{published:N}-1", $"{running.TaskId:N}-1" }.Order(), bench.Outputs().Order());
        Assert.Null(await bench.Get<IMediaStore>().FindSizeAsync(orphan.CoverKey, default));
    }

    [Fact]
    public async Task The_janitor_takes_what_a_crash_left_of_a_deleted_video()
    {
        var kept = (await bench.ReadAsync(await bench.QueueAsync())).VideoId;
        var gone = Guid.NewGuid();
        var store = bench.Get<IMediaStore>();
        foreach (var key in new[] { $"src/{kept:N}/extra", $"src/{gone:N}/source.mp4", $"cover/{gone:N}/a-1.jpg" }) await bench.PutAsync(key);

        await bench.Get<OrphanOutputs>().DeleteAsync(default);
        Assert.NotNull(await store.FindSizeAsync($"src/{gone:N}/source.mp4", default));

        clock.Advance(TimeSpan.FromHours(25));
        await bench.Get<OrphanOutputs>().DeleteAsync(default);
        Assert.Null(await store.FindSizeAsync($"src/{gone:N}/source.mp4", default));
        Assert.Null(await store.FindSizeAsync($"cover/{gone:N}/a-1.jpg", default));
        Assert.NotNull(await store.FindSizeAsync($"src/{kept:N}/extra", default));
    }

    public async Task InitializeAsync()
    {
        bench = await WorkerBench.CreateAsync(packager.RunAsync, clock: clock);
        packager.Store = bench.Get<IMediaStore>();
    }

    public async Task DisposeAsync() => await bench.DisposeAsync();
}
