using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VodConsole.Core.Downloads;

/// <summary>Registers the offline switch of videos.</summary>
public static class OfflineSwitchRegistration
{
    /// <summary>Adds the switch of one video and of many; what works the runs off belongs to the host.</summary>
    public static IServiceCollection AddOfflineSwitch(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<OfflineSwitch>();
        services.TryAddSingleton<OfflineSwitchSignal>();
        services.TryAddSingleton<OfflineSwitchRuns>();
        services.TryAddSingleton<OfflineSwitchRunList>();
        services.TryAddSingleton<OfflineSwitchWork>();
        return services;
    }
}
