using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
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
        var database = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();

        services.AddOptions<DatabaseOptions>().BindConfiguration("Database").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<UploadOptions>().BindConfiguration("Uploads").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PlaybackOptions>().BindConfiguration("Playback").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<FfmpegOptions>().BindConfiguration("Ffmpeg").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PackagingOptions>().BindConfiguration("Packaging").ValidateDataAnnotations().ValidateOnStart();

        return services
            .AddSingleton(data)
            .AddVodDatabase(database, data)
            .AddAudit()
            .AddAccounts()
            .AddKeys()
            .AddStorage()
            .AddMedia()
            .AddTranscoding()
            .AddPackaging()
            .AddPlayback();
    }
}
