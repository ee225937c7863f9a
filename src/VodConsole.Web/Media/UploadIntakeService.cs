using VodConsole.Core.Accounts;
using VodConsole.Core.Media;

namespace VodConsole.Web.Media;

/// <summary>
/// Accepts uploads that are whole, two at a time, and sweeps at start and every minute. A file that could not be decided on (a
/// missing tool, a database away) is tried again by the next sweep.
/// </summary>
internal sealed partial class UploadIntakeService(
    IntakeQueue queue, VideoIntake intake, UploadSweep sweep, TimeProvider clock, ILogger<UploadIntakeService> log) : BackgroundService
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        SweepAsync(stoppingToken),
        Parallel.ForEachAsync(
            queue.ReadAllAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = stoppingToken },
            async (uploadId, cancellation) => await AcceptAsync(uploadId, cancellation)));

    private async Task SweepAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(SweepPeriod, clock);
        do
        {
            try
            {
                await sweep.RunAsync(stopping);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogSweepFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task AcceptAsync(Guid uploadId, CancellationToken cancellation)
    {
        try
        {
            var status = await intake.AcceptAsync(Actor.System, uploadId, cancellation);
            LogDecided(uploadId.ToString("N"), status);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, uploadId.ToString("N"));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Upload {Upload} was decided on: the video is {Status} now.")]
    private partial void LogDecided(string upload, VideoStatus? status);

    [LoggerMessage(Level = LogLevel.Error, Message = "Upload {Upload} could not be decided on; it is tried again within a minute.")]
    private partial void LogFailed(Exception failure, string upload);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sweeping uploads failed; it is tried again within a minute.")]
    private partial void LogSweepFailed(Exception failure);
}
