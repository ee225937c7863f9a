using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using VodConsole.Core;
using VodConsole.Core.Accounts;

namespace VodConsole.Data.Sqlite;

/// <summary>The model on SQLite: the embedded default.</summary>
public sealed class SqliteVodDbContext(DbContextOptions<SqliteVodDbContext> options) : VodDbContext(options)
{
    protected override string Quote(string column) => $"\"{column}\"";

    // A transaction waits for the one before it to end, before it reads anything.
    protected override bool IsConflict(DbException failure) => false;
}

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteVodDbContext>
{
    public SqliteVodDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<SqliteVodDbContext>)new DbContextOptionsBuilder<SqliteVodDbContext>()
            .UseSqlite("Data Source=design.db").UseIdentitySchema().Options);
}
