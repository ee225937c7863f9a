using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using VodConsole.Core.Transcoding;
using VodConsole.Worker.Transcoding.Ffmpeg;
using VodConsole.Worker.Transcoding.Ingest;

namespace VodConsole.Worker.Transcoding;

/// <summary>Registers the capability.</summary>
public static class PackagingRegistration
{
    /// <summary>Adds the media tools and the packager. Needs an <c>IMediaStore</c> and logging; the host binds <see cref="FfmpegOptions"/> and <see cref="PackagingOptions"/>.</summary>
    public static IServiceCollection AddPackaging(this IServiceCollection services)
    {
        services.AddOptions<FfmpegOptions>();
        services.TryAddSingleton<FfmpegPrograms>();
        services.TryAddSingleton<IFfmpeg, FfmpegTools>();
        services.AddOptions<PackagingOptions>();
        services.TryAddSingleton<HlsIngestServer>();
        services.TryAddSingleton<SegmentCheck>();
        services.TryAddSingleton<PackagingVerification>();
        services.TryAddSingleton<CoverImage>();
        services.TryAddSingleton<HlsPackager>();
        return services;
    }
}
