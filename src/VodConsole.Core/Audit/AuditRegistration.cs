using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VodConsole.Core.Audit;

/// <summary>Registers the capability.</summary>
public static class AuditRegistration
{
    /// <summary>Adds the audit log.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.TryAddSingleton<IAuditLog, DatabaseAuditLog>();
        services.TryAddSingleton<AuditTrail>();
        services.TryAddSingleton<AuditExport>();
        return services;
    }
}
