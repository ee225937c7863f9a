using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using VodConsole.Core.Downloads;
using VodConsole.Data.Tests.Databases;

namespace VodConsole.Data.Tests.Schema;

/// <summary>An installation of an earlier version comes up with everything that it held.</summary>
public abstract class UpgradeContract(TestDatabase database) : DatabaseContract(database)
{
    [SkippableFact]
    public async Task A_library_of_before_downloads_keeps_its_videos_and_begins_with_downloads_off()
    {
        var id = Guid.NewGuid();
        await using (var db = Open())
        {
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("Initial");
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO "Videos" ("Id", "Title", "SearchTitle", "Description", "Tags", "Status", "FileName", "Size", "TemplateGroup", "CreatedBy", "CreatedAt", "ModifiedAt", "Version")
                VALUES ({id}, 'Old', 'OLD', '', '', 'Normal', 'old.mp4', 1, 'Ladder', 'someone@example.com', {Rows.Noon}, {Rows.Noon}, {Guid.NewGuid()})
                """);
        }

        await Database.Get<DatabaseMigrator>().MigrateAsync(ownsDatabase: true, default);

        await using var upgraded = Open();
        Assert.False((await upgraded.Videos.SingleAsync(video => video.Id == id)).IsOfflineDisabled);
        Assert.Equal(DownloadMode.Off, (await upgraded.DownloadSettings.SingleAsync()).Mode);
    }
}

public sealed class UpgradeOnSqlite(SqliteDatabase database) : UpgradeContract(database), IClassFixture<SqliteDatabase>;

public sealed class UpgradeOnPostgreSql(PostgreSqlDatabase database) : UpgradeContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class UpgradeOnSqlServer(SqlServerDatabase database) : UpgradeContract(database), IClassFixture<SqlServerDatabase>;
