using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using VodConsole.Core.Notifications;
using VodConsole.Protocol;
using VodConsole.Protocol.Signing;

namespace VodConsole.Worker.Tests.Notifications;

/// <summary>What happened reaches a receiver: signed, in order, once, and again when it was not taken.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private NotificationBench bench = null!;
    private Receiver receiver = null!;

    [Fact]
    public async Task What_happened_is_posted_in_order_and_signed()
    {
        await bench.ListenAsync(receiver.Url, isSigned: true);
        var video = await bench.TranscodeAsync();
        await bench.Worker.StartAsync();
        var rows = await bench.EndedAsync();

        Assert.All(rows, row => Assert.Equal(
            (NotificationStatus.Delivered, 1, 200, null), (row.Status, row.Tries, row.AnswerStatus, row.Failure)));
        Assert.Equal(rows.Select(row => row.Body), receiver.Requests.Select(request => request.Body));
        Assert.Equal(
            ["StreamTranscodeComplete", "TranscodeComplete"],
            receiver.Requests.Select(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("EventType").GetString()));
        foreach (var request in receiver.Requests)
        {
            Assert.Equal(("POST", "/your/callback"), (request.Method, request.Path));
            Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
            var timestamp = long.Parse(request.Headers["X-VOD-TIMESTAMP"], CultureInfo.InvariantCulture);
            Assert.InRange(timestamp, request.At.ToUnixTimeSeconds() - 5, request.At.ToUnixTimeSeconds() + 1);
            Assert.Equal(CallbackSignature.Sign(receiver.Url, timestamp, NotificationBench.Key), request.Headers["X-VOD-SIGNATURE"]);
            Assert.Contains($"{video:N}", request.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_key_there_is_no_signature()
    {
        await bench.ListenAsync(receiver.Url);
        await bench.AddAsync(Guid.NewGuid());
        await DeliverAllAsync();
        Assert.DoesNotContain("X-VOD-SIGNATURE", Assert.Single(receiver.Requests).Headers.Keys);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(204)]
    [InlineData(302)]
    public async Task Anything_but_200_is_tried_three_times_a_second_apart_and_then_given_up(int status)
    {
        receiver.Script = (context, _) =>
        {
            context.Response.StatusCode = status;
            if (status == 302) context.Response.Headers.Location = $"http://127.0.0.1:{receiver.Port}/elsewhere";
            return Task.CompletedTask;
        };
        await bench.ListenAsync(receiver.Url);
        await bench.AddAsync(Guid.NewGuid());
        await DeliverAllAsync();

        var row = Assert.Single(await bench.ReadAsync());
        Assert.Equal(
            (NotificationStatus.Failed, 3, status, ErrorCode.CallbackNotAccepted), (row.Status, row.Tries, row.AnswerStatus, row.Failure!.Code));
        Assert.Equal(["/your/callback", "/your/callback", "/your/callback"], receiver.Requests.Select(request => request.Path));
        Assert.True(receiver.Requests[1].At - receiver.Requests[0].At >= TimeSpan.FromSeconds(0.9));
        Assert.True(receiver.Requests[2].At - receiver.Requests[1].At >= TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task A_receiver_that_comes_back_gets_it()
    {
        receiver.Script = (context, _) =>
        {
            if (receiver.Requests.Count == 1) context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        await bench.ListenAsync(receiver.Url);
        await bench.AddAsync(Guid.NewGuid());
        await DeliverAllAsync();
        var row = Assert.Single(await bench.ReadAsync());
        Assert.Equal((NotificationStatus.Delivered, 2, null), (row.Status, row.Tries, row.Failure));
    }

    [Fact]
    public async Task Events_of_a_video_keep_their_order_and_hold_up_no_other_videos()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        var through = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Script = async (context, body) =>
        {
            if (body == "c") through.TrySetResult();
            if (body != "1") return;
            // Not as long as the sender waits for an answer.
            await Task.WhenAny(through.Task, Task.Delay(TimeSpan.FromSeconds(4)));
            context.Response.StatusCode = 500;
        };
        await bench.ListenAsync(receiver.Url);
        foreach (var body in new[] { "1", "2" }) await bench.AddAsync(one, body);
        foreach (var body in new[] { "a", "b", "c" }) await bench.AddAsync(other, body);
        await bench.Worker.StartAsync();
        await bench.EndedAsync();

        var got = receiver.Requests.Select(request => request.Body).ToList();
        Assert.Equal(["1", "1", "1", "2"], got.Where(body => char.IsAsciiDigit(body[0])));
        Assert.Equal(["a", "b", "c"], got.Where(body => char.IsAsciiLetter(body[0])));
        Assert.True(got.IndexOf("c") < got.LastIndexOf("1"));
    }

    [Fact]
    public async Task No_more_are_under_way_at_once_than_is_allowed()
    {
        var (now, most) = (0, 0);
        bench.Options.AtOnce = 3;
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Script = async (_, _) =>
        {
            lock (receiver)
            {
                most = Math.Max(most, ++now);
                if (now == 3) full.TrySetResult();
            }

            await Task.WhenAny(full.Task, Task.Delay(TimeSpan.FromSeconds(4)));
            await Task.Delay(100);
            lock (receiver) now--;
        };
        await bench.ListenAsync(receiver.Url);
        for (var i = 0; i < 12; i++) await bench.AddAsync(Guid.NewGuid());
        await bench.Worker.StartAsync();
        await bench.EndedAsync();
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task An_event_outlives_a_process_that_died_before_telling_it()
    {
        await bench.ListenAsync(receiver.Url);
        await bench.TranscodeAsync();
        Assert.Empty(receiver.Requests);

        await using var next = await NotificationBench.CreateAsync(bench.Worker.Directory);
        await next.Worker.StartAsync();
        await next.EndedAsync();
        Assert.Equal(2, receiver.Requests.Count);
    }

    [Fact]
    public async Task A_process_that_stops_hands_back_what_it_was_sending()
    {
        receiver.Script = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await bench.ListenAsync(receiver.Url);
        await bench.AddAsync(Guid.NewGuid());
        await bench.Worker.StartAsync();
        await receiver.UntilAsync();
        await bench.Worker.StopAsync();

        var row = Assert.Single(await bench.ReadAsync());
        Assert.Equal((NotificationStatus.Waiting, null), (row.Status, row.Lease));
        receiver.Script = (_, _) => Task.CompletedTask;
        await using var next = await NotificationBench.CreateAsync(bench.Worker.Directory);
        await next.Worker.StartAsync();
        Assert.Equal(NotificationStatus.Delivered, Assert.Single(await next.EndedAsync()).Status);
    }

    [Fact]
    public async Task Two_processes_send_each_once()
    {
        await bench.ListenAsync(receiver.Url);
        await using var other = await NotificationBench.CreateAsync(bench.Worker.Directory);
        for (var i = 0; i < 30; i++) await bench.AddAsync(Guid.NewGuid(), $"{i}");
        await Task.WhenAll(bench.Worker.StartAsync(), other.Worker.StartAsync());
        await bench.EndedAsync();
        Assert.Equal(
            Enumerable.Range(0, 30), receiver.Requests.Select(request => int.Parse(request.Body, CultureInfo.InvariantCulture)).Order());
    }

    [Fact]
    public async Task What_waits_when_the_settings_are_deleted_is_given_up()
    {
        await bench.AddAsync(Guid.NewGuid());
        await DeliverAllAsync();
        var row = Assert.Single(await bench.ReadAsync());
        Assert.Equal((NotificationStatus.Failed, ErrorCode.CallbackNotSet), (row.Status, row.Failure!.Code));
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task A_receiver_that_an_upload_named_gets_what_is_about_it()
    {
        await bench.ListenAsync("http://127.0.0.1:1/nobody");
        await bench.AddAsync(Guid.NewGuid(), url: receiver.Url);
        await DeliverAllAsync();
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task Deliveries_are_counted_by_outcome()
    {
        using var listener = new MeterListener();
        var meters = bench.Worker.Get<IMeterFactory>();
        var outcomes = new System.Collections.Concurrent.ConcurrentQueue<string?>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "vodconsole.notifications" && instrument.Meter.Scope == meters) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            foreach (var tag in tags)
                if (tag.Key == "outcome" && value == 1) outcomes.Enqueue(tag.Value?.ToString());
        });
        listener.Start();
        receiver.Script = (context, body) =>
        {
            if (body == "no") context.Response.StatusCode = 400;
            return Task.CompletedTask;
        };
        await bench.ListenAsync(receiver.Url);
        await bench.AddAsync(Guid.NewGuid(), "yes");
        await bench.AddAsync(Guid.NewGuid(), "no");
        await bench.Worker.StartAsync();
        await bench.EndedAsync();
        for (var waited = Stopwatch.StartNew(); outcomes.Count < 2 && waited.Elapsed < TimeSpan.FromMinutes(1);) await Task.Delay(20);
        Assert.Equal(["delivered", "failed"], outcomes.Order());
    }

    public async Task InitializeAsync()
    {
        bench = await NotificationBench.CreateAsync();
        receiver = await Receiver.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await bench.DisposeAsync();
        await receiver.DisposeAsync();
    }

    private async Task DeliverAllAsync()
    {
        while (await bench.Delivery.ClaimAsync(10, default) is { Count: > 0 } leases)
            await Task.WhenAll(leases.Select(lease => bench.Delivery.DeliverAsync(lease, default)));
    }
}
