using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using VodConsole.Core;
using VodConsole.Core.Accounts;

namespace VodConsole.Data.SqlServer;

/// <summary>The model on SQL Server: the first choice for production.</summary>
public sealed class SqlServerVodDbContext(DbContextOptions<SqlServerVodDbContext> options) : VodDbContext(options)
{
    protected override string Quote(string column) => $"[{column}]";
}

internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerVodDbContext>
{
    public SqlServerVodDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<SqlServerVodDbContext>)new DbContextOptionsBuilder<SqlServerVodDbContext>()
            .UseSqlServer("Server=design").UseIdentitySchema().Options);
}
