using VodConsole.Core.Downloads;

namespace VodConsole.Web.Downloads;

/// <summary>
/// Works bulk runs off, batch after batch: at once on this process's own signal, and within a second when another process began
/// one or a restart interrupted it. A restart needs nothing more than this: the rows are the queue.
/// </summary>
internal sealed partial class OfflineSwitchService(
    OfflineSwitchWork work, OfflineSwitchSignal signal, TimeProvider clock, ILogger<OfflineSwitchService> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wake = signal.Next;
            try
            {
                while (await work.StepAsync(stoppingToken) == OfflineSwitchStep.Done)
                {
                    // The next batch follows at once: it begins with a read, during which the database is everyone's.
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }

            await Task.WhenAny(wake, Task.Delay(Beat, clock, stoppingToken));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of a bulk run failed and changed nothing; it is tried again in a second.")]
    private partial void LogFailed(Exception failure);
}
