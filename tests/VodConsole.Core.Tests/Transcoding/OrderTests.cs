using System.Text.Json;
using VodConsole.Core.Accounts;
using VodConsole.Core.Notifications;
using VodConsole.Core.Transcoding;

namespace VodConsole.Core.Tests.Transcoding;

public sealed class OrderTests : IDisposable
{
    private readonly TaskBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task The_higher_priority_goes_first_and_equal_ones_in_the_order_in_which_they_came()
    {
        List<Guid> queued = [];
        foreach (var priority in (int[])[6, 1, 10, 6])
        {
            queued.Add(await bench.Tasks.SubmitAsync(Actor.System, await bench.AddVideoAsync(), new TranscodeOrder(TemplateGroup.Ladder) { Priority = priority }, default));
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([queued[2], queued[0], queued[3], queued[1]], await bench.Leases.FindDueAsync(10, default));
        Assert.Equal(4, (await bench.Get<TranscodeTaskList>().FindAsync(Actor.System, queued[1], default))!.QueuePosition);
    }

    [Fact]
    public async Task A_session_stands_for_its_task_for_seven_days()
    {
        var orders = bench.Get<TranscodeOrders>();
        var videoId = await bench.AddVideoAsync();
        var first = await orders.SubmitAsync(Actor.System, videoId, new TranscodeOrder(TemplateGroup.Ladder), "batch-7", default);
        await bench.Tasks.CancelAsync(Actor.System, first, default);

        bench.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(first, await orders.SubmitAsync(Actor.System, videoId, new TranscodeOrder(TemplateGroup.Ladder), "batch-7", default));
        Assert.NotEqual(first, await orders.SubmitAsync(Actor.System, await bench.AddVideoAsync(), new TranscodeOrder(TemplateGroup.Ladder), "Batch-7", default));

        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first, await orders.SubmitAsync(Actor.System, videoId, new TranscodeOrder(TemplateGroup.Ladder), "batch-7", default));
    }

    [Fact]
    public async Task Trying_again_keeps_what_was_asked_for()
    {
        var order = new TranscodeOrder(TemplateGroup.Original) { Priority = 2, UserData = "{}", KeyService = new OwnKeyService("cipher", "https://example.org/key") };
        var first = await bench.Tasks.SubmitAsync(Actor.System, await bench.AddVideoAsync(), order, default);
        await bench.Tasks.CancelAsync(Actor.System, first, default);

        var again = await bench.ReadAsync(await bench.Tasks.RetryAsync(Actor.System, first, default));

        Assert.Equal((TemplateGroup.Original, 2, "{}", "cipher", "https://example.org/key"), (
            again.TemplateGroup, again.Priority, again.UserData, again.CipherText, again.DecryptKeyUri));
    }

    [Theory]
    [InlineData("""{"Extend":{"localId":"4711","test":"www"}}""", """{"localId":"4711","test":"www"}""")]
    [InlineData("""{"Extend":"{\"localId\":\"4711\"}"}""", """{"localId":"4711"}""")]
    [InlineData("{}", null)]
    public async Task Notifications_repeat_what_the_caller_gave_along(string userData, string? extend)
    {
        await using (var db = bench.NewContext())
        {
            db.CallbackSettings.Add(new CallbackSettings
            {
                AppId = CallbackSettings.DefaultAppId, Url = "https://www.example.com/", Events = EventTypes.All, ChangedBy = "test", ChangedAt = DateTime.UnixEpoch,
            });
            await db.SaveChangesAsync();
        }

        var order = new TranscodeOrder(TemplateGroup.Ladder) { UserData = userData };
        var taskId = await bench.Get<TranscodeOrders>().SubmitAsync(Actor.System, await bench.AddVideoAsync(), order, null, default);
        await bench.PublishAsync((await bench.Leases.ClaimAsync(taskId, Guid.NewGuid(), default))!);

        await using var after = bench.NewContext();
        var bodies = after.Notifications.Select(notification => notification.Body).ToList();
        Assert.Equal(2, bodies.Count);
        Assert.All(bodies, body => Assert.Equal(
            extend, JsonDocument.Parse(body).RootElement.TryGetProperty("Extend", out var value) ? value.GetString() : null));
    }

    [Fact]
    public async Task Jobs_keep_their_ids_from_the_queue_through_every_attempt()
    {
        var taskId = await bench.QueueAsync();
        var queued = (await bench.ReadAsync(taskId)).Renditions.Single();
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            var lease = (await bench.Leases.ClaimAsync(taskId, Guid.NewGuid(), default))!;
            await bench.Leases.BeginAsync(lease, Ladder.Plan((await bench.ReadVideoAsync(lease.VideoId)).Source!, lease.Group), default);
            if (attempt == 1) await bench.Endings.HandBackAsync(lease, default);
            else await bench.PublishAsync(lease);
        }

        await using var db = bench.NewContext();
        Assert.Equal(queued.JobId, db.PublishedRenditions.Single().Id);
        Assert.Equal(queued.JobId, (await bench.ReadAsync(taskId)).Renditions.Single().JobId);
    }
}
