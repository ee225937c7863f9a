using System.Diagnostics;
using Hangfire;
using Hangfire.InMemory;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Data;
using VodConsole.Worker.Transcoding;

namespace VodConsole.Worker.Tests.Tasks;

/// <summary>
/// A whole worker over a database, a media folder and keys in a temporary directory; only the packager is the test's.
/// Two benches over one directory are two processes.
/// </summary>
public sealed class WorkerBench : IAsyncDisposable
{
    /// <summary>How long something may take that takes a second: not so long that a lease which ends (30 s) would pass for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly bool ownsDirectory;
    private readonly IHost host;
    private bool started;

    private WorkerBench(PackageSource package, string? directory, int slots, TimeProvider? clock)
    {
        ownsDirectory = directory is null;
        Directory = directory ?? System.IO.Directory.CreateTempSubdirectory("vodconsole-").FullName;
        var data = new DataDirectory(Directory);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton(data);
        builder.Services.AddSingleton<JobStorage>(_ => new InMemoryStorage(new InMemoryStorageOptions()));
        builder.Services.AddSingleton(package);
        builder.Services.AddVodDatabase(new DatabaseOptions(), data);
        builder.Services.AddAccounts().AddAudit().AddStorage().AddKeys().AddTranscoding().AddWorker();
        builder.Services.Configure<WorkerOptions>(options => options.Slots = slots);
        host = builder.Build();
    }

    public string Directory { get; }

    /// <summary>Makes one, with its database and its keys.</summary>
    /// <param name="package">What runs in place of ffmpeg.</param>
    /// <param name="directory">The data directory of another bench, to work beside it.</param>
    /// <param name="slots">Tasks at once.</param>
    /// <param name="clock">The clock; the system's by default.</param>
    public static async Task<WorkerBench> CreateAsync(
        PackageSource package, string? directory = null, int slots = 1, TimeProvider? clock = null)
    {
        var bench = new WorkerBench(package, directory, slots, clock);
        if (!bench.ownsDirectory) return bench;
        await bench.Get<KeyRingFile>().SaveAsync(KeyRing.Generate(TimeProvider.System), CancellationToken.None);
        await using var db = bench.NewContext();
        await db.Database.MigrateAsync();
        return bench;
    }

    public TaskRunner Runner => Get<TaskRunner>();

    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    public VodDbContext NewContext() => Get<IDbContextFactory<VodDbContext>>().CreateDbContext();

    /// <summary>Starts Hangfire and the pump; without it a test runs tasks by hand.</summary>
    public async Task StartAsync()
    {
        await host.StartAsync();
        started = true;
    }

    public Task StopAsync()
    {
        started = false;
        return host.StopAsync();
    }

    /// <summary>Adds a video with a source in the store and queues its transcoding.</summary>
    public async Task<Guid> QueueAsync() =>
        await Get<TranscodeTasks>().SubmitAsync(Actor.System, await AddVideoAsync(), TemplateGroup.Ladder, CancellationToken.None);

    /// <summary>Adds a video with a source in the store.</summary>
    public async Task<Guid> AddVideoAsync()
    {
        var id = Guid.NewGuid();
        var key = $"src/{id:N}/source.mp4";
        await PutAsync(key);
        var now = Get<TimeProvider>().GetUtcNow().UtcDateTime;
        await using var db = NewContext();
        var video = new Video
        {
            Id = id,
            Title = "Clip",
            FileName = "clip.mp4",
            SourceKey = key,
            Source = new SourceInfo { Container = "mp4", Duration = 10, VideoCodec = "h264", Width = 640, Height = 360, FrameRate = 25 },
            CreatedBy = "test",
            CreatedAt = now,
            ModifiedAt = now,
        };
        video.MoveTo(VideoStatus.UploadSucc);
        db.Videos.Add(video);
        await db.SaveChangesAsync();
        return id;
    }

    public async Task PutAsync(string key)
    {
        await using var writer = await Get<IMediaStore>().CreateAsync(key, CancellationToken.None);
        await writer.Content.WriteAsync("data"u8.ToArray());
        await writer.CommitAsync(CancellationToken.None);
    }

    public async Task<TranscodeTask> ReadAsync(Guid taskId)
    {
        await using var db = NewContext();
        return await db.TranscodeTasks.AsNoTracking().Include(task => task.Renditions).SingleAsync(task => task.Id == taskId);
    }

    /// <summary>The attempts whose output lies in the store, as <c>{task}-{fence}</c>.</summary>
    public IReadOnlyList<string> Outputs()
    {
        var root = new DirectoryInfo(Path.Combine(Directory, "media", "out"));
        return root.Exists ? [.. root.GetDirectories().SelectMany(video => video.GetDirectories()).Select(attempt => attempt.Name)] : [];
    }

    /// <summary>Waits for a row to be as it should, a minute at most.</summary>
    public async Task<TranscodeTask> WaitForAsync(Guid taskId, Func<TranscodeTask, bool> condition)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(1);)
        {
            var task = await ReadAsync(taskId);
            if (condition(task)) return task;
            await Task.Delay(50);
        }

        throw new TimeoutException($"Task {taskId} is {(await ReadAsync(taskId)).Status}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (started) await host.StopAsync();
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        if (!ownsDirectory) return;
        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
