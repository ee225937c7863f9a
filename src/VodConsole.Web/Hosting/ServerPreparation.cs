using VodConsole.Core.Accounts;
using VodConsole.Core.Keys;
using VodConsole.Core.Storage;
using VodConsole.Data;

namespace VodConsole.Web.Hosting;

/// <summary>What must be true before the first request or the first step of a verb.</summary>
internal static class ServerPreparation
{
    /// <summary>Brings the database up to date and seeds the roles.</summary>
    /// <param name="host">The server or a verb.</param>
    /// <param name="ownsDatabase">Whether this process holds the embedded database's <see cref="ServerLock"/>.</param>
    /// <param name="cancellation">Honoured between migrations only.</param>
    public static async Task PrepareDatabaseAsync(this IHost host, bool ownsDatabase, CancellationToken cancellation)
    {
        Directory.CreateDirectory(host.Services.GetRequiredService<DataDirectory>().Root);
        await host.Services.GetRequiredService<DatabaseMigrator>().PrepareAsync(ownsDatabase, cancellation);
        await host.Services.GetRequiredService<RoleSeed>().EnsureAsync(cancellation);
    }

    /// <summary>Makes sure that the key ring opens what the database holds; a new installation gets one.</summary>
    public static Task PrepareKeysAsync(this IHost host, CancellationToken cancellation) =>
        host.Services.GetRequiredService<KeyRingCheck>().EnsureAsync(cancellation);

    /// <summary>Everything before the server listens; prints the set-up link once it does, while there is no account.</summary>
    public static async Task PrepareAsync(this WebApplication app, CancellationToken cancellation)
    {
        // An embedded database has one server; a second one must not even migrate it.
        var embedded = app.Services.GetService<ServerLock>();
        await app.PrepareDatabaseAsync(ownsDatabase: embedded is not null, cancellation);
        await app.PrepareKeysAsync(cancellation);
        var token = await app.Services.GetRequiredService<FirstAdministrator>().IssueLinkAsync(cancellation);
        if (token is not null)
            app.Lifetime.ApplicationStarted.Register(() => SetupLinkPrinter.Print(Console.Out, app.Urls, token));
    }
}
