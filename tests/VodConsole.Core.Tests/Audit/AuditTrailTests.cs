using CsvHelper;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Data;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Audit;

public sealed class AuditTrailTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string root = Directory.CreateTempSubdirectory("vodconsole-audit-").FullName;
    private readonly FakeTimeProvider clock = new(Start);
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        var data = new DataDirectory(root);
        services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddSingleton(data)
            .AddVodDatabase(new DatabaseOptions(), data).AddAudit().AddAccounts().BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase: false, default);
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task Pages_from_the_newest_entry_on()
    {
        for (var number = 0; number < 5; number++) await NoteAsync("ann@example.com", "video.edit", new("video", $"{number}"));

        var first = await SearchAsync(new AuditFilter(), page: 0, pageSize: 2);
        var last = await SearchAsync(new AuditFilter(), page: 2, pageSize: 2);

        Assert.Equal(5, first.Total);
        Assert.Equal(["4", "3"], first.Entries.Select(entry => entry.TargetId));
        Assert.Equal(["0"], last.Entries.Select(entry => entry.TargetId));
    }

    [Fact]
    public async Task Filters_by_each_member_and_by_all_together()
    {
        await NoteAsync("ann@example.com", "video.edit", new("video", "1"));
        clock.Advance(TimeSpan.FromHours(1));
        await NoteAsync("Bob@Example.com", "video.delete", new("video", "2"));
        clock.Advance(TimeSpan.FromHours(1));
        await NoteAsync("ann@example.com", "user.lock", new("user", "1"));

        Assert.Equal(["user.lock", "video.delete"], await ActionsAsync(new() { From = Start.UtcDateTime.AddHours(1) }));
        Assert.Equal(["video.edit"], await ActionsAsync(new() { Until = Start.UtcDateTime.AddHours(1) }));
        Assert.Equal(["video.delete"], await ActionsAsync(new() { Actor = " bOB@" }));
        Assert.Equal(["user.lock"], await ActionsAsync(new() { Action = "user.lock" }));
        Assert.Equal(["video.delete", "video.edit"], await ActionsAsync(new() { TargetKind = "video" }));
        Assert.Equal(["user.lock", "video.edit"], await ActionsAsync(new() { TargetId = "1" }));
        Assert.Empty(await ActionsAsync(new() { Outcome = AuditOutcome.Refused }));
        Assert.Equal(["video.edit"], await ActionsAsync(new() { Actor = "ANN", TargetId = "1", TargetKind = "video" }));
    }

    [Fact]
    public async Task Takes_wildcards_in_a_filter_literally()
    {
        await NoteAsync("ann@example.com", "video.edit", new("video", "1"));

        Assert.Empty(await ActionsAsync(new() { Actor = "%" }));
        Assert.Empty(await ActionsAsync(new() { Actor = "a_n" }));
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(0, 0)]
    [InlineData(0, 201)]
    public async Task Refuses_a_page_that_cannot_be(int page, int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SearchAsync(new AuditFilter(), page, size));

    [Fact]
    public async Task Shows_nothing_to_a_person_without_the_right_and_notes_the_attempt()
    {
        var stranger = new Actor(Guid.NewGuid(), "stranger@example.com");

        var search = await Assert.ThrowsAsync<VodException>(
            () => services.GetRequiredService<AuditTrail>().SearchAsync(stranger, new AuditFilter(), 0, 10, default));
        using var output = new MemoryStream();
        await Assert.ThrowsAsync<VodException>(
            () => services.GetRequiredService<AuditExport>().WriteAsync(stranger, new AuditFilter(), output, default));

        Assert.Equal(ErrorCode.NotSignedIn, search.Code);
        Assert.Equal(0, output.Length);
        Assert.Equal(2, (await SearchAsync(new() { Outcome = AuditOutcome.Refused })).Total);
    }

    [Fact]
    public async Task An_auditor_may_read()
    {
        var auditor = await AddPersonAsync(Role.Auditor);

        var page = await services.GetRequiredService<AuditTrail>().SearchAsync(auditor, new AuditFilter(), 0, 10, default);

        Assert.Equal(0, page.Total);
    }

    [Fact]
    public async Task Exports_more_than_one_batch_in_order_and_without_gaps()
    {
        var count = AuditExport.BatchSize * 2 + 7;
        await using (var db = await OpenAsync())
        {
            var log = services.GetRequiredService<IAuditLog>();
            for (var number = 0; number < count; number++) log.Add(db, Actor.System, "video.edit", new("video", $"{number:00000}"), null, null);
            await db.SaveChangesAsync();
        }

        var rows = await ExportAsync(new() { Action = "video.edit" });

        Assert.Equal(count, rows.Count);
        Assert.Equal(rows.Select(row => row["Target id"]).OrderDescending(), rows.Select(row => row["Target id"]));
        Assert.Equal(count, rows.DistinctBy(row => row["Id"]).Count());
    }

    [Fact]
    public async Task Exports_what_a_stranger_wrote_without_letting_it_run()
    {
        await NoteAsync("=HYPERLINK(\"http://x\")", "video.edit", new("video", "1", "@标题,\"quoted\"\r\nsecond line"));

        var row = Assert.Single(await ExportAsync(new() { Action = "video.edit" }));

        Assert.Equal("'=HYPERLINK(\"http://x\")", row["Actor"]);
        Assert.Equal("'@标题,\"quoted\"\r\nsecond line", row["Target name"]);
        Assert.Equal("2026-03-01T12:00:00.000Z", row["Time (UTC)"]);
    }

    [Fact]
    public async Task Begins_with_a_byte_order_mark_and_notes_the_export()
    {
        using var output = new MemoryStream();

        await services.GetRequiredService<AuditExport>().WriteAsync(Actor.CommandLine, new() { TargetKind = "video" }, output, default);

        Assert.Equal([0xEF, 0xBB, 0xBF], output.ToArray()[..3]);
        var entry = Assert.Single((await SearchAsync(new() { Action = AuditAction.AuditExported })).Entries);
        Assert.Contains("\"TargetKind\":\"video\"", entry.After, StringComparison.Ordinal);
    }

    private Task<AuditPage> SearchAsync(AuditFilter filter, int page = 0, int pageSize = 50) =>
        services.GetRequiredService<AuditTrail>().SearchAsync(Actor.CommandLine, filter, page, pageSize, default);

    private async Task<IEnumerable<string>> ActionsAsync(AuditFilter filter) =>
        (await SearchAsync(filter)).Entries.Select(entry => entry.Action);

    private async Task<List<Dictionary<string, string?>>> ExportAsync(AuditFilter filter)
    {
        using var output = new MemoryStream();
        await services.GetRequiredService<AuditExport>().WriteAsync(Actor.CommandLine, filter, output, default);
        output.Position = 0;
        using var csv = CsvReader.Create(output);
        var rows = new List<Dictionary<string, string?>>();
        foreach (var row in csv) rows.Add(row.ToDictionary());
        return rows;
    }

    private async Task NoteAsync(string actor, string action, AuditTarget target)
    {
        await using var db = await OpenAsync();
        services.GetRequiredService<IAuditLog>().Add(db, new Actor(null, actor), action, target, null, null);
        await db.SaveChangesAsync();
    }

    private async Task<Actor> AddPersonAsync(Role role)
    {
        await using var db = await OpenAsync();
        var user = new VodUser { Id = Guid.NewGuid(), UserName = "auditor@example.com" };
        var row = new IdentityRole<Guid>(role.ToString()) { Id = Guid.NewGuid() };
        db.Add(user);
        db.Add(row);
        db.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = row.Id });
        await db.SaveChangesAsync();
        return new Actor(user.Id, user.UserName);
    }

    private Task<VodDbContext> OpenAsync() => services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContextAsync();
}
