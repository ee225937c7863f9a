using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Data.Tests.Databases;

namespace VodConsole.Data.Tests.Audit;

/// <summary>The audit log's pages and filters.</summary>
public abstract class AuditContract(TestDatabase database) : DatabaseContract(database)
{
    [SkippableFact]
    public async Task Pages_hold_every_entry_once_newest_first()
    {
        var kind = Kind();
        for (var number = 0; number < 7; number++) await NoteAsync("ann@example.com", kind, $"{number}");

        var read = new List<string>();
        for (var page = 0; page < 4; page++) read.AddRange((await SearchAsync(new AuditFilter { TargetKind = kind }, page, 2)).Entries.Select(entry => entry.TargetId));

        Assert.Equal(["6", "5", "4", "3", "2", "1", "0"], read);
        Assert.Equal(7, (await SearchAsync(new AuditFilter { TargetKind = kind }, 9, 2)).Total);
    }

    [SkippableTheory]
    [InlineData("éva")]
    [InlineData("ÉVA")]
    [InlineData("%_[")]
    [InlineData("李")]
    public async Task Finds_an_actor_by_any_part_of_the_name_in_any_case(string part)
    {
        var kind = Kind();
        await NoteAsync("Éva 李 %_[x]", kind, "hers");
        await NoteAsync("Eva", kind, "other");

        var found = await SearchAsync(new AuditFilter { TargetKind = kind, Actor = part }, 0, 10);

        Assert.Equal(["hers"], found.Entries.Select(entry => entry.TargetId));
    }

    [SkippableFact]
    public async Task Keeps_what_was_before_and_after_in_any_script_and_at_any_length()
    {
        var (kind, text) = (Kind(), string.Concat(Enumerable.Repeat("检🎬\n\"", 3000)));
        await using (var db = Open())
        {
            Database.Get<IAuditLog>().Add(db, Actor.System, "video.edit", new AuditTarget(kind, "1", text), new { Text = text }, null);
            await db.SaveChangesAsync();
        }

        var entry = Assert.Single((await SearchAsync(new AuditFilter { TargetKind = kind }, 0, 10)).Entries);

        using var before = System.Text.Json.JsonDocument.Parse(entry.Before!);
        Assert.Equal(text, before.RootElement.GetProperty("Text").GetString());
        Assert.Null(entry.After);
    }

    [SkippableFact]
    public async Task Filters_by_time_from_the_moment_on_and_before_the_moment()
    {
        var kind = Kind();
        DateTime[] times = [Rows.Noon, Rows.Noon.AddMicroseconds(1), Rows.Noon.AddSeconds(1)];
        await SaveAsync([.. times.Select((at, index) => new AuditEntry
        {
            At = at, ActorName = "a", Action = "video.edit", TargetKind = kind, TargetId = $"{index}", Outcome = AuditOutcome.Done,
        })]);

        var found = await SearchAsync(new AuditFilter { TargetKind = kind, From = times[1], Until = times[2] }, 0, 10);

        Assert.Equal(["1"], found.Entries.Select(entry => entry.TargetId));
    }

    // 32 characters, the most that the column holds.
    private static string Kind() => $"{Guid.NewGuid():N}";

    private Task<AuditPage> SearchAsync(AuditFilter filter, int page, int size) =>
        Database.Get<AuditTrail>().SearchAsync(Actor.System, filter, page, size, default);

    private async Task NoteAsync(string name, string kind, string id)
    {
        await using var db = Open();
        Database.Get<IAuditLog>().Add(db, new Actor(Guid.NewGuid(), name), "video.edit", new AuditTarget(kind, id), null, null);
        await db.SaveChangesAsync();
    }
}

public sealed class AuditOnSqlite(SqliteDatabase database) : AuditContract(database), IClassFixture<SqliteDatabase>;

public sealed class AuditOnPostgreSql(PostgreSqlDatabase database) : AuditContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class AuditOnSqlServer(SqlServerDatabase database) : AuditContract(database), IClassFixture<SqlServerDatabase>;
