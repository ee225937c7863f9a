using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using VodConsole.Core.Media.Search;
using VodConsole.Core.Notifications;

namespace VodConsole.Core.Media;

/// <summary>Registers the capability.</summary>
public static class MediaRegistration
{
    /// <summary>Adds uploads and the library; the host binds <see cref="UploadOptions"/>.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddNotificationOutbox();
        services.TryAddSingleton<StagingArea>();
        services.TryAddSingleton<IntakeQueue>();
        services.TryAddSingleton<UploadAdmission>();
        services.TryAddSingleton<UploadBegin>();
        services.TryAddSingleton<Uploads>();
        services.TryAddSingleton<UploadSweep>();
        services.TryAddSingleton<VideoIntake>();
        services.TryAddSingleton<VideoImport>();
        services.TryAddSingleton<VideoReferences>();
        services.TryAddSingleton<VideoListing>();
        services.TryAddSingleton<MediaSearch>();
        services.TryAddSingleton<MediaAddresses>();
        services.TryAddSingleton<SignedMedia>();
        services.TryAddSingleton<VideoTotals>();
        services.TryAddSingleton<VideoLibrary>();
        services.TryAddSingleton<VideoDetails>();
        services.TryAddSingleton<VideoFacts>();
        services.TryAddSingleton<VideoSources>();
        services.TryAddSingleton<VideoCovers>();
        services.TryAddSingleton<VideoEditing>();
        services.TryAddSingleton<VideoDeletion>();
        services.TryAddSingleton<Categories>();
        services.TryAddSingleton<LibraryOverview>();
        return services;
    }
}
