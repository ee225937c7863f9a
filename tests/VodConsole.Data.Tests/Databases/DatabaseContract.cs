using VodConsole.Core;

namespace VodConsole.Data.Tests.Databases;

/// <summary>
/// Facts that hold on every database. A contract is an abstract class of them; a one-line subclass per database runs it,
/// and is skipped with the reason where there is no such server.
/// </summary>
public abstract class DatabaseContract
{
    protected DatabaseContract(TestDatabase database)
    {
        Skip.If(database.Absent is not null, database.Absent);
        Database = database;
    }

    protected TestDatabase Database { get; }

    /// <summary>A fresh context, so that nothing is answered from memory.</summary>
    protected VodDbContext Open() => Database.Contexts.CreateDbContext();

    /// <summary>Saves rows in one unit of work of their own.</summary>
    protected async Task SaveAsync(params object[] rows)
    {
        await using var db = Open();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }
}
