using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using VodConsole.Core.Transcoding;
using VodConsole.Worker.Transcoding.Ffmpeg;

namespace VodConsole.Worker.Transcoding;

/// <summary>Registers the capability.</summary>
public static class PackagingRegistration
{
    /// <summary>Adds the media tools and the packager. Needs an <c>IMediaStore</c>; the host binds <see cref="FfmpegOptions"/>.</summary>
    public static IServiceCollection AddPackaging(this IServiceCollection services)
    {
        services.AddOptions<FfmpegOptions>();
        services.TryAddSingleton<FfmpegPrograms>();
        services.TryAddSingleton<IFfmpeg, FfmpegTools>();
        services.TryAddSingleton<HlsPackager>();
        return services;
    }
}
