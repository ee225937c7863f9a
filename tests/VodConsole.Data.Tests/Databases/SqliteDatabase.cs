using Microsoft.Data.Sqlite;

namespace VodConsole.Data.Tests.Databases;

/// <summary>A SQLite file; there is always one.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    public override string Name => "sqlite";

    protected override Task<DatabaseOptions> CreateAsync() =>
        Task.FromResult(new DatabaseOptions { Provider = DatabaseProvider.Sqlite });

    protected override Task DropAsync()
    {
        SqliteConnection.ClearAllPools();
        return Task.CompletedTask;
    }
}
