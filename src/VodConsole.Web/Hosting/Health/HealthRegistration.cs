using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace VodConsole.Web.Hosting.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: what it stands on works, each by name as JSON; status 503 when
/// one does not. Open to everybody, so it names no path and no reason; those are on the System page and in the log.
/// </summary>
internal static class HealthRegistration
{
    /// <summary>Adds the checks.</summary>
    public static IServiceCollection AddVodHealth(this IServiceCollection services)
    {
        services.AddSingleton<FfmpegCheck>();
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", timeout: TimeSpan.FromSeconds(5))
            .AddCheck<StorageCheck>("storage", timeout: TimeSpan.FromSeconds(5))
            .AddCheck<KeysCheck>("keys", timeout: TimeSpan.FromSeconds(5))
            .AddCheck<FfmpegCheck>("ffmpeg", timeout: TimeSpan.FromSeconds(5));
        return services;
    }

    /// <summary>Maps both addresses.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new
            {
                status = entry.Value.Status.ToString(),
                milliseconds = Math.Round(entry.Value.Duration.TotalMilliseconds, 1),
            }),
        },
        JsonSerializerOptions.Web, context.RequestAborted);
}
