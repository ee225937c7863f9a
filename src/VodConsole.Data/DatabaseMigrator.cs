using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VodConsole.Core;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Data.Sqlite;
using VodConsole.Protocol;

namespace VodConsole.Data;

/// <summary>Brings the database's schema to this program's version, or refuses where the two cannot meet.</summary>
public sealed class DatabaseMigrator(
    IDbContextFactory<VodDbContext> contexts, DatabaseOptions options, DataDirectory data, ILogger<DatabaseMigrator> log)
{
    /// <summary>
    /// What a server does at its start: migrates where <see cref="DatabaseOptions.MigratesAtStart"/> says so, else asks for it.
    /// </summary>
    /// <param name="ownsDatabase">
    /// Whether the caller holds the embedded database's <see cref="ServerLock"/>, so that a migration lock found in it belongs to no
    /// living server. When false it is tried for, and only where something is to migrate. Meaningless for server databases.
    /// </param>
    /// <param name="cancellation">Honoured before the migration begins, never during it.</param>
    /// <exception cref="VodException"><see cref="ErrorCode.DatabaseNewer"/>, <see cref="ErrorCode.DatabaseOutdated"/>.</exception>
    public async Task PrepareAsync(bool ownsDatabase, CancellationToken cancellation)
    {
        if (options.MigratesAtStart)
        {
            await MigrateAsync(ownsDatabase, cancellation);
            return;
        }

        var pending = await FindPendingAsync(cancellation);
        if (pending.Count > 0) throw new VodException(ErrorCode.DatabaseOutdated, string.Join(", ", pending));
    }

    /// <summary>Migrates. A no-op on a current database.</summary>
    /// <returns>The migrations that were applied.</returns>
    /// <inheritdoc cref="PrepareAsync"/>
    public async Task<IReadOnlyList<string>> MigrateAsync(bool ownsDatabase, CancellationToken cancellation)
    {
        var pending = await FindPendingAsync(cancellation);
        // Asking first keeps EF's migration lock out of an ordinary start; on SQLite a killed process leaves it behind for ever.
        if (pending.Count == 0) return pending;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        using var owned = ownsDatabase || db is not SqliteVodDbContext ? null : ServerLock.TryTake(data);
        if (db is SqliteVodDbContext)
        {
            MakeFolder(db);
            if (ownsDatabase || owned is not null) await RemoveStaleLockAsync(db, cancellation);
        }

        // A cancelled migration can leave half of a step and the lock behind, so from here on it runs to its end.
        await db.Database.MigrateAsync(CancellationToken.None);
        log.LogInformation("Database migrated: {Migrations}", pending);
        return pending;
    }

    /// <summary>The migrations that the database still lacks, oldest first.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.DatabaseNewer"/> when it has one that this program does not know.</exception>
    public async Task<IReadOnlyList<string>> FindPendingAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var known = db.Database.GetMigrations().ToList();
        if (db is SqliteVodDbContext && !File.Exists(DataSource(db))) return known;

        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellation)).ToList();
        var unknown = applied.Except(known).ToList();
        if (unknown.Count > 0) throw new VodException(ErrorCode.DatabaseNewer, string.Join(", ", unknown));
        return [.. known.Except(applied)];
    }

    private async Task RemoveStaleLockAsync(VodDbContext db, CancellationToken cancellation)
    {
        const string Table = "__EFMigrationsLock";
        if (!File.Exists(DataSource(db))) return;
        var exists = await db.Database
            .SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = {Table}").SingleAsync(cancellation);
        if (exists == 0) return;
        var removed = await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", cancellation);
        if (removed > 0) log.LogWarning("An earlier process died while it migrated the database; its lock was removed.");
    }

    private static void MakeFolder(VodDbContext db)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(DataSource(db))) is { } folder) Directory.CreateDirectory(folder);
    }

    private static string DataSource(VodDbContext db) =>
        new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
}
