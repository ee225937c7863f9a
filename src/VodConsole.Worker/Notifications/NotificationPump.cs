using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VodConsole.Core.Notifications;

namespace VodConsole.Worker.Notifications;

/// <summary>
/// Delivers notifications, a few at once and those of one video one after the other. It looks every second, and at once when one has ended.
/// A restart needs nothing more than this: the rows are the queue.
/// </summary>
internal sealed class NotificationPump(
    NotificationDelivery delivery, IOptions<NotificationOptions> options, NotificationMetrics metrics, TimeProvider clock, ILogger<NotificationPump> log)
    : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Task> running = [];
        try
        {
            while (!stoppingToken.IsCancellationRequested) await BeatAsync(running, stoppingToken);
        }
        finally
        {
            // Each hands its row back on the way out.
            await Task.WhenAll(running);
        }
    }

    private async Task BeatAsync(List<Task> running, CancellationToken stoppingToken)
    {
        try
        {
            running.RemoveAll(one => one.IsCompleted);
            if (options.Value.AtOnce - running.Count is > 0 and var free)
                running.AddRange((await delivery.ClaimAsync(free, stoppingToken)).Select(lease => DeliverAsync(lease, stoppingToken)));
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(failure, "Looking for notifications failed; trying again in a second");
        }

        await Task.WhenAny([Task.Delay(Beat, clock, stoppingToken), .. running]);
    }

    private async Task DeliverAsync(NotificationLease lease, CancellationToken cancellation)
    {
        try
        {
            if (await delivery.DeliverAsync(lease, cancellation) is { } ended) metrics.Count(ended);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The process stops; the row waits for the next one.
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Delivering notification {Notification} was interrupted; it is tried again when its lease ends", lease.Id);
        }
    }
}
