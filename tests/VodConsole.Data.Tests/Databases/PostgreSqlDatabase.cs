namespace VodConsole.Data.Tests.Databases;

/// <summary>A new database on <see cref="PostgreSqlServer"/>.</summary>
public sealed class PostgreSqlDatabase : TestDatabase
{
    private readonly string database = $"vod_{Guid.NewGuid():N}";

    public override string Name => "postgresql";

    public override string? Absent => PostgreSqlServer.Absent;

    protected override async Task<DatabaseOptions> CreateAsync()
    {
        // A language with an order of its own, as most servers have, and as no test should notice.
        await PostgreSqlServer.ExecuteAsync($"CREATE DATABASE {database} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'de-DE'");
        return new DatabaseOptions
        {
            Provider = DatabaseProvider.PostgreSql,
            ConnectionString = PostgreSqlServer.Database(database).ConnectionString,
        };
    }

    protected override Task DropAsync() => PostgreSqlServer.ExecuteAsync($"DROP DATABASE {database} WITH (FORCE)");
}
