using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace VodConsole.Worker.Transcoding.Ingest;

/// <summary>
/// The loopback listener that ffmpeg writes to, on a port that the system chooses. It is a small server of its own: the
/// console's limits, logs and middleware do not apply, and it is reachable from this machine only. Started with the first
/// session; thread-safe.
/// </summary>
internal sealed class HlsIngestServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Session> sessions = new();
    private readonly SemaphoreSlim starting = new(1);
    private WebApplication? server;
    private string? address;

    /// <summary>Opens the address below which ffmpeg writes what <paramref name="session"/> receives.</summary>
    /// <param name="session">Receives.</param>
    /// <param name="largestBody">Bytes of a segment above which something is wrong; the session fails.</param>
    /// <param name="cancellation">Ends the start of the listener.</param>
    /// <returns>The address, without a slash at the end. Disposing it takes no further requests and waits for those under way.</returns>
    public async Task<IngestAddress> OpenAsync(IngestSession session, long largestBody, CancellationToken cancellation)
    {
        await starting.WaitAsync(cancellation);
        try
        {
            address ??= await StartAsync(cancellation);
        }
        finally
        {
            starting.Release();
        }
        sessions[session.Token] = new(session, largestBody);
        return new($"{address}/{session.Token}", async () =>
        {
            sessions.TryRemove(session.Token, out _);
            await session.CloseAsync();
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        starting.Dispose();
    }

    private async Task<string> StartAsync(CancellationToken cancellation)
    {
        // The empty builder reads no configuration and logs nothing: neither ASPNETCORE_URLS nor tokens in a log.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
            // ffmpeg sends a segment all at once: what is taken in quickly leaves it free to go on with the next.
            kestrel.Limits.MaxRequestBufferSize = 16 << 20;
            // ffmpeg keeps a connection open while it encodes; it ends with the process.
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, LargeBlocks>();
        server = builder.Build();
        server.Run(ReceiveAsync);
        await server.StartAsync(cancellation);
        return server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        if (context.Request.Path.Value?.Split('/') is not ["", var token, var rendition, var name]
            || !sessions.TryGetValue(token, out var session))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (!HttpMethods.IsPut(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = session.LargestBody;
        context.Response.StatusCode = await session.Receiver.ReceiveAsync(rendition, name, context.Request.Body);
    }

    private sealed record Session(IngestSession Receiver, long LargestBody);
}

/// <summary>Where one ffmpeg process writes to.</summary>
/// <param name="url">The address, without a slash at the end.</param>
/// <param name="close">Takes no further requests and waits for those under way.</param>
internal sealed class IngestAddress(string url, Func<Task> close) : IAsyncDisposable
{
    public string Url { get; } = url;

    public async ValueTask DisposeAsync() => await close();
}
