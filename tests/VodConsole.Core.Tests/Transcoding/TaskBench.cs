using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Data;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Transcoding;

/// <summary>A database in a temporary directory with the transcoding use cases over it, and a clock that the test moves.</summary>
public sealed class TaskBench : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("vodconsole-").FullName;
    private readonly ServiceProvider services;

    /// <param name="faults">Breaks chosen database calls.</param>
    public TaskBench(Faults? faults = null)
    {
        var registrations = new ServiceCollection();
        registrations.AddLogging();
        registrations.AddSingleton<TimeProvider>(Clock);
        registrations.AddVodDatabase(new DatabaseOptions(), new DataDirectory(directory));
        if (faults is not null)
            registrations.AddSingleton<IDbContextFactory<VodDbContext>>(new FaultyContexts(Path.Combine(directory, "vodconsole.db"), faults));
        registrations.AddSingleton(new DataDirectory(directory)).AddAccounts().AddAudit().AddKeys().AddTranscoding();
        services = registrations.BuildServiceProvider();
        using var db = NewContext();
        db.Database.EnsureCreated();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero));

    public TranscodeTasks Tasks => Get<TranscodeTasks>();

    public TranscodeLeases Leases => Get<TranscodeLeases>();

    public TranscodeEndings Endings => Get<TranscodeEndings>();

    public TranscodeRecovery Recovery => Get<TranscodeRecovery>();

    public Publishing Publishing => Get<Publishing>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public VodDbContext NewContext() => Get<IDbContextFactory<VodDbContext>>().CreateDbContext();

    /// <summary>Adds a video whose upload is whole.</summary>
    public async Task<Guid> AddVideoAsync()
    {
        await using var db = NewContext();
        var video = new Video
        {
            Id = Guid.NewGuid(),
            Title = "Car detection",
            FileName = "car.mp4",
            SourceKey = "src/x/source.mp4",
            Source = new SourceInfo { Container = "mp4", Duration = 10, VideoCodec = "h264", Width = 640, Height = 360, FrameRate = 25 },
            CreatedBy = "test",
            CreatedAt = Clock.GetUtcNow().UtcDateTime,
            ModifiedAt = Clock.GetUtcNow().UtcDateTime,
        };
        video.MoveTo(VideoStatus.UploadSucc);
        db.Videos.Add(video);
        await db.SaveChangesAsync();
        return video.Id;
    }

    /// <summary>Adds a video and queues its transcoding.</summary>
    public async Task<Guid> QueueAsync() =>
        await Tasks.SubmitAsync(Actor.System, await AddVideoAsync(), TemplateGroup.Ladder, CancellationToken.None);

    /// <summary>Queues a task and claims it.</summary>
    public async Task<TranscodeLease> ClaimAsync(Guid? owner = null) =>
        (await Leases.ClaimAsync(await QueueAsync(), owner ?? Guid.NewGuid(), CancellationToken.None))!;

    public Task<bool> PublishAsync(TranscodeLease lease, string? coverKey = null) => Publishing.PublishAsync(
        lease, new FinishedPackage(Guid.NewGuid(), [1, 2, 3], 1, coverKey, 10, () => [Rendition()]), CancellationToken.None);

    public async Task<TranscodeTask> ReadAsync(Guid taskId)
    {
        await using var db = NewContext();
        return await db.TranscodeTasks.AsNoTracking().Include(task => task.Renditions).SingleAsync(task => task.Id == taskId);
    }

    public async Task<Video> ReadVideoAsync(Guid videoId)
    {
        await using var db = NewContext();
        return await db.Videos.AsNoTracking().SingleAsync(video => video.Id == videoId);
    }

    public void Dispose()
    {
        services.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    private static PublishedRendition Rendition() => new()
    {
        Definition = Definition.FD,
        Name = "fd",
        Width = 640,
        Height = 360,
        PeakBitrate = 500_000,
        AverageBitrate = 400_000,
        Size = 500_000,
        Duration = 10,
        Segments = 2,
    };
}
