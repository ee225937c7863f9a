using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VodConsole.Core.Playback;

/// <summary>Registers the capability.</summary>
public static class PlaybackRegistration
{
    /// <summary>Adds tokens, signed addresses, playlists and the delivery of segments and keys; the host binds <see cref="PlaybackOptions"/>.</summary>
    public static IServiceCollection AddPlayback(this IServiceCollection services)
    {
        services.AddOptions<PlaybackOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PlaybackTokens>();
        services.AddOptions<UrlAuthenticationOptions>();
        services.TryAddSingleton<UrlAuthentication>();
        services.TryAddSingleton<SignedUrls>();
        services.TryAddSingleton<PublicationCache>();
        services.TryAddSingleton<PlaylistRenderer>();
        services.TryAddSingleton<SegmentDelivery>();
        services.TryAddSingleton<PlaybackLinks>();
        services.TryAddSingleton<PlayableVideos>();
        services.TryAddSingleton<KeyDelivery>();
        return services;
    }
}
