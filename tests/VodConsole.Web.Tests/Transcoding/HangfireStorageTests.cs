using System.Text.RegularExpressions;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.Logging;
using Npgsql;
using VodConsole.Data;
using VodConsole.Data.Tests.Databases;
using VodConsole.Web.Tests.Architecture;
using VodConsole.Web.Transcoding;

namespace VodConsole.Web.Tests.Transcoding;

/// <summary>Hangfire's tables are made by their owner, and used by an account that could not make them.</summary>
public sealed class HangfireStorageTests : IAsyncLifetime
{
    private readonly string database = $"vod_jobs_{Guid.NewGuid():N}";

    // Hangfire logs through a static provider, which an earlier test's host may have left behind disposed.
    public HangfireStorageTests() => LogProvider.SetCurrentLogProvider(null);

    private DatabaseOptions Owner => Options(PostgreSqlServer.Database(database));

    private DatabaseOptions Console => Options(new(PostgreSqlServer.Database(database).ConnectionString) { Username = database });

    public async Task InitializeAsync()
    {
        if (PostgreSqlServer.Absent is not null) return;
        await PostgreSqlServer.ExecuteAsync($"CREATE DATABASE {database}");
        await PostgreSqlServer.ExecuteAsync($"CREATE ROLE {database} LOGIN");
    }

    public async Task DisposeAsync()
    {
        if (PostgreSqlServer.Absent is not null) return;
        await PostgreSqlServer.ExecuteAsync($"DROP DATABASE {database} WITH (FORCE)");
        await PostgreSqlServer.ExecuteAsync($"DROP ROLE {database}");
    }

    [Fact]
    public void The_embedded_database_keeps_jobs_in_memory() =>
        Assert.IsType<InMemoryStorage>(HangfireStorage.Create(new DatabaseOptions(), preparesSchema: true));

    [SkippableFact]
    public async Task The_rights_that_the_page_on_the_database_names_are_enough_for_jobs()
    {
        Skip.If(PostgreSqlServer.Absent is not null, PostgreSqlServer.Absent);
        HangfireStorage.Create(Owner, preparesSchema: true);
        await PostgreSqlServer.ExecuteAsync(Grants(), database);

        var storage = HangfireStorage.Create(Console, preparesSchema: false);
        var id = new BackgroundJobClient(storage).Enqueue(() => System.Console.Write(""));

        using var connection = storage.GetConnection();
        Assert.Equal("Enqueued", connection.GetStateData(id).Name);
        Assert.NotNull(connection.FetchNextJob(["default"], new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token));
        using (connection.AcquireDistributedLock("a lock", TimeSpan.FromSeconds(5)))
            connection.AnnounceServer("a server", new());
    }

    [SkippableFact]
    public void Makes_no_tables_where_it_may_not()
    {
        Skip.If(PostgreSqlServer.Absent is not null, PostgreSqlServer.Absent);
        var storage = HangfireStorage.Create(Console, preparesSchema: false);

        var failure = Assert.ThrowsAny<Exception>(() => new BackgroundJobClient(storage).Enqueue(() => System.Console.Write("")));

        Assert.Equal(PostgresErrorCodes.UndefinedTable, Assert.IsType<PostgresException>(failure.GetBaseException()).SqlState);
    }

    // What operators copy is what is tested.
    private string Grants()
    {
        var grants = Regex.Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "db", "README.md")), "^GRANT .*hangfire TO vodconsole;", RegexOptions.Multiline);
        Assert.Equal(3, grants.Count);
        return string.Concat(grants.Select(grant => grant.Value)).Replace("TO vodconsole", $"TO {database}", StringComparison.Ordinal);
    }

    private static DatabaseOptions Options(NpgsqlConnectionStringBuilder connection) =>
        new() { Provider = DatabaseProvider.PostgreSql, ConnectionString = connection.ConnectionString };
}
