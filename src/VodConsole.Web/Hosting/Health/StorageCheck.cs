using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Web.Hosting.Health;

/// <summary>The media store takes an object, gives it back and has room for more.</summary>
internal sealed class StorageCheck(IMediaStore media) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await media.GetFreeSpaceAsync(cancellationToken) <= 0)
            return HealthCheckResult.Unhealthy(RefusalText.For(ErrorCode.TranscodeStorageFull, [], CultureInfo.CurrentUICulture));

        var key = $"health/{Guid.NewGuid():N}";
        try
        {
            await using (var writer = await media.CreateAsync(key, cancellationToken))
            {
                writer.Content.WriteByte(1);
                await writer.CommitAsync(cancellationToken);
            }

            return await media.FindSizeAsync(key, cancellationToken) == 1 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
        finally
        {
            await media.DeleteAsync(key, CancellationToken.None);
        }
    }
}
