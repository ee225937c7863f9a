using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VodConsole.Worker.Transcoding;

/// <summary>Registers the capability.</summary>
public static class PackagingRegistration
{
    /// <summary>Adds the media tools and the packager. Needs an <c>IMediaStore</c>.</summary>
    public static IServiceCollection AddPackaging(this IServiceCollection services)
    {
        services.TryAddSingleton<HlsPackager>();
        return services;
    }
}
