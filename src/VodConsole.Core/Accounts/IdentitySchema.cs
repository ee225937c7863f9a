using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace VodConsole.Core.Accounts;

/// <summary>
/// The Identity schema that the model is built with. EF reads it from the application's services, so every way to make a
/// context (host, design time, tests) must pass through here; otherwise the passkey table silently goes missing.
/// </summary>
public static class IdentitySchema
{
    private static readonly ServiceProvider Services =
        new ServiceCollection().Configure<IdentityOptions>(Configure).BuildServiceProvider();

    /// <summary>Sets the schema; the host's Identity registration uses the same.</summary>
    public static void Configure(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.Stores.MaxLengthForKeys = 128;
    }

    /// <summary>Makes a context's model use the schema.</summary>
    public static DbContextOptionsBuilder UseIdentitySchema(this DbContextOptionsBuilder options) =>
        options.UseApplicationServiceProvider(Services);
}
