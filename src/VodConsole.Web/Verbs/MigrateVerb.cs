using System.CommandLine;
using VodConsole.Data;
using VodConsole.Web.Transcoding;

namespace VodConsole.Web.Verbs;

/// <summary>Brings the database's schema, and Hangfire's beside it, to this program's version, also where the server itself does not.</summary>
internal static class MigrateVerb
{
    /// <summary>Adds the verb.</summary>
    public static void AddTo(RootCommand root)
    {
        var migrate = new Command("migrate", "Brings the database's schema up to date. Make a backup before.");
        migrate.SetBody(RunAsync, opensKeys: false, preparesDatabase: false);
        root.Add(migrate);
    }

    private static async Task<VerbResult> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var applied = await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ownsDatabase: false, cancellation);
        HangfireStorage.Create(services.GetRequiredService<DatabaseOptions>(), preparesSchema: true);
        return new VerbResult(
            new { ok = true, applied },
            applied.Count == 0 ? "The database is up to date." : $"Applied: {string.Join(", ", applied)}");
    }
}
