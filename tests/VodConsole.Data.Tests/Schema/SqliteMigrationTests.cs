using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Data.Tests.Schema;

/// <summary>What only the embedded database has: a file that a killed process left as it was.</summary>
public sealed class SqliteMigrationTests : IDisposable
{
    private readonly DataDirectory data = new(Path.Combine(Directory.CreateTempSubdirectory("vodconsole-migration-").FullName, "not", "made"));

    [Fact]
    public async Task Makes_the_folder_and_the_file()
    {
        await using var services = Services();

        var applied = await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase: false, default);

        Assert.NotEmpty(applied);
        Assert.True(File.Exists(data.Database));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Clears_the_lock_of_a_killed_migration_when_no_server_lives(bool ownsDatabase)
    {
        await LeaveMigrationLockAsync();
        await using var services = Services();
        using var owned = ownsDatabase ? ServerLock.TryTake(data) : null;

        // Without clearing it EF waits for ever.
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase, default).WaitAsync(TimeSpan.FromMinutes(3));

        await using var db = await OpenAsync(services);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal(0, await CountLocksAsync(db));
    }

    [Fact]
    public async Task Leaves_the_lock_alone_while_another_server_lives()
    {
        await LeaveMigrationLockAsync();
        using var server = ServerLock.TryTake(data);
        await using var services = Services();

        var migration = services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase: false, default);

        // It waits for that server's migration, whose end is this row's.
        await Assert.ThrowsAsync<TimeoutException>(() => migration.WaitAsync(TimeSpan.FromSeconds(2)));
        await using var db = await OpenAsync(services);
        Assert.Equal(1, await CountLocksAsync(db));
        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"");
        await migration.WaitAsync(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task An_ordinary_start_takes_no_migration_lock()
    {
        await using var services = Services();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase: false, default);
        await using var db = await OpenAsync(services);
        await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");

        var applied = await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase: false, default)
            .WaitAsync(TimeSpan.FromMinutes(3));

        Assert.Empty(applied);
    }

    [Fact]
    public async Task Asks_for_a_migration_where_the_server_may_not_do_it()
    {
        await using var services = Services(new DatabaseOptions { Migrate = false });

        var refusal = await Assert.ThrowsAsync<VodException>(
            () => services.GetRequiredService<DatabaseMigrator>().PrepareAsync(ownsDatabase: false, default));

        Assert.Equal(ErrorCode.DatabaseOutdated, refusal.Code);
        Assert.Contains("migrate", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(data.Database));
    }

    [Fact]
    public async Task Keeps_a_write_ahead_log_foreign_keys_and_patience()
    {
        await using var services = Services();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase: false, default);
        await using var db = await OpenAsync(services);
        await db.Database.OpenConnectionAsync();

        Assert.Equal("wal", await PragmaAsync(db, "journal_mode"));
        Assert.Equal(1L, await PragmaAsync(db, "foreign_keys"));
        Assert.Equal(5000L, await PragmaAsync(db, "busy_timeout"));
    }

    [Fact]
    public async Task A_writer_waits_for_another_one()
    {
        await using var services = Services();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase: false, default);
        await using var first = await OpenAsync(services);
        await using var second = await OpenAsync(services);
        var transaction = await first.Database.BeginTransactionAsync();
        await first.Database.ExecuteSqlRawAsync("UPDATE \"Categories\" SET \"Name\" = 'x'");

        var write = Task.Run(() => second.Database.ExecuteSqlRawAsync("UPDATE \"Categories\" SET \"Name\" = 'y'"));
        // Nothing signals that somebody waits; a write that did not would have failed by now.
        await Assert.ThrowsAsync<TimeoutException>(() => write.WaitAsync(TimeSpan.FromMilliseconds(300)));
        await transaction.CommitAsync();

        Assert.Equal(0, await write);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(data.Root))!, recursive: true);
    }

    private ServiceProvider Services(DatabaseOptions? options = null) => new ServiceCollection()
        .AddLogging().AddSingleton(data).AddVodDatabase(options ?? new DatabaseOptions(), data).BuildServiceProvider();

    private static Task<VodDbContext> OpenAsync(ServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContextAsync();

    /// <summary>The file as a process killed at the start of its first migration leaves it.</summary>
    private async Task LeaveMigrationLockAsync()
    {
        Directory.CreateDirectory(data.Root);
        await using var connection = new SqliteConnection($"Data Source={data.Database}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00');
            """;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<int> CountLocksAsync(VodDbContext db) =>
        await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM \"__EFMigrationsLock\"").SingleAsync();

    private static async Task<object?> PragmaAsync(VodDbContext db, string name)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return await command.ExecuteScalarAsync();
    }
}
