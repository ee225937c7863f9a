using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

public sealed class VideoDeletionTests : IDisposable
{
    private readonly MediaBench bench = new();

    private VideoDeletion Deletion => bench.Get<VideoDeletion>();

    [Fact]
    public async Task Says_what_goes_then_cancels_the_task_and_deletes_rows_and_objects()
    {
        var id = await bench.BringAsync(MediaBench.Noise(10));
        foreach (var key in (string[])[$"out/{id:N}/x-1/fd/000000.ts", $"cover/{id:N}/x-1.jpg"])
        {
            await using var writer = await bench.Get<IMediaStore>().CreateAsync(key, default);
            await writer.CommitAsync(default);
        }
        var plan = await Deletion.PlanAsync(Actor.System, id, default);
        Assert.Equal(("clip", 10L, true, false), (plan.Title, plan.SourceBytes, plan.IsTranscoding, plan.IsUploading));

        await Deletion.DeleteAsync(Actor.System, id, default);

        Assert.Null(await bench.FindAsync(id));
        Assert.Empty(bench.Files());
        await using var db = bench.NewContext();
        Assert.Empty(await db.TranscodeTasks.ToListAsync());
        Assert.Equal(["upload.begin", "upload.accept", "transcode.submit", "transcode.cancel", "video.delete"], await bench.AuditAsync());
    }

    [Fact]
    public async Task Takes_a_running_upload_with_it()
    {
        var upload = await bench.BeginAsync(Actor.System, MediaBench.Noise(100));
        await bench.SendAsync(Actor.System, upload.Id, 0, MediaBench.Noise(50));
        Assert.True((await Deletion.PlanAsync(Actor.System, upload.Id, default)).IsUploading);

        await Deletion.DeleteAsync(Actor.System, upload.Id, default);

        Assert.Empty(bench.Files());
        await MediaBench.RefusedAsync(ErrorCode.UploadNotFound, () => bench.SendAsync(Actor.System, upload.Id, 50, MediaBench.Noise(50)));
        Assert.Empty(bench.Files());
    }

    [Fact]
    public async Task Ends_a_part_that_is_being_received_and_leaves_nothing_of_it()
    {
        var upload = await bench.BeginAsync(Actor.System, MediaBench.Noise(100));
        var slow = new HeldStream(MediaBench.Noise(50));
        var part = bench.Uploads.AppendAsync(Actor.System, upload.Id, new UploadPart(0, slow), default);
        await slow.Reading;
        var deletion = Deletion.DeleteAsync(Actor.System, upload.Id, default);
        while (await bench.FindAsync(upload.Id) is not null) await Task.Yield();
        slow.Release();

        await MediaBench.RefusedAsync(ErrorCode.UploadGone, () => part);
        await deletion;
        Assert.Empty(bench.Files());
    }

    [Fact]
    public async Task Knows_no_video_twice()
    {
        var id = await bench.BringAsync(MediaBench.Noise(10));
        await Deletion.DeleteAsync(Actor.System, id, default);
        await MediaBench.RefusedAsync(ErrorCode.VideoNotFound, () => Deletion.DeleteAsync(Actor.System, id, default));
    }

    [Fact]
    public async Task Keeps_the_history_in_the_audit_log()
    {
        var id = await bench.BringAsync(MediaBench.Noise(10));
        var history = await bench.Get<VideoDetails>().ReadHistoryAsync(Actor.System, id, default);
        Assert.Equal(["transcode.submit", "upload.accept", "upload.begin"], history.Select(entry => entry.Action));
        await Deletion.DeleteAsync(Actor.System, id, default);
        Assert.NotEmpty(await bench.Get<VideoDetails>().ReadHistoryAsync(Actor.System, id, default));
    }

    public void Dispose() => bench.Dispose();
}
