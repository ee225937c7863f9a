using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace VodConsole.Web.Hosting;

/// <summary>
/// Logs, metrics and traces. Nothing leaves the machine until <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector; the
/// other standard <c>OTEL_</c> variables hold too. Query strings are left out, since some carry tokens.
/// </summary>
internal static class Telemetry
{
    private const string Ours = "VodConsole*";

    /// <summary>Adds logs for people in Development and as JSON otherwise, each line with its request id.</summary>
    public static void AddVodLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment())
            builder.Logging.AddSimpleConsole(options => (options.SingleLine, options.TimestampFormat) = (true, "HH:mm:ss "));
        else
            builder.Logging.AddJsonConsole(options =>
                (options.IncludeScopes, options.UseUtcTimestamp, options.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
    }

    /// <summary>Adds metrics and traces where a collector is named.</summary>
    public static void AddVodTelemetry(this WebApplicationBuilder builder)
    {
        // Without a collector nobody would see them, and each request pays for being traced.
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 }) return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("vodconsole", serviceVersion: ProductVersion))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter(Ours))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddSource(Ours))
            .UseOtlpExporter();
    }

    private static string? ProductVersion => typeof(Telemetry).Assembly.GetName().Version?.ToString(3);
}
