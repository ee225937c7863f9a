using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core;
using VodConsole.Core.Keys;

namespace VodConsole.Web.Accounts;

/// <summary>Registers where the keys of cookies and antiforgery tokens live.</summary>
internal static class SessionKeysRegistration
{
    /// <summary>Keeps them in the database, sealed by the key-encryption key.</summary>
    public static IServiceCollection AddSessionKeys(this IServiceCollection services)
    {
        // The name is bound into every cookie; without it that would be the path of the program.
        services.AddDataProtection().SetApplicationName("VodConsole");
        services.AddOptions<KeyManagementOptions>()
            .Configure<IDbContextFactory<VodDbContext>, IKeyEncryptionKey>((options, contexts, keys) =>
            {
                options.XmlRepository = new SessionKeyRepository(contexts);
                options.XmlEncryptor = new SessionKeyEncryptor(keys);
            });
        return services;
    }
}
