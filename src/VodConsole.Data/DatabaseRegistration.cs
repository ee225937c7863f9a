using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Storage;
using VodConsole.Data.PostgreSql;
using VodConsole.Data.Sqlite;
using VodConsole.Data.SqlServer;

namespace VodConsole.Data;

/// <summary>Registers <see cref="VodDbContext"/> over the configured database.</summary>
public static class DatabaseRegistration
{
    /// <summary>
    /// Adds <c>IDbContextFactory&lt;VodDbContext&gt;</c> (a context per operation) and, for ASP.NET Identity's stores, a scoped
    /// <see cref="VodDbContext"/>.
    /// </summary>
    public static IServiceCollection AddVodDatabase(this IServiceCollection services, DatabaseOptions options, DataDirectory data)
    {
        switch (options.Provider)
        {
            case DatabaseProvider.Sqlite:
                services.AddFactory<SqliteVodDbContext>(builder => builder
                    .UseSqlite(SqliteConnectionString(options, data)).AddInterceptors(new SqliteWaiting()));
                break;
            case DatabaseProvider.SqlServer:
                services.AddFactory<SqlServerVodDbContext>(builder => builder.UseSqlServer(options.ConnectionString));
                break;
            case DatabaseProvider.PostgreSql:
                services.AddFactory<PostgreSqlVodDbContext>(builder => builder.UseNpgsql(options.ConnectionString));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "Unknown database provider.");
        }

        services.TryAddSingleton(options);
        services.TryAddSingleton<DatabaseMigrator>();
        return services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContext());
    }

    private static string SqliteConnectionString(DatabaseOptions options, DataDirectory data) =>
        !string.IsNullOrWhiteSpace(options.ConnectionString)
            ? options.ConnectionString
            : new SqliteConnectionStringBuilder { DataSource = data.Database, DefaultTimeout = 5 }.ToString();

    private static void AddFactory<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : VodDbContext
    {
        // Contexts are taken for every operation; a pool spares building one each time.
        services.AddPooledDbContextFactory<TContext>(builder =>
        {
            configure(builder);
            builder.UseIdentitySchema();
        });
        services.AddSingleton<IDbContextFactory<VodDbContext>>(provider =>
            new Factory<TContext>(provider.GetRequiredService<IDbContextFactory<TContext>>()));
    }

    private sealed class Factory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<VodDbContext>
        where TContext : VodDbContext
    {
        public VodDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<VodDbContext> CreateDbContextAsync(CancellationToken cancellationToken) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
