using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Keys;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Data;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Tests.Downloads;

/// <summary>The key register over a real SQLite file and a real key ring, with a clock that tests move and a log that they read.</summary>
public sealed class KeyFileBench : IAsyncLifetime
{
    public const string PrivateKey = "SecretOfTheTest2026abc";
    public const string Fingerprint = "BB:0D:AC:74:D3:21:09:EF:9C:71:1A:5E:77:2C:8E:BF:03:FD:FA:5A";

    private readonly ServiceProvider services;

    public KeyFileBench()
    {
        var data = new DataDirectory(Directory.CreateTempSubdirectory("vodconsole-keyfiles-").FullName);
        Folder = data.Root;
        services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton<TimeProvider>(Clock).AddSingleton(data)
            .AddVodDatabase(new DatabaseOptions(), data).AddAudit().AddAccounts().AddKeys().AddDownloads().BuildServiceProvider();
    }

    public string Folder { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    public CapturedLog Log { get; } = new();

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public KeyFileGeneration Generation => Get<KeyFileGeneration>();

    public KeyFileRegister Register => Get<KeyFileRegister>();

    public KeyFileRotation Rotation => Get<KeyFileRotation>();

    public SigningKeys Signing => Get<SigningKeys>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public VodDbContext NewContext() => Get<IDbContextFactory<VodDbContext>>().CreateDbContext();

    public async Task InitializeAsync()
    {
        await Get<DatabaseMigrator>().MigrateAsync(ownsDatabase: true, default);
        await Get<KeyRingCheck>().EnsureAsync(default);
        await SetModeAsync(DownloadMode.Secure);
    }

    public async Task SetModeAsync(DownloadMode mode)
    {
        await using var db = NewContext();
        var settings = await db.DownloadSettings.SingleAsync();
        settings.Mode = mode;
        await db.SaveChangesAsync();
    }

    /// <summary>A complete form, as it is opened now.</summary>
    public async Task<NewKeyFile> FormAsync(
        AppPlatform platform = AppPlatform.Android, string identifier = Fingerprint, string privateKey = PrivateKey, string label = "", string note = "")
    {
        var form = await Generation.PrepareAsync(Actor.System, default);
        return new NewKeyFile
        {
            Id = form.Id, SettingsVersion = form.SettingsVersion, Platform = platform, Identifier = identifier, PrivateKey = privateKey,
            Label = label, Note = note,
        };
    }

    /// <summary>What an existing key file is replaced with.</summary>
    public async Task<KeyFileReplacement> ReplacementAsync(KeyFileOverlap overlap)
    {
        var form = await Generation.PrepareAsync(Actor.System, default);
        return new KeyFileReplacement
        {
            Id = form.Id, SettingsVersion = form.SettingsVersion, PrivateKey = PrivateKey, Label = "Next", Overlap = overlap,
        };
    }

    public async Task<GeneratedKeyFile> GenerateAsync(string label = "", AppPlatform platform = AppPlatform.Android, string identifier = Fingerprint) =>
        await Generation.GenerateAsync(Actor.System, await FormAsync(platform, identifier, label: label), default);

    public async Task<KeyFileRow> RowAsync(Guid id) => (await Register.FindAsync(Actor.System, id, default))!;

    public async Task<IReadOnlyList<KeyFileRow>> FindAsync(KeyFileSearch search) =>
        (await Register.SearchAsync(Actor.System, search, 0, 100, default)).Rows;

    /// <summary>Makes an account.</summary>
    public async Task<Actor> AddPersonAsync(Role role)
    {
        await using var db = NewContext();
        var user = new VodUser { Id = Guid.NewGuid(), UserName = $"{role}@example.com" };
        var held = new IdentityRole<Guid>(role.ToString()) { Id = Guid.NewGuid() };
        var session = new SignInSession
        {
            Id = Guid.NewGuid(), UserId = user.Id, Method = SignInMethod.Password, SignedInAt = Now, ConfirmedAt = Now,
        };
        db.AddRange(user, held, new IdentityUserRole<Guid> { UserId = user.Id, RoleId = held.Id }, session);
        await db.SaveChangesAsync();
        return new Actor(user.Id, user.UserName, SessionId: session.Id);
    }

    /// <summary>Writes what SQLite keeps beside the database into it.</summary>
    public async Task CheckpointAsync()
    {
        await using var db = NewContext();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public static async Task<VodException> RefusedAsync(ErrorCode code, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<VodException>(act);
        Assert.Equal(code, refusal.Code);
        return refusal;
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>Everything that was logged, at every level.</summary>
public sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = [];

    public string Text => string.Join('\n', lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
