using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Storage;
using VodConsole.Core.Tests.Playback;
using VodConsole.Data;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Tests.Downloads;

/// <summary>The download use cases over a temporary database, with a clock that only the test moves and known token keys.</summary>
public sealed class PolicyBench : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("vodconsole-downloads-").FullName;
    private readonly ServiceProvider services;

    public PolicyBench()
    {
        var data = new DataDirectory(directory);
        services = new ServiceCollection().AddLogging()
            .AddSingleton<TimeProvider>(Clock).AddSingleton(data).AddSingleton<IKeyEncryptionKey>(new TokenKeys())
            .AddVodDatabase(new DatabaseOptions(), data).AddAccounts().AddAudit().AddPlayback().AddDownloads()
            .BuildServiceProvider();
        using var db = NewContext();
        db.Database.EnsureCreated();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero));

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public DownloadPolicy Policy => Get<DownloadPolicy>();

    public DownloadConfiguration Configuration => Get<DownloadConfiguration>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public VodDbContext NewContext() => Get<IDbContextFactory<VodDbContext>>().CreateDbContext();

    /// <summary>Sets the account's mode without asking anybody.</summary>
    public async Task SetModeAsync(DownloadMode mode)
    {
        await using var db = NewContext();
        (await db.DownloadSettings.SingleAsync()).Mode = mode;
        await db.SaveChangesAsync();
    }

    /// <summary>Adds a video in any state, with a publication unless <paramref name="encryption"/> is null.</summary>
    public async Task<Guid> AddVideoAsync(
        VideoStatus status = VideoStatus.Normal, EncryptType? encryption = EncryptType.HlsEncryption, bool isOfflineDisabled = false)
    {
        var video = new Video
        {
            Id = Guid.NewGuid(), Title = "Clip", FileName = "clip.mp4", CreatedBy = "test",
            CreatedAt = Now, ModifiedAt = Now, IsOfflineDisabled = isOfflineDisabled,
        };
        await using var db = NewContext();
        db.Add(video);
        // In whatever status: which transitions there are is not the question here.
        db.Entry(video).Property(one => one.Status).CurrentValue = status;
        if (encryption is { } type)
        {
            db.Add(new Publication
            {
                Id = Guid.NewGuid(), VideoId = video.Id, TaskId = Guid.NewGuid(), Fence = 1, Prefix = $"out/{video.Id:N}/1",
                EncryptType = type, Duration = 10, PublishedAt = Now,
            });
        }
        await db.SaveChangesAsync();
        return video.Id;
    }

    /// <summary>Adds a key file for an app.</summary>
    public async Task<KeyFile> AddKeyFileAsync(AppIdentity app, KeyFileStatus status = KeyFileStatus.Live)
    {
        var file = new KeyFile
        {
            Id = Guid.NewGuid(), Platform = app.Platform, Identity = app.Canonical, Label = "App",
            Fingerprint = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)),
            Wrapped = [1], KekVersion = 1, CreatedBy = "test", CreatedAt = Now,
            RevokedAt = status == KeyFileStatus.Revoked ? Now : null,
            ValidUntil = status switch
            {
                KeyFileStatus.Replaced => Now.AddDays(1),
                KeyFileStatus.Expired => Now.AddSeconds(-1),
                _ => null,
            },
        };
        await using var db = NewContext();
        db.Add(file);
        await db.SaveChangesAsync();
        return file;
    }

    /// <summary>A token that allows the download of a video.</summary>
    public async Task<string> TokenAsync(Guid videoId, params string[] operations) => (await Get<PlaybackTokens>().IssueAsync(
        videoId, "viewer", operations is [] ? [PlaybackOperation.Download] : operations, default)).Token;

    /// <summary>An app of a bundle ID.</summary>
    public static AppIdentity App(string bundleId)
    {
        Assert.Null(AppIdentity.Read(AppPlatform.Ios, bundleId, out var identity));
        return identity!;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }
}
