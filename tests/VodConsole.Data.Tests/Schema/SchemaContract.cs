using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using VodConsole.Core.Refusals;
using VodConsole.Data.Tests.Databases;
using VodConsole.Protocol;

namespace VodConsole.Data.Tests.Schema;

/// <summary>The migrations run, once, from nothing to this program's schema.</summary>
public abstract class SchemaContract(TestDatabase database) : DatabaseContract(database)
{
    [SkippableFact]
    public async Task A_migrated_database_lacks_nothing_and_migrates_again_to_no_effect()
    {
        Assert.Empty(await Migrator.FindPendingAsync(default));
        Assert.Empty(await Migrator.MigrateAsync(ownsDatabase: true, default));
        await using var db = Open();
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync());
    }

    [SkippableFact]
    public async Task Every_table_of_the_model_can_be_read()
    {
        await using var db = Open();
        var read = typeof(SchemaContract).GetMethod(nameof(CountAsync), BindingFlags.Static | BindingFlags.NonPublic)!;
        foreach (var type in db.Model.GetEntityTypes().Where(type => !type.IsOwned() && !type.HasSharedClrType))
            await (Task)read.MakeGenericMethod(type.ClrType).Invoke(null, [db])!;
    }

    [SkippableFact]
    public async Task The_script_makes_what_the_migrations_make()
    {
        await using (var db = Open())
        {
            await db.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase);
            // "GO" ends a batch; SQL Server's own tools know it, the server does not.
            foreach (var batch in Regex.Split(Scripts.Read(Database.Name, "schema.sql"), @"^GO\s*$", RegexOptions.Multiline))
                if (!string.IsNullOrWhiteSpace(batch))
                    await ExecuteAsync(db, batch);
        }

        Assert.Empty(await Migrator.FindPendingAsync(default));
        await Every_table_of_the_model_can_be_read();
    }

    [SkippableFact]
    public async Task Refuses_a_database_that_a_newer_program_has_migrated()
    {
        await using var db = Open();
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('99991231235959_Future', '99.0.0')""");
        try
        {
            var refusal = await Assert.ThrowsAsync<VodException>(() => Migrator.MigrateAsync(ownsDatabase: true, default));
            Assert.Equal(ErrorCode.DatabaseNewer, refusal.Code);
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = '99991231235959_Future'""");
        }
    }

    private DatabaseMigrator Migrator => Database.Get<DatabaseMigrator>();

    private static async Task ExecuteAsync(DbContext db, string batch)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = batch;
        await command.ExecuteNonQueryAsync();
    }

    private static Task<int> CountAsync<TEntity>(DbContext db) where TEntity : class => db.Set<TEntity>().Take(1).CountAsync();
}

public sealed class SchemaOnSqlite(SqliteDatabase database) : SchemaContract(database), IClassFixture<SqliteDatabase>;

public sealed class SchemaOnPostgreSql(PostgreSqlDatabase database) : SchemaContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class SchemaOnSqlServer(SqlServerDatabase database) : SchemaContract(database), IClassFixture<SqlServerDatabase>;
