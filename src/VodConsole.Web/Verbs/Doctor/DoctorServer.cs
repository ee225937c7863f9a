using VodConsole.Core.Playback;
using VodConsole.Web.Hosting;

namespace VodConsole.Web.Verbs.Doctor;

/// <summary>The real server over a throw-away data directory, on a loopback port of its own.</summary>
internal sealed class DoctorServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private DoctorServer(WebApplication app) => this.app = app;

    /// <summary>The server's own services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Urls.First());

    /// <summary>Starts it on <paramref name="folder"/>; the caller disposes it and deletes the folder.</summary>
    public static async Task<DoctorServer> StartAsync(string folder, CancellationToken cancellation)
    {
        // The command line outranks everything, so that the installation at hand is never touched.
        var builder = VodHost.CreateBuilder(
        [
            $"--{DataDirectoryLocation.Setting}={folder}", "--urls=http://127.0.0.1:0",
            "--Database:Provider=Sqlite", "--Database:ConnectionString=", "--Storage:Path=",
            // The tokens that it tries on purpose are no news.
            "--Logging:LogLevel:Default=Error", "--Logging:LogLevel:VodConsole=Error",
        ]);
        builder.Logging.AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddServer();
        var app = builder.Build();
        try
        {
            app.UseServer();
            await app.PrepareDatabaseAsync(ownsDatabase: true, cancellation);
            await app.PrepareKeysAsync(cancellation);
            await app.StartAsync(cancellation);
            return new DoctorServer(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>A token that ended a while ago: well signed, for the right video, too late.</summary>
    public async Task<string> IssueExpiredTokenAsync(Guid videoId, CancellationToken cancellation)
    {
        var past = ActivatorUtilities.CreateInstance<PlaybackTokens>(Services, new EarlierClock(TimeSpan.FromHours(2)));
        return (await past.IssueAsync(videoId, "doctor", cancellation)).Token;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private sealed class EarlierClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - by;
    }
}
