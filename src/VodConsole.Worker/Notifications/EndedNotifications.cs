using Hangfire;
using Microsoft.Extensions.Options;
using VodConsole.Core.Notifications;

namespace VodConsole.Worker.Notifications;

/// <summary>Deletes notifications that were delivered or given up long enough ago.</summary>
public sealed class EndedNotifications(NotificationList list, IOptions<NotificationOptions> options)
{
    /// <summary>Deletes what is due. Safe to repeat after a crash at any moment.</summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public Task DeleteAsync(CancellationToken cancellation) => list.SweepAsync(options.Value.KeepFor, cancellation);
}
