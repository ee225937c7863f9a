using Microsoft.Extensions.Diagnostics.HealthChecks;
using VodConsole.Core.Keys;

namespace VodConsole.Web.Hosting.Health;

/// <summary>The key-encryption key of media opens what it has wrapped.</summary>
internal sealed class KeysCheck(IKeyEncryptionKey keys) : IHealthCheck
{
    private static readonly byte[] Context = "health"u8.ToArray();

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var made = await keys.GenerateAsync(KeyPurpose.Media, Context, 16, cancellationToken);
        var opened = await keys.UnwrapAsync(KeyPurpose.Media, made.Wrapped, Context, cancellationToken);
        return opened.AsSpan().SequenceEqual(made.Plaintext) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
    }
}
