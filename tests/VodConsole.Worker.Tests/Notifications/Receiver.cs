using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VodConsole.Worker.Tests.Notifications;

/// <summary>A receiver of notifications on a loopback port, which notes what it gets and answers as the test wants.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> requests = [];
    private readonly SemaphoreSlim arrivals = new(0);
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>Answers; 200 by default. It gets the body that it was sent.</summary>
    public Func<HttpContext, string, Task> Script { get; set; } = (_, _) => Task.CompletedTask;

    public string Url => $"{app.Urls.Single()}/your/callback";

    public int Port => new Uri(app.Urls.Single()).Port;

    public IReadOnlyList<Received> Requests => [.. requests];

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(receiver.ReceiveAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Waits for so many more requests.</summary>
    public async Task UntilAsync(int count = 1)
    {
        for (var i = 0; i < count; i++)
            Assert.True(await arrivals.WaitAsync(TimeSpan.FromSeconds(30)), $"Request {i + 1} of {count} did not come.");
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(hurry.Token);
        await app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        requests.Enqueue(new Received(
            context.Request.Method, context.Request.Path, body, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
            TimeProvider.System.GetUtcNow()));
        arrivals.Release();
        await Script(context, body);
    }
}

/// <summary>A request that came in.</summary>
internal sealed record Received(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers, DateTimeOffset At);
