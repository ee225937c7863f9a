using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using VodConsole.Core.ApiAccess.Policies;

namespace VodConsole.Core.ApiAccess;

/// <summary>Registers the capability.</summary>
public static class ApiAccessRegistration
{
    /// <summary>Adds access keys and what checks their signatures. Needs the database and the keys.</summary>
    public static IServiceCollection AddApiAccess(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AccessKeys>();
        services.TryAddSingleton<PolicyRegister>();
        services.TryAddSingleton<PolicyAttachments>();
        services.TryAddSingleton<PolicySimulation>();
        services.TryAddSingleton<RoleAssumption>();
        services.TryAddSingleton<SecurityTokens>();
        services.TryAddSingleton<UploadPasses>();
        services.TryAddSingleton<NonceLedger>();
        services.TryAddSingleton<ApiAuthenticator>();
        return services;
    }
}
