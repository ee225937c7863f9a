using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using VodConsole.Core;

namespace VodConsole.Web.Hosting.Health;

/// <summary>The database answers a query.</summary>
internal sealed class DatabaseCheck(IDbContextFactory<VodDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Roles.AnyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
