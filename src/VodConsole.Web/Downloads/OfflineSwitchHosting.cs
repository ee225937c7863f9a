namespace VodConsole.Web.Downloads;

/// <summary>What the server adds for the offline switch of many videos.</summary>
internal static class OfflineSwitchHosting
{
    /// <summary>Adds the worker of bulk runs.</summary>
    public static IServiceCollection AddOfflineSwitchWorker(this IServiceCollection services) =>
        services.AddHostedService<OfflineSwitchService>();
}
