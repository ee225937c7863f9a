using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Downloads.AppIdentities;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Notifications;
using VodConsole.Core.Playback;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Data;
using VodConsole.Worker.Transcoding;
using VodConsole.Worker.Transcoding.Ffmpeg;

namespace VodConsole.Web.Hosting;

/// <summary>What the server and every verb share: the use cases over the database, storage, keys and tools.</summary>
internal static class VodCoreRegistration
{
    /// <summary>Adds every capability. The data directory is found from <paramref name="configuration"/>.</summary>
    public static IServiceCollection AddVodCore(this IServiceCollection services, IConfiguration configuration)
    {
        var data = DataDirectoryLocation.Find(configuration, AppContext.BaseDirectory);

        return services
            .AddSettings<DatabaseOptions>("Database")
            .AddSettings<StorageOptions>("Storage")
            .AddSettings<FfmpegOptions>("Ffmpeg")
            .AddSettings<PackagingOptions>("Packaging")
            .AddSettings<UploadOptions>("Uploads")
            .AddSettings<PlaybackOptions>("Playback")
            .AddSettings<UrlAuthenticationOptions>("UrlAuthentication")
            .AddSettings<AppFileOptions>("AppFiles")
            .AddSettings<NotificationOptions>("Notifications")
            .AddSingleton(data)
            .AddVodDatabase(ReadDatabase(configuration), data)
            .AddAudit()
            .AddAccounts()
            .AddKeys()
            .AddApiAccess()
            .AddStorage()
            .AddMedia()
            .AddOfflineSwitch()
            .AddTranscoding()
            .AddPackaging()
            .AddPlayback()
            .AddDownloads()
            .AddNotifications()
            .AddAppIdentities();
    }

    /// <summary>
    /// The database's section. It decides what is registered, so it is read before the rest; what cannot be read is reported by
    /// <see cref="Settings.Check"/> together with all other errors.
    /// </summary>
    public static DatabaseOptions ReadDatabase(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        }
        catch (InvalidOperationException)
        {
            return new DatabaseOptions();
        }
    }
}
