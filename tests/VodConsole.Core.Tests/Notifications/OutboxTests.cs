using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Notifications;
using VodConsole.Core.Refusals;
using VodConsole.Core.Tests.Media;
using VodConsole.Core.Tests.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Notifications;

/// <summary>What happened and the telling of it are stored together, with the contract's fields and types.</summary>
public sealed class OutboxTests : IDisposable
{
    private readonly TaskBench tasks = new();
    private readonly MediaBench media = new();

    [Fact]
    public async Task A_published_transcoding_tells_of_each_stream_and_then_of_all()
    {
        await ListenAsync(tasks.NewContext, "ALL");
        var lease = await tasks.ClaimAsync();
        await tasks.PublishAsync(lease);

        var rows = await ReadAsync(tasks.NewContext);
        Assert.Equal([NotificationEvent.StreamTranscodeComplete, NotificationEvent.TranscodeComplete], rows.Select(row => row.Event));
        Assert.All(rows, row => Assert.Equal((lease.VideoId, "Car detection", NotificationStatus.Waiting), (row.VideoId, row.VideoTitle, row.Status)));
        await using var db = tasks.NewContext();
        var rendition = await db.PublishedRenditions.SingleAsync();
        var expected = $$"""
            "Status":"success","Bitrate":"400","Definition":"FD","Duration":10,"Encrypt":true,"EncryptType":"HLSEncryption","FileUrl":"/play/{{lease.VideoId:N}}/{{rendition.PublicationId:N}}/fd/index.m3u8","Format":"m3u8","Fps":"0","Height":360,"Width":640,"Size":500000,"JobId":"{{rendition.Id:N}}"
            """;
        Assert.Equal(
            $$"""{"EventTime":"2026-03-29T00:30:00Z","EventType":"StreamTranscodeComplete","VideoId":"{{lease.VideoId:N}}",{{expected}}}""", rows[0].Body);
        Assert.Equal(
            $$"""{"EventTime":"2026-03-29T00:30:00Z","EventType":"TranscodeComplete","VideoId":"{{lease.VideoId:N}}","Status":"success","StreamInfos":[{{{expected}}}]}""",
            rows[1].Body);
    }

    [Fact]
    public async Task A_transcoding_that_was_given_up_tells_why_and_one_that_is_tried_again_tells_nothing()
    {
        await ListenAsync(tasks.NewContext, "ALL");
        var lease = await tasks.ClaimAsync();
        await tasks.Endings.FailAsync(lease, FailureReason.Of(ErrorCode.TranscodeStorageFull), null, mayPassLater: true, default);
        Assert.Empty(await ReadAsync(tasks.NewContext));
        tasks.Clock.Advance(TimeSpan.FromMinutes(2));
        lease = await tasks.Leases.ClaimAsync(lease.TaskId, Guid.NewGuid(), default);
        await tasks.Endings.FailAsync(lease!, FailureReason.Of(ErrorCode.WorkerCrashed, 3), null, mayPassLater: false, default);

        var rows = await ReadAsync(tasks.NewContext);
        Assert.Equal([NotificationEvent.StreamTranscodeComplete, NotificationEvent.TranscodeComplete], rows.Select(row => row.Event));
        var all = JsonDocument.Parse(rows[1].Body).RootElement;
        var stream = Assert.Single(all.GetProperty("StreamInfos").EnumerateArray());
        Assert.Equal(("fail", "fail", "WorkerCrashed"), (Text(all, "Status"), Text(stream, "Status"), Text(stream, "ErrorCode")));
        Assert.Contains("3", Text(stream, "ErrorMessage"), StringComparison.Ordinal);
        Assert.Equal($"{Assert.Single((await tasks.ReadAsync(lease!.TaskId)).Renditions).JobId:N}", Text(stream, "JobId"));
        Assert.False(stream.TryGetProperty("FileUrl", out _));
    }

    [Fact]
    public async Task An_upload_and_a_deletion_are_told_with_what_they_were_about()
    {
        await ListenAsync(media.NewContext, "FileUploadComplete,DeleteMediaComplete");
        var id = await media.BringAsync(MediaBench.Noise(1234));
        await media.Get<VideoDeletion>().DeleteAsync(Actor.System, id, default);

        var rows = await ReadAsync(media.NewContext);
        Assert.Equal(
        [
            $$"""{"EventTime":"2026-03-29T00:30:00Z","EventType":"FileUploadComplete","VideoId":"{{id:N}}","Size":1234,"FileUrl":"/play/{{id:N}}/source"}""",
            $$"""{"EventTime":"2026-03-29T00:30:00Z","EventType":"DeleteMediaComplete","VideoId":"{{id:N}}","Status":"success","MediaType":"video","DeleteType":"all","MediaId":"{{id:N}}"}""",
        ], rows.Select(row => row.Body));
    }

    [Fact]
    public async Task A_refused_upload_is_no_event()
    {
        await ListenAsync(media.NewContext, "ALL");
        media.Probe.Refusal = new VodException(ErrorCode.InternalError);
        await media.BringAsync(MediaBench.Noise(100));
        Assert.Empty(await ReadAsync(media.NewContext));
    }

    [Theory]
    [InlineData("""{"MessageCallback":{"CallbackURL":"https://own.example/a?b=c"},"Extend":{"localId":"4711"}}""", null, "https://own.example/a?b=c", """{"localId":"4711"}""")]
    [InlineData("""{"Extend":{"localId":"4711"}}""", """{"MessageCallback":{"CallbackURL":"https://job.example/"}}""", "https://job.example/", null)]
    [InlineData("""{"MessageCallback":{"CallbackURL":"https://user:secret@own.example/"}}""", null, null, null)]
    [InlineData("no JSON", null, null, null)]
    public async Task An_upload_or_a_job_can_name_its_own_receiver_and_what_is_passed_on(string ofVideo, string? ofJob, string? url, string? extend)
    {
        await ListenAsync(tasks.NewContext, "ALL");
        var lease = await tasks.ClaimAsync();
        await using (var db = tasks.NewContext())
        {
            await db.Videos.ExecuteUpdateAsync(set => set.SetProperty(video => video.UserData, ofVideo));
            await db.TranscodeTasks.ExecuteUpdateAsync(set => set.SetProperty(task => task.UserData, ofJob));
        }

        Assert.True(await tasks.PublishAsync(lease));
        var rows = await ReadAsync(tasks.NewContext);
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(
            (url, extend), (row.Url, JsonDocument.Parse(row.Body).RootElement.TryGetProperty("Extend", out var passed) ? passed.GetString() : null)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("FileUploadComplete")]
    public async Task Nothing_is_stored_when_nobody_wants_to_know(string? events)
    {
        if (events is not null) await ListenAsync(tasks.NewContext, events);
        await tasks.PublishAsync(await tasks.ClaimAsync());
        Assert.Empty(await ReadAsync(tasks.NewContext));
    }

    [Fact]
    public async Task A_publication_that_did_not_take_place_is_not_told()
    {
        await ListenAsync(tasks.NewContext, "ALL");
        var lease = await tasks.ClaimAsync();
        await tasks.Tasks.CancelAsync(Actor.System, lease.TaskId, default);
        Assert.False(await tasks.PublishAsync(lease));
        Assert.Empty(await ReadAsync(tasks.NewContext));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_answer_of_the_database_that_gets_lost_loses_no_event_and_tells_none_twice(int call)
    {
        var faults = new Faults();
        using var faulty = new TaskBench(faults);
        await ListenAsync(faulty.NewContext, "ALL");
        var lease = await faulty.ClaimAsync();
        faults.Arm(call);
        var publishing = faulty.PublishAsync(lease);
        while (!publishing.IsCompleted)
        {
            faulty.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }

        Assert.True(await publishing);
        Assert.True(faults.Happened);
        Assert.Equal(2, (await ReadAsync(faulty.NewContext)).Count);
    }

    public void Dispose()
    {
        tasks.Dispose();
        media.Dispose();
    }

    private static async Task ListenAsync(Func<VodDbContext> open, string events)
    {
        await using var db = open();
        db.CallbackSettings.Add(new CallbackSettings
        {
            AppId = CallbackSettings.DefaultAppId, Url = "https://www.example.com/", Events = events, ChangedBy = "test", ChangedAt = DateTime.UnixEpoch,
        });
        await db.SaveChangesAsync();
    }

    private static async Task<List<Notification>> ReadAsync(Func<VodDbContext> open)
    {
        await using var db = open();
        return await db.Notifications.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
