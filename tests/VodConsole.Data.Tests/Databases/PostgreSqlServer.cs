using Npgsql;

namespace VodConsole.Data.Tests.Databases;

/// <summary>The throw-away PostgreSQL server that <c>tests/run</c> starts.</summary>
public static class PostgreSqlServer
{
    private const string Variable = "VODCONSOLE_TEST_POSTGRESQL";

    private static readonly string? Server = Environment.GetEnvironmentVariable(Variable);

    /// <summary>Why there is none; null when there is one.</summary>
    public static string? Absent { get; } =
        string.IsNullOrWhiteSpace(Server) ? $"No PostgreSQL server: {Variable} is not set; tests/run starts one." : null;

    /// <summary>How to reach a database of it.</summary>
    public static NpgsqlConnectionStringBuilder Database(string name) => new(Server) { Database = name, MaxPoolSize = 20 };

    /// <summary>Runs a statement in a database.</summary>
    public static async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var server = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server) { Database = database, Pooling = false });
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
