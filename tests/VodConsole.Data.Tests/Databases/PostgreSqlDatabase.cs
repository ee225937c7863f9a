using Npgsql;

namespace VodConsole.Data.Tests.Databases;

/// <summary>A new database on the throw-away PostgreSQL server that <c>tests/run</c> starts.</summary>
public sealed class PostgreSqlDatabase : TestDatabase
{
    private const string Variable = "VODCONSOLE_TEST_POSTGRESQL";

    private static readonly string? Server = Environment.GetEnvironmentVariable(Variable);

    private readonly string database = $"vod_{Guid.NewGuid():N}";

    public override string Name => "postgresql";

    public override string? Absent =>
        string.IsNullOrWhiteSpace(Server) ? $"No PostgreSQL server: {Variable} is not set; tests/run starts one." : null;

    protected override async Task<DatabaseOptions> CreateAsync()
    {
        // A language with an order of its own, as most servers have, and as no test should notice.
        await ExecuteAsync($"CREATE DATABASE {database} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'de-DE'");
        return new DatabaseOptions
        {
            Provider = DatabaseProvider.PostgreSql,
            ConnectionString = new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 20 }.ConnectionString,
        };
    }

    protected override Task DropAsync() => ExecuteAsync($"DROP DATABASE {database} WITH (FORCE)");

    private static async Task ExecuteAsync(string sql)
    {
        await using var server = NpgsqlDataSource.Create(Server!);
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
