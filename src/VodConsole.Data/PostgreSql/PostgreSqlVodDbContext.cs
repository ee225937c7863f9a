using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using VodConsole.Core;
using VodConsole.Core.Accounts;

namespace VodConsole.Data.PostgreSql;

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgreSqlVodDbContext(DbContextOptions<PostgreSqlVodDbContext> options) : VodDbContext(options)
{
    protected override string Quote(string column) => $"\"{column}\"";

    protected override bool IsConflict(DbException failure) =>
        failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    // Otherwise titles sort by the language that the server happens to be installed in.
    protected override string Collation => "C";
}

internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlVodDbContext>
{
    public PostgreSqlVodDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<PostgreSqlVodDbContext>)new DbContextOptionsBuilder<PostgreSqlVodDbContext>()
            .UseNpgsql("Host=design").UseIdentitySchema().Options);
}
