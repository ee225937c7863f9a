using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using VodConsole.Core.Notifications;
using VodConsole.Core.Transcoding.Templates;

namespace VodConsole.Core.Transcoding;

/// <summary>Registers the capability.</summary>
public static class TranscodingRegistration
{
    /// <summary>Adds the use cases around transcoding tasks; the workers that run them belong to VodConsole.Worker.</summary>
    public static IServiceCollection AddTranscoding(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddNotificationOutbox();
        services.TryAddSingleton<TranscodeSignal>();
        services.TryAddSingleton<ITranscodeQueue>(provider => provider.GetRequiredService<TranscodeSignal>());
        services.TryAddSingleton<TranscodeSubmission>();
        services.TryAddSingleton<TranscodeTasks>();
        services.TryAddSingleton<TranscodeOrders>();
        services.TryAddSingleton<TranscodeJobs>();
        services.TryAddSingleton<TranscodePlanning>();
        services.TryAddSingleton<TemplateGroupReading>();
        services.TryAddSingleton<TemplateGroupEditing>();
        services.TryAddSingleton<TranscodeTaskList>();
        services.TryAddSingleton<TranscodeCounts>();
        services.TryAddSingleton<TranscodeLeases>();
        services.TryAddSingleton<FencedTransaction>();
        services.TryAddSingleton<TranscodeEndings>();
        services.TryAddSingleton<TranscodeRecovery>();
        services.TryAddSingleton<Publishing>();
        return services;
    }
}
