using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VodConsole.Core.Accounts;

/// <summary>Registers the capability.</summary>
public static class AccountsRegistration
{
    /// <summary>Adds who may do what.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AccessGuard>();
        return services;
    }
}
