using System.Diagnostics.Metrics;
using VodConsole.Core.Notifications;

namespace VodConsole.Worker.Notifications;

/// <summary>What this process's deliveries count, on the meter <c>VodConsole</c>.</summary>
public sealed class NotificationMetrics(IMeterFactory meters)
{
    private readonly Counter<long> ended = meters.Create("VodConsole").CreateCounter<long>(
        "vodconsole.notifications", "{notification}", "Notifications that were delivered or given up, by event and outcome.");

    /// <summary>Counts one that has ended.</summary>
    public void Count(Notification notification) => ended.Add(
        1, new("event", notification.Event.ToString()), new("outcome", notification.Status.ToString().ToLowerInvariant()));
}
