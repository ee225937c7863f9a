using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Data;

namespace VodConsole.Benchmarks.Downloads;

/// <summary>A library of very many published videos on SQLite, made by the database itself: through the product it would take minutes.</summary>
internal sealed class LargeLibrary : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private LargeLibrary(DataDirectory data)
    {
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = data.Database }.ToString();
        services = new ServiceCollection().AddLogging().AddSingleton(data).AddVodDatabase(new DatabaseOptions(), data)
            .AddAudit().AddAccounts().AddStorage().AddKeys().AddPlayback().AddTranscoding().AddMedia().AddOfflineSwitch().AddDownloads()
            .BuildServiceProvider();
    }

    public string ConnectionString { get; }

    public static async Task<LargeLibrary> CreateAsync(string folder, int videos)
    {
        var library = new LargeLibrary(new DataDirectory(folder));
        await library.Get<DatabaseMigrator>().MigrateAsync(ownsDatabase: true, CancellationToken.None);
        await library.FillAsync(videos);
        return library;
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public Task<VodDbContext> OpenAsync() => Get<IDbContextFactory<VodDbContext>>().CreateDbContextAsync();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private async Task FillAsync(int videos)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText =
            $"""
            CREATE TEMP TABLE Numbers AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {videos - 1})
            SELECT i, {NewId} AS Id FROM n;
            INSERT INTO Videos (Id, Title, SearchTitle, Description, Tags, Status, FileName, Size, TemplateGroup, IsOfflineDisabled, CreatedBy, CreatedAt, ModifiedAt, Version)
            SELECT Id, 'Video number ' || i, 'VIDEO NUMBER ' || i, 'One of very many.', 'news', 'Normal', i || '.mp4', i * 1000, 'Ladder', 0, 'benchmark', {At}, {At}, {NewId}
            FROM Numbers;
            INSERT INTO Publications (Id, VideoId, TaskId, Fence, Prefix, EncryptType, Duration, PublishedAt)
            SELECT {NewId}, Id, {NewId}, 1, 'out/x', 'HlsEncryption', 60.0, {At} FROM Numbers;
            ANALYZE;
            """;
        await command.ExecuteNonQueryAsync();
    }

    // GUIDs and times as EF writes them into SQLite.
    private const string NewId =
        "upper(substr(hex(randomblob(16)), 1, 8) || '-' || substr(hex(randomblob(2)), 1, 4) || '-4' || substr(hex(randomblob(2)), 1, 3) || '-8' "
        + "|| substr(hex(randomblob(2)), 1, 3) || '-' || hex(randomblob(6)))";

    private const string At = "strftime('%Y-%m-%d %H:%M:%S', '2025-01-01', '+' || i || ' seconds')";
}
