using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

public sealed class UploadSweepTests : IDisposable
{
    private static readonly byte[] Content = MediaBench.Noise(100);
    private readonly MediaBench bench = new();

    [Fact]
    public async Task Finds_an_upload_again_that_was_whole_when_the_process_died()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content);
        bench.Restart();

        await bench.Get<UploadSweep>().RunAsync(default);

        await using var waiting = bench.Get<IntakeQueue>().ReadAllAsync(default).GetAsyncEnumerator();
        Assert.True(await waiting.MoveNextAsync());
        Assert.Equal(upload.Id, waiting.Current);
    }

    [Fact]
    public async Task Gives_up_an_upload_after_seven_silent_days_and_says_so_on_the_row()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content[..10]);
        bench.Clock.Advance(TimeSpan.FromDays(6.9));
        await bench.Get<UploadSweep>().RunAsync(default);
        Assert.Equal(VideoStatus.Uploading, (await bench.FindAsync(upload.Id))!.Status);

        bench.Clock.Advance(TimeSpan.FromDays(0.2));
        await bench.Get<UploadSweep>().RunAsync(default);

        var video = (await bench.FindAsync(upload.Id))!;
        Assert.Equal((VideoStatus.UploadFail, ErrorCode.UploadExpired), (video.Status, video.Failure!.Code));
        Assert.Empty(bench.Files());
        await MediaBench.RefusedAsync(ErrorCode.UploadGone, () => bench.SendAsync(Actor.System, upload.Id, 10, Content[10..]));
    }

    [Fact]
    public async Task Keeps_an_upload_that_moves()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        for (var day = 0; day < 10; day++)
        {
            bench.Clock.Advance(TimeSpan.FromDays(1));
            await bench.SendAsync(Actor.System, upload.Id, day, Content[day..(day + 1)]);
            await bench.Get<UploadSweep>().RunAsync(default);
        }
        Assert.Equal(10, (await bench.Uploads.FindAsync(Actor.System, upload.Id, default)).Offset);
    }

    [Fact]
    public async Task Deletes_bytes_that_no_row_names()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content[..10]);
        var orphan = Path.Combine(bench.Data.Staging, $"{Guid.NewGuid():N}");
        Directory.CreateDirectory(orphan);
        await File.WriteAllTextAsync(Path.Combine(orphan, "source"), "orphan");
        await File.WriteAllTextAsync(orphan + ".lock", "");

        await bench.Get<UploadSweep>().RunAsync(default);

        Assert.All(bench.Files(), path => Assert.Contains($"{upload.Id:N}", path));
        Assert.Equal(10, bench.Staging.LengthOf(upload.Id));
    }

    public void Dispose() => bench.Dispose();
}
