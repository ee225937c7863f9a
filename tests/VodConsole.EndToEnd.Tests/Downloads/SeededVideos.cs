using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Data;

namespace VodConsole.EndToEnd.Tests.Downloads;

/// <summary>Puts many videos straight into a server's database, and looks at it from outside.</summary>
internal sealed class SeededVideos : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public SeededVideos(string path)
    {
        var data = new DataDirectory(path);
        services = new ServiceCollection().AddLogging().AddSingleton(data)
            .AddVodDatabase(new DatabaseOptions(), data)
            .AddAccounts().AddAudit().AddStorage().AddTranscoding().AddMedia().AddOfflineSwitch().BuildServiceProvider();
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public VodDbContext NewContext() => Get<IDbContextFactory<VodDbContext>>().CreateDbContext();

    /// <summary>Adds videos named “Lesson 0001” and so on, the last ones of them blocked.</summary>
    public async Task AddAsync(string name, int normal, int blocked)
    {
        foreach (var numbers in Enumerable.Range(1, normal + blocked).Chunk(5000))
        {
            await using var db = NewContext();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            db.Videos.AddRange(numbers.Select(number => Make($"{name} {number:0000}", number, number > normal)));
            await db.SaveChangesAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private static Video Make(string title, int number, bool isBlocked)
    {
        var at = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number);
        var video = new Video
        {
            Id = Guid.NewGuid(), Title = title, FileName = "lesson.mp4", Size = 12_345_678, CreatedBy = "seed", CreatedAt = at, ModifiedAt = at,
            Source = new SourceInfo { Container = "mov,mp4", Duration = 60 + number % 600, VideoCodec = "h264", Width = 1280, Height = 720, FrameRate = 25 },
        };
        video.MoveTo(VideoStatus.UploadSucc);
        video.MoveTo(VideoStatus.Transcoding);
        video.MoveTo(VideoStatus.Normal);
        if (isBlocked) video.MoveTo(VideoStatus.Blocked);
        return video;
    }
}
