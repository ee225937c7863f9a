using Microsoft.EntityFrameworkCore;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Data.PostgreSql;
using VodConsole.Data.Sqlite;
using VodConsole.Data.SqlServer;

namespace VodConsole.Data.Tests.Schema;

/// <summary>The three contexts without a database behind them: enough for their models and scripts.</summary>
internal static class Models
{
    public static readonly string[] Databases = ["sqlite", "sqlserver", "postgresql"];

    public static VodDbContext Open(string database) => database switch
    {
        "sqlite" => new SqliteVodDbContext(Options<SqliteVodDbContext>(builder => builder.UseSqlite("Data Source=none"))),
        "sqlserver" => new SqlServerVodDbContext(Options<SqlServerVodDbContext>(builder => builder.UseSqlServer("Server=none"))),
        "postgresql" => new PostgreSqlVodDbContext(Options<PostgreSqlVodDbContext>(builder => builder.UseNpgsql("Host=none"))),
        _ => throw new ArgumentOutOfRangeException(nameof(database), database, null),
    };

    private static DbContextOptions<TContext> Options<TContext>(Action<DbContextOptionsBuilder> configure) where TContext : DbContext
    {
        var builder = new DbContextOptionsBuilder<TContext>();
        configure(builder);
        builder.UseIdentitySchema();
        return builder.Options;
    }
}
