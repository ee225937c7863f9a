using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using VodConsole.Core;
using VodConsole.Core.Accounts;

namespace VodConsole.Data.SqlServer;

/// <summary>The model on SQL Server: the first choice for production.</summary>
public sealed class SqlServerVodDbContext(DbContextOptions<SqlServerVodDbContext> options) : VodDbContext(options)
{
    private const int Deadlock = 1205;
    private const int SnapshotConflict = 3960;

    protected override string Quote(string column) => $"[{column}]";

    // By number: this driver gives no SqlState.
    protected override bool IsConflict(DbException failure) => failure is SqlException { Number: Deadlock or SnapshotConflict };

    // Otherwise "a" equals "A" and full-width letters equal narrow ones, here and on no other database.
    protected override string Collation => "Latin1_General_100_BIN2";

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // A credential id may have 1,024 bytes, and a clustered key 900.
        builder.Entity<IdentityUserPasskey<Guid>>().HasKey(passkey => passkey.CredentialId).IsClustered(false);
    }
}

internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerVodDbContext>
{
    public SqlServerVodDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<SqlServerVodDbContext>)new DbContextOptionsBuilder<SqlServerVodDbContext>()
            .UseSqlServer("Server=design").UseIdentitySchema().Options);
}
