using Microsoft.Data.SqlClient;

namespace VodConsole.Data.Tests.Databases;

/// <summary>A new database on a SQL Server, where the environment names one.</summary>
public sealed class SqlServerDatabase : TestDatabase
{
    private const string Variable = "VODCONSOLE_TEST_SQLSERVER";

    private static readonly string? Server = Environment.GetEnvironmentVariable(Variable);

    private readonly string database = $"vod_{Guid.NewGuid():N}";

    public override string Name => "sqlserver";

    public override string? Absent => string.IsNullOrWhiteSpace(Server)
        ? $"No SQL Server: {Variable} is not set. Give it a connection string of a login that may create databases."
        : null;

    protected override async Task<DatabaseOptions> CreateAsync()
    {
        await ExecuteAsync($"CREATE DATABASE [{database}]");
        return new DatabaseOptions
        {
            Provider = DatabaseProvider.SqlServer,
            ConnectionString = new SqlConnectionStringBuilder(Server) { InitialCatalog = database }.ConnectionString,
        };
    }

    protected override Task DropAsync() =>
        ExecuteAsync($"ALTER DATABASE [{database}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{database}]");

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
