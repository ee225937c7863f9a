using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Media;

namespace VodConsole.Web.Tests.Playback;

/// <summary>The real server over a temporary data directory, with a clock that stands still and every log line kept, at every level.</summary>
public class PlaybackHost : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vod-playback-").FullName;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    internal ConcurrentQueue<string> Log { get; } = [];

    /// <summary>Settings beyond the defaults.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    public async Task InitializeAsync()
    {
        using var client = CreateClient();
        await client.GetAsync("/health/live");
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <inheritdoc cref="TestPublication.PublishAsync"/>
    internal Task<PublishedVideo> PublishAsync(VideoStatus status = VideoStatus.Normal) =>
        TestPublication.PublishAsync(Services, Clock.GetUtcNow().UtcDateTime, status);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("VODCONSOLE_DATA", folder);
        foreach (var (name, value) in Settings) builder.UseSetting(name, value);
        foreach (var category in (string[])["Default", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore"])
            builder.UseSetting($"Logging:LogLevel:{category}", "Trace");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<ILoggerProvider>(new KeptLog(Log));
        });
    }

    private sealed class KeptLog(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
