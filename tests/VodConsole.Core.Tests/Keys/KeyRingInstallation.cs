using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Storage;
using VodConsole.Data;

namespace VodConsole.Core.Tests.Keys;

/// <summary>A data directory with a real SQLite file and a key ring, as one process of an installation sees it.</summary>
internal sealed class KeyRingInstallation : IAsyncDisposable
{
    private readonly string root;
    private readonly bool owns;
    private readonly ServiceProvider services;

    private KeyRingInstallation(string root, bool owns)
    {
        this.root = root;
        this.owns = owns;
        var data = new DataDirectory(root);
        services = new ServiceCollection().AddLogging().AddSingleton(data)
            .AddVodDatabase(new DatabaseOptions(), data).AddAudit().AddAccounts().AddKeys().BuildServiceProvider();
    }

    public KeyRingFile File => services.GetRequiredService<KeyRingFile>();

    public KeyRingCheck Check => services.GetRequiredService<KeyRingCheck>();

    public KeyRingExport Export => services.GetRequiredService<KeyRingExport>();

    public KeyRingImport Import => services.GetRequiredService<KeyRingImport>();

    public KeyRingStatus Status => services.GetRequiredService<KeyRingStatus>();

    public DataKeys DataKeys => services.GetRequiredService<DataKeys>();

    public static async Task<KeyRingInstallation> CreateAsync()
    {
        var made = new KeyRingInstallation(Directory.CreateTempSubdirectory("vodconsole-ring-").FullName, owns: true);
        await made.services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase: false, default);
        return made;
    }

    /// <summary>The same installation as another process, or the next start, sees it.</summary>
    public KeyRingInstallation Reopen() => new(root, owns: false);

    public Task<VodDbContext> OpenDatabaseAsync() =>
        services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContextAsync();

    /// <summary>Stores a data key as a published video has one.</summary>
    public async Task<DataKey> StoreDataKeyAsync()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var video = new Video
        {
            Id = Guid.NewGuid(), Title = "Film", FileName = "film.mp4", CreatedBy = "test", CreatedAt = now, ModifiedAt = now,
        };
        var publication = new Publication
        {
            Id = Guid.NewGuid(), VideoId = video.Id, TaskId = Guid.NewGuid(), Fence = 1, Prefix = "out/x",
            EncryptType = EncryptType.HlsEncryption, Duration = 1, PublishedAt = now,
        };
        var (id, made) = await DataKeys.GenerateAsync(video.Id, default);
        using var key = made;
        var row = new DataKey
        {
            Id = id, PublicationId = publication.Id, VideoId = video.Id,
            Wrapped = key.Wrapped.ToBytes(), KekVersion = key.Wrapped.KekVersion,
        };
        await using var db = await OpenDatabaseAsync();
        db.Add(video);
        db.Add(publication);
        db.Add(row);
        await db.SaveChangesAsync();
        return row;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (!owns) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(root, recursive: true);
    }
}
