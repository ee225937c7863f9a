using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;

namespace VodConsole.Web.Hosting.Health;

/// <summary>ffmpeg starts. Its answer is kept for half a minute, so that whoever polls does not start processes.</summary>
internal sealed class FfmpegCheck(IFfmpeg ffmpeg, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    private FfmpegVersion? _version;
    private DateTimeOffset _until;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (_version is null || clock.GetUtcNow() >= _until)
            {
                _version = await ffmpeg.GetVersionAsync(cancellationToken);
                _until = clock.GetUtcNow() + KeptFor;
            }

            return HealthCheckResult.Healthy(_version.Version);
        }
        catch (VodException refusal)
        {
            return HealthCheckResult.Unhealthy(RefusalText.For(refusal.Code, refusal.Arguments, CultureInfo.CurrentUICulture));
        }
    }
}
