using Microsoft.AspNetCore.Hosting.StaticWebAssets;

namespace VodConsole.Web.Hosting;

/// <summary>
/// Makes the application builder of the server and of the verbs: the same configuration, the same services, the same logs.
/// </summary>
/// <remarks>
/// The content root is the program's own directory, not the working directory, so that the settings files are found
/// from wherever it is started. The solution's <c>appsettings.Development.json</c> is linked into that directory, and the
/// default order of sources holds: files, environment, command line.
/// </remarks>
internal static class VodHost
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>A builder with the shared services, ready for a verb to use or for the server to add its own.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] configurationArguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = configurationArguments,
            ContentRootPath = AppContext.BaseDirectory,
        });
        // Outside Development the framework leaves this out, and pages then come without their scripts.
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        if (!NamesAnAddress(builder.Configuration)) builder.WebHost.UseUrls(DefaultUrl);
        builder.AddVodLogging();
        builder.Services.AddVodCore(builder.Configuration);
        return builder;
    }

    private static bool NamesAnAddress(ConfigurationManager configuration) =>
        configuration["urls"] is { Length: > 0 }
        || configuration["http_ports"] is { Length: > 0 }
        || configuration["https_ports"] is { Length: > 0 }
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
