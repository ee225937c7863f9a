using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VodConsole.Core.Downloads;

/// <summary>Registers the capability.</summary>
public static class DownloadsRegistration
{
    /// <summary>Adds the download settings and the policy.</summary>
    public static IServiceCollection AddDownloads(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DownloadConfiguration>();
        services.TryAddSingleton<DownloadPolicy>();
        return services;
    }
}
