using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

public sealed class VideoIntakeTests : IDisposable
{
    private static readonly byte[] Content = MediaBench.Noise(3000);
    private readonly MediaBench bench = new();

    [Fact]
    public async Task Moves_a_whole_file_into_the_store_and_queues_its_transcoding_for_its_owner()
    {
        var owner = await bench.AddPersonAsync(Role.Operator, "owner");
        var id = await bench.BringAsync(Content, owner);

        var video = (await bench.FindAsync(id))!;
        Assert.Equal(VideoStatus.Transcoding, video.Status);
        Assert.Equal($"src/{id:N}/source.mp4", video.SourceKey);
        Assert.Equal(10, video.Source!.Duration);
        await using var db = bench.NewContext();
        var task = await db.TranscodeTasks.SingleAsync();
        Assert.Equal((id, TranscodeStatus.Queued, "owner"), (task.VideoId, task.Status, task.CreatedBy));
        Assert.Empty(db.Uploads);
        Assert.Equal([$"media/src/{id:N}/source.mp4"], bench.Files());
        Assert.Equal(["upload.begin", "upload.accept", "transcode.submit"], await bench.AuditAsync());
    }

    [Fact]
    public async Task Shows_the_reason_of_a_refused_file_on_its_row_and_keeps_nothing_of_it()
    {
        bench.Probe.Refusal = new VodException(ErrorCode.MediaIsPlaylist);
        var id = await bench.BringAsync(Content);

        var video = (await bench.FindAsync(id))!;
        Assert.Equal(VideoStatus.UploadFail, video.Status);
        Assert.Equal(ErrorCode.MediaIsPlaylist, video.Failure!.Code);
        Assert.Null(video.SourceKey);
        Assert.Empty(bench.Files());
        await using var db = bench.NewContext();
        Assert.Empty(db.TranscodeTasks);
        Assert.Empty(db.Uploads);
        await MediaBench.RefusedAsync(ErrorCode.UploadGone, () => bench.Uploads.FindAsync(Actor.System, id, default));
    }

    [Fact]
    public async Task Refuses_a_file_that_is_not_the_announced_one_without_probing_it()
    {
        var wrong = Convert.ToHexString(SHA256.HashData([1]));
        var upload = await bench.Begin.RunAsync(Actor.System, new NewUpload("a.mp4", Content.Length) { Sha256 = wrong }, default);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content);

        Assert.Equal(VideoStatus.UploadFail, await bench.Intake.AcceptAsync(Actor.System, upload.Id, default));

        var reason = (await bench.FindAsync(upload.Id))!.Failure!;
        Assert.Equal(ErrorCode.UploadHashMismatch, reason.Code);
        Assert.Contains(wrong.ToLowerInvariant(), reason.In(CultureInfo.GetCultureInfo("zh-CN")));
        Assert.Equal(0, bench.Probe.Calls);
        Assert.Empty(bench.Files());
    }

    [Fact]
    public async Task Takes_the_announced_file_in_any_spelling_of_its_hash()
    {
        var hash = Convert.ToHexString(SHA256.HashData(Content));
        var upload = await bench.Begin.RunAsync(Actor.System, new NewUpload("a.mp4", Content.Length) { Sha256 = hash }, default);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content);
        Assert.Equal(VideoStatus.Transcoding, await bench.Intake.AcceptAsync(Actor.System, upload.Id, default));
    }

    [Fact]
    public async Task Leaves_an_upload_alone_that_is_not_whole()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content[..2999]);
        Assert.Equal(VideoStatus.Uploading, await bench.Intake.AcceptAsync(Actor.System, upload.Id, default));
        Assert.Equal(2999, bench.Staging.LengthOf(upload.Id));
    }

    [Fact]
    public async Task Decides_once_however_often_and_in_parallel_it_is_asked()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bench.Intake.AcceptAsync(Actor.System, upload.Id, default)));

        Assert.All(answers, answer => Assert.Equal(VideoStatus.Transcoding, answer));
        Assert.Equal(1, bench.Probe.Calls);
        await using var db = bench.NewContext();
        Assert.Single(db.TranscodeTasks);
    }

    [Fact]
    public async Task Decides_nothing_while_the_tools_are_missing_and_goes_on_later()
    {
        bench.Probe.Refusal = new VodException(ErrorCode.FfmpegMissing, "ffprobe", "apt-get install ffmpeg");
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content);
        await MediaBench.RefusedAsync(ErrorCode.FfmpegMissing, () => bench.Intake.AcceptAsync(Actor.System, upload.Id, default));
        Assert.Equal(VideoStatus.Uploading, (await bench.FindAsync(upload.Id))!.Status);

        bench.Probe.Refusal = null;
        Assert.Equal(VideoStatus.Transcoding, await bench.Intake.AcceptAsync(Actor.System, upload.Id, default));
    }

    [Fact]
    public async Task Goes_on_after_a_death_between_the_move_into_the_store_and_the_save()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content);
        await bench.Get<IMediaStore>().AdoptAsync(SourceKeys.Of(upload.Id, "clip.mp4"), bench.Staging.PathOf(upload.Id), default);

        bench.Restart();

        // A client that asks in this moment must not begin again from 0.
        Assert.Equal(3000, (await bench.Uploads.FindAsync(Actor.System, upload.Id, default)).Offset);
        Assert.Equal(VideoStatus.Transcoding, await bench.Intake.AcceptAsync(Actor.System, upload.Id, default));
        Assert.Equal([$"media/src/{upload.Id:N}/source.mp4"], bench.Files());
    }

    [Fact]
    public async Task Is_not_disturbed_by_someone_who_edits_the_title_meanwhile()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content);
        bench.Probe.Meanwhile = async () =>
        {
            var editing = bench.Get<VideoEditing>();
            var seen = await editing.ReadAsync(Actor.System, upload.Id, default);
            await editing.SaveAsync(Actor.System, upload.Id, seen, seen with { Title = "Renamed" }, default);
        };

        Assert.Equal(VideoStatus.Transcoding, await bench.Intake.AcceptAsync(Actor.System, upload.Id, default));
        Assert.Equal("Renamed", (await bench.FindAsync(upload.Id))!.Title);
    }

    [Fact]
    public async Task Leaves_nothing_of_a_video_that_is_deleted_meanwhile()
    {
        var upload = await bench.BeginAsync(Actor.System, Content);
        await bench.SendAsync(Actor.System, upload.Id, 0, Content);
        bench.Probe.Meanwhile = async () =>
        {
            await using var db = bench.NewContext();
            await db.Videos.ExecuteDeleteAsync();
        };

        Assert.Null(await bench.Intake.AcceptAsync(Actor.System, upload.Id, default));
        Assert.Empty(bench.Files());
    }

    public void Dispose() => bench.Dispose();
}
