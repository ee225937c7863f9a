using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace VodConsole.Web.Hosting;

/// <summary>Applies <see cref="ServerOptions"/> to the web server.</summary>
internal static class ServerLimits
{
    // Public clients put an operation's parameters into the address: a description of full length in Chinese takes 9 KB there.
    private const int LongestAddress = 64 * 1024;

    /// <summary>Adds the limits and the trust in proxies.</summary>
    public static void AddServerLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<ServerOptions>("Server");
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<ServerOptions>>((kestrel, options) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = LongestAddress;
            kestrel.Limits.MaxConcurrentUpgradedConnections = options.Value.MaxOpenPages;
        });
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ServerOptions>>((forwarded, options) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in options.Value.TrustedProxies)
            {
                if (IPAddress.TryParse(proxy, out var address)) forwarded.KnownProxies.Add(address);
                else forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        });
    }

    /// <summary>Believes the proxies, when there are any. With empty lists the framework would believe everybody.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.TrustedProxies.Length > 0) app.UseForwardedHeaders();
    }
}
