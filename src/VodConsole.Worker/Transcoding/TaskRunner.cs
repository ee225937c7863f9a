using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VodConsole.Core;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Worker.Transcoding;

/// <summary>Packages one source; <see cref="HlsPackager.RunAsync"/>, or what a test puts in its place.</summary>
public delegate Task<PackagingResult> PackageSource(
    PackagingRequest request, IProgress<PackagingProgress> progress, CancellationToken cancellation);

/// <summary>
/// Runs one attempt at a task from its claim to its end. Whatever happens, the row says it: published, failed, put off,
/// handed back at a graceful stop, or (after a crash) left for <see cref="TranscodeRecovery"/>.
/// </summary>
public sealed class TaskRunner(
    IDbContextFactory<VodDbContext> contexts, TranscodeLeases leases, TranscodeEndings endings, TranscodePlanning planning, Publishing publishing,
    DataKeys keys, IssuedDataKeys issued, IMediaStore media, PackageSource package, AttemptObjects objects, WorkerIdentity worker,
    TranscodeSignal signal, TranscodeMetrics metrics, TimeProvider clock, ILogger<TaskRunner> log)
{
    /// <summary>Claims and runs the task; returns at once when it is no longer there to be claimed.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="stopping">The process stops: the task is handed back without counting the attempt.</param>
    /// <exception cref="OperationCanceledException">Handed back because of <paramref name="stopping"/>.</exception>
    public async Task RunAsync(Guid taskId, CancellationToken stopping)
    {
        if (await leases.ClaimAsync(taskId, worker.Id, stopping) is not { } lease) return;
        using var activity = TranscodeMetrics.Activities.StartActivity("transcode");
        activity?.SetTag("vodconsole.task", $"{taskId:N}").SetTag("vodconsole.attempt", lease.Attempt);
        log.LogInformation("Task {Task}: attempt {Attempt} begins", lease.TaskId, lease.Attempt);
        try
        {
            await using var hold = new LeaseHold(lease, leases, signal, clock, log);
            await EndAsync(lease, hold, stopping);
        }
        finally
        {
            await objects.DeleteUnlessPublishedAsync(lease);
            signal.Wake();
        }
    }

    private async Task EndAsync(TranscodeLease lease, LeaseHold hold, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, hold.Lost);
        try
        {
            var published = await AttemptAsync(lease, hold, ended.Token);
            log.LogInformation("Task {Task}: {End}", lease.TaskId, published ? "published" : "lost before it was published");
        }
        catch (OperationCanceledException) when (hold.Lost.IsCancellationRequested)
        {
            log.LogInformation("Task {Task}: cancelled, or taken over by another worker", lease.TaskId);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await endings.HandBackAsync(lease, CancellationToken.None);
            log.LogInformation("Task {Task}: handed back because the server stops", lease.TaskId);
            throw;
        }
        catch (TranscodeFailedException failure)
        {
            log.LogWarning("Task {Task}: attempt {Attempt} failed: {Reason}", lease.TaskId, lease.Attempt, failure.Message);
            Activity.Current?.SetStatus(ActivityStatusCode.Error, failure.Code.ToString());
            await endings.FailAsync(lease, failure.Reason, failure.LogTail, failure.MayPassLater, stopping);
        }
        catch (VodException refusal)
        {
            log.LogWarning("Task {Task}: attempt {Attempt} refused: {Reason}", lease.TaskId, lease.Attempt, refusal.Message);
            await endings.FailAsync(lease, refusal.ToReason(), null, mayPassLater: false, stopping);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Task {Task}: attempt {Attempt} failed unexpectedly", lease.TaskId, lease.Attempt);
            Activity.Current?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            await endings.FailAsync(lease, FailureReason.Of(ErrorCode.InternalError), null, mayPassLater: true, stopping);
        }
    }

    private async Task<bool> AttemptAsync(TranscodeLease lease, LeaseHold hold, CancellationToken cancellation)
    {
        await objects.DeleteEarlierAsync(lease, cancellation);
        var (sourceKey, source) = await ReadSourceAsync(lease.VideoId, cancellation);
        var plan = await planning.PlanAsync(lease, source, cancellation);
        await leases.BeginAsync(lease, plan, cancellation);

        var (dataKeyId, generated) = await MakeKeyAsync(lease, cancellation);
        using var dataKey = generated;
        await using var local = await media.OpenLocalAsync(sourceKey, cancellation);
        var request = new PackagingRequest(
            lease.VideoId, lease.TaskId, lease.Fence, local.Path, source, plan, dataKey.Plaintext);
        var result = await package(request, metrics.Count(hold), cancellation);
        cancellation.ThrowIfCancellationRequested();

        // From here on a stop waits: the work is done, and the transaction is short.
        return await publishing.PublishAsync(
            lease,
            new FinishedPackage(dataKeyId, dataKey.Wrapped.ToBytes(), dataKey.Wrapped.KekVersion, result.CoverKey, result.Duration,
                () => result.Renditions.Select(Row)),
            CancellationToken.None);
    }

    private async Task<(Guid DataKeyId, GeneratedKey Key)> MakeKeyAsync(TranscodeLease lease, CancellationToken cancellation)
    {
        if (lease.CipherText is not { } cipherText) return await keys.GenerateAsync(lease.VideoId, cancellation);
        var key = await issued.OpenAsync(cipherText, cancellation);
        try
        {
            return await keys.AdoptAsync(lease.VideoId, key, cancellation);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private async Task<(string Key, SourceInfo Info)> ReadSourceAsync(Guid videoId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var video = await db.Videos.AsNoTracking().SingleAsync(video => video.Id == videoId, cancellation);
        return video is { SourceKey: { } key, Source: { } info }
            ? (key, info)
            : throw new InvalidOperationException($"Video {videoId:N} has a task but no source.");
    }

    private static PublishedRendition Row(PackagedRendition made) => new()
    {
        Definition = made.Definition,
        Name = made.Name,
        Width = made.Width,
        Height = made.Height,
        FrameRate = made.FrameRate,
        Codecs = made.Codecs,
        PeakBitrate = made.PeakBitrate,
        AverageBitrate = made.AverageBitrate,
        Size = made.Size,
        Duration = made.Duration,
        Segments = made.Segments,
    };
}
