using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>Registers the app-identity helper.</summary>
public static class AppIdentitiesRegistration
{
    /// <summary>Adds it; the host binds <see cref="AppFileOptions"/>.</summary>
    public static IServiceCollection AddAppIdentities(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AppIdentityFinder>();
        return services;
    }
}
