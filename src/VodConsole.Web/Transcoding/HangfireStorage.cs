using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.SqlServer;
using VodConsole.Data;

namespace VodConsole.Web.Transcoding;

/// <summary>Where Hangfire keeps what it needs to wake the workers: beside the tasks, in the configured database.</summary>
internal static class HangfireStorage
{
    /// <summary>Opens the storage.</summary>
    /// <param name="database">The configured database.</param>
    /// <param name="preparesSchema">
    /// Whether to bring Hangfire's own tables up to date first, which takes the rights to. The server does so exactly where it
    /// migrates; elsewhere the verb <c>migrate</c> or the scripts in <c>db/</c> have done it.
    /// </param>
    public static JobStorage Create(DatabaseOptions database, bool preparesSchema) => database.Provider switch
    {
        // In memory nothing outlives the process, and nothing has to: the task rows are the queue.
        DatabaseProvider.Sqlite => new InMemoryStorage(new InMemoryStorageOptions()),
        DatabaseProvider.SqlServer => new SqlServerStorage(
            database.ConnectionString, new SqlServerStorageOptions { PrepareSchemaIfNecessary = preparesSchema }),
        DatabaseProvider.PostgreSql => CreatePostgreSql(database.ConnectionString!, preparesSchema),
        _ => throw new ArgumentOutOfRangeException(nameof(database), database.Provider, null),
    };

    private static PostgreSqlStorage CreatePostgreSql(string connectionString, bool preparesSchema)
    {
        var options = new PostgreSqlStorageOptions
        {
            PrepareSchemaIfNecessary = preparesSchema,
            // Without it a job longer than the time-out is started again and again while it still runs.
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = TimeSpan.FromMinutes(5),
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connectionString, options), options);
    }
}
