using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using VodConsole.Core;
using VodConsole.Core.Accounts;

namespace VodConsole.Data.SqlServer;

/// <summary>The model on SQL Server: the first choice for production.</summary>
public sealed class SqlServerVodDbContext(DbContextOptions<SqlServerVodDbContext> options) : VodDbContext(options)
{
    protected override string Quote(string column) => $"[{column}]";

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
