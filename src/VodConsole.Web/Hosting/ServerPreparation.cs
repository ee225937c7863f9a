using VodConsole.Core.Accounts;
using VodConsole.Core.Storage;
using VodConsole.Data;

namespace VodConsole.Web.Hosting;

/// <summary>What must be true before the first request or the first step of a verb.</summary>
internal static class ServerPreparation
{
    /// <summary>Brings the database up to date and seeds the roles.</summary>
    public static async Task PrepareDatabaseAsync(this IHost host, CancellationToken cancellation)
    {
        Directory.CreateDirectory(host.Services.GetRequiredService<DataDirectory>().Root);
        await host.Services.GetRequiredService<DatabaseMigrator>().PrepareAsync(ownsDatabase: false, cancellation);
        await host.Services.GetRequiredService<RoleSeed>().EnsureAsync(cancellation);
    }

    /// <summary>Everything before the server listens; prints the set-up link once it does, while there is no account.</summary>
    public static async Task PrepareAsync(this WebApplication app, CancellationToken cancellation)
    {
        // An embedded database has one server; a second one must not even migrate it.
        app.Services.GetService<ServerLock>();
        await app.PrepareDatabaseAsync(cancellation);
        var token = await app.Services.GetRequiredService<FirstAdministrator>().IssueLinkAsync(cancellation);
        if (token is not null)
            app.Lifetime.ApplicationStarted.Register(() => SetupLinkPrinter.Print(Console.Out, app.Urls, token));
    }
}
