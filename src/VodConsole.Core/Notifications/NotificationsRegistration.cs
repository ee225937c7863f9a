using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VodConsole.Core.Notifications;

/// <summary>Registers the capability.</summary>
public static class NotificationsRegistration
{
    /// <summary>
    /// Adds the settings, the list and the delivery; what delivers in the background belongs to the host, which binds
    /// <see cref="NotificationOptions"/>. Needs the database, accounts, the audit log and the key ring.
    /// </summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddNotificationOutbox();
        services.TryAddSingleton<HostResolver>(Dns.GetHostAddressesAsync);
        services.TryAddSingleton<NotificationSender>();
        services.TryAddSingleton<NotificationDelivery>();
        services.TryAddSingleton<NotificationList>();
        services.TryAddSingleton<Callbacks>();
        services.TryAddSingleton<CallbackTest>();
        return services;
    }

    /// <summary>Adds what other capabilities tell of their events with.</summary>
    internal static IServiceCollection AddNotificationOutbox(this IServiceCollection services)
    {
        services.AddOptions<NotificationOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<NotificationOutbox>();
        return services;
    }
}
