using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VodConsole.Core.Downloads;

/// <summary>Registers the capability.</summary>
public static class DownloadsRegistration
{
    /// <summary>
    /// Adds the download settings, the policy, key files and their register. Needs the database, accounts, the audit log and the key ring.
    /// </summary>
    public static IServiceCollection AddDownloads(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DownloadConfiguration>();
        services.TryAddSingleton<DownloadPolicy>();
        services.TryAddSingleton<DownloadApps>();
        services.TryAddSingleton<SigningKeys>();
        services.TryAddSingleton<KeyFileMaker>();
        services.TryAddSingleton<KeyFileGeneration>();
        services.TryAddSingleton<KeyFileRotation>();
        services.TryAddSingleton<KeyFileRegister>();
        services.TryAddSingleton<KeyFileExport>();
        services.TryAddSingleton<KeyFileInspection>();
        return services;
    }
}
