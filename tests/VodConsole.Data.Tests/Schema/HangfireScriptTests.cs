using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.EntityFrameworkCore;
using VodConsole.Data.Tests.Databases;

namespace VodConsole.Data.Tests.Schema;

/// <summary>The scripts in <c>db/</c> are those of the Hangfire packages that the server runs on.</summary>
public sealed class HangfireScriptTests(PostgreSqlDatabase database) : IClassFixture<PostgreSqlDatabase>
{
    private const string File = "hangfire.sql";

    /// <summary>Set by <c>db/update --hangfire</c>: writes the scripts instead of comparing them.</summary>
    private static readonly bool Writes = Environment.GetEnvironmentVariable("VODCONSOLE_WRITE_HANGFIRE_SCRIPTS") == "1";

    [Theory]
    [InlineData("sqlserver")]
    [InlineData("postgresql")]
    public void The_script_is_the_packages_own(string server)
    {
        var generated = HangfireScripts.Generate(server);
        if (Writes) System.IO.File.WriteAllText(Path.Combine(Scripts.Folder, server, File), generated);

        Assert.Equal(generated, Scripts.Read(server, File));
    }

    [Fact]
    public void The_script_for_SQL_Server_parses()
    {
        Problems.AssertNone(SqlServerScript.Parse(Scripts.Read("sqlserver", File)).Errors);
    }

    [SkippableFact]
    public async Task The_script_for_PostgreSQL_makes_what_Hangfire_itself_would_make_and_Hangfire_runs_on_it()
    {
        Skip.If(database.Absent is not null, database.Absent);
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        await using (var command = db.Database.GetDbConnection().CreateCommand())
        {
            command.CommandText = Scripts.Read("postgresql", File);
            await command.ExecuteNonQueryAsync();
        }

        var connection = db.Database.GetConnectionString()!;
        var own = new PostgreSqlStorageOptions { SchemaName = "own" };
        _ = new PostgreSqlStorage(new NpgsqlConnectionFactory(connection, own), own);

        Assert.Equal(await DescribeAsync(db, "own"), await DescribeAsync(db, "hangfire"));

        var prepared = new PostgreSqlStorageOptions { PrepareSchemaIfNecessary = false };
        var storage = new PostgreSqlStorage(new NpgsqlConnectionFactory(connection, prepared), prepared);
        Assert.NotEmpty(new BackgroundJobClient(storage).Enqueue(() => Console.WriteLine()));
    }

    private static async Task<List<string>> DescribeAsync(DbContext db, string schema)
    {
        var lines = await db.Database.SqlQuery<string>(
            $"""
            SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS "Value"
            FROM information_schema.columns WHERE table_schema = {schema}
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = {schema}
            UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = {schema}::regnamespace
            """).ToListAsync();
        await using var version = db.Database.GetDbConnection().CreateCommand();
        version.CommandText = $"SELECT version FROM {schema}.schema";
        lines.Add($"version {await version.ExecuteScalarAsync()}");
        return [.. lines.Select(line => line.Replace($"{schema}.", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
