using System.Text;
using CliWrap;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.Hls;
using VodConsole.Worker.Transcoding.Ffmpeg;
using VodConsole.Worker.Transcoding.Ingest;

namespace VodConsole.Worker.Transcoding;

/// <summary>
/// Turns one source into encrypted HLS in the media store: one ffmpeg process writes clear segments to a loopback listener,
/// which encrypts them in memory. Thread-safe; each call is one attempt of its own.
/// </summary>
internal sealed class HlsPackager(
    IMediaStore store, FfmpegPrograms programs, HlsIngestServer server, PackagingVerification verification, CoverImage covers,
    IOptions<FfmpegOptions> ffmpeg, IOptions<PackagingOptions> options, ILogger<HlsPackager> log)
{
    /// <summary>After ffmpeg has ended, how long nothing may arrive before what is missing counts as lost.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Packages and verifies. Nothing is published: the caller does that, or deletes everything below the request's prefix
    /// and its cover when this throws.
    /// </summary>
    /// <param name="request">What to package.</param>
    /// <param name="progress">Told about twice a second, from any thread.</param>
    /// <param name="cancellation">Kills ffmpeg.</param>
    /// <exception cref="TranscodeFailedException">ffmpeg, the storage or the verification failed.</exception>
    /// <exception cref="VodException">The tools are missing.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; ffmpeg has ended and nothing is being written any more.</exception>
    public async Task<PackagingResult> RunAsync(
        PackagingRequest request, IProgress<PackagingProgress> progress, CancellationToken cancellation)
    {
        using var session = new IngestSession(store, request);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, session.Failed);
        var tail = new LogTail(request.SourcePath);
        var watch = new PackagingWatch(request.Source, session.Ledgers, FfmpegCommand.SegmentSeconds(request.Plan, options.Value), progress);
        try
        {
            bool hasCover;
            await using (var address = await server.OpenAsync(session, LargestSegment(request), cancellation))
            {
                var cover = StopOnFailureAsync(CaptureCoverAsync(request, stop.Token), stop);
                await Task.WhenAll(StopOnFailureAsync(TranscodeAsync(request, session, address, watch, tail, stop.Token), stop), cover);
                hasCover = await cover;
            }
            var renditions = new List<PackagedRendition>();
            foreach (var ledger in session.Ledgers)
                renditions.Add(await verification.VerifyAsync(request, ledger, cancellation));
            foreach (var ledger in session.Ledgers)
                await StorePlaylistAsync(request, ledger, cancellation);
            watch.ReportEnd();
            return new(request.Prefix, hasCover ? request.CoverKey : null, renditions.Max(rendition => rendition.Duration), renditions);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested && session.Failure is { } reason)
        {
            log.LogWarning(session.Cause, "Packaging of video {VideoId} failed: {Code}", request.VideoId, reason.Code);
            throw new TranscodeFailedException(reason, tail.Read(), mayPassLater: true, session.Cause);
        }
        catch (TranscodeFailedException failed) when (failed.LogTail is null)
        {
            throw new TranscodeFailedException(failed.Reason, tail.Read(), failed.MayPassLater, failed);
        }
    }

    private async Task TranscodeAsync(
        PackagingRequest request, IngestSession session, IngestAddress address, PackagingWatch watch,
        LogTail tail, CancellationToken cancellation)
    {
        var input = new UntrustedInput(ffmpeg.Value).For(request.SourcePath);
        var arguments = FfmpegCommand.Build(input, request.Plan, request.Source.HasAudio, options.Value, address.Url);
        var exit = await ChildProcesses.RunAsync(
            new(programs.Ffmpeg, arguments, ChildLimits.Transcode)
            {
                Output = PipeTarget.ToDelegate(watch.Read),
                Errors = PipeTarget.ToDelegate(tail.Add),
            },
            cancellation);
        if (exit != 0)
            throw new TranscodeFailedException(
                FailureReason.Of(ExitCodes.WasInterrupted(exit) ? ErrorCode.TranscodeInterrupted : ErrorCode.TranscodeSourceFailed, exit),
                tail.Read(), mayPassLater: ExitCodes.WasInterrupted(exit));
        await session.SettleAsync(Quiet, cancellation);
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task<bool> CaptureCoverAsync(PackagingRequest request, CancellationToken cancellation)
    {
        if (!request.Source.HasVideo)
            return false;
        var image = new MemoryStream();
        if (!await covers.CaptureAsync(request.SourcePath, request.Source, image, cancellation))
            return false;
        await StoreAsync(request.CoverKey, image.GetBuffer().AsMemory(0, (int)image.Length), cancellation);
        return true;
    }

    /// <summary>Writes the playlist that will be delivered: ffmpeg's, with a key line before each segment.</summary>
    private Task StorePlaylistAsync(PackagingRequest request, RenditionLedger ledger, CancellationToken cancellation)
    {
        var playlist = ledger.Claim! with
        {
            Segments = [.. ledger.Claim.Segments.Select(segment => segment with { Key = new("key", ledger.Find(segment.Uri)!.Iv) })],
        };
        var key = $"{request.Prefix}/{ledger.Plan.Name}/{FfmpegCommand.PlaylistName}";
        return StoreAsync(key, Encoding.UTF8.GetBytes(playlist.Write()), cancellation);
    }

    private async Task StoreAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        try
        {
            await using var writer = await store.CreateAsync(key, cancellation);
            await writer.Content.WriteAsync(content, cancellation);
            await writer.CommitAsync(cancellation);
        }
        catch (IOException failure)
        {
            var reason = DiskFull.Caused(failure)
                ? FailureReason.Of(ErrorCode.TranscodeStorageFull)
                : FailureReason.Of(ErrorCode.TranscodeStorageFailed, key);
            throw new TranscodeFailedException(reason, null, mayPassLater: true, failure);
        }
    }

    /// <summary>
    /// Bytes that no segment of this work reaches: what the rate bound lets through in four times a segment's length, and for
    /// a copy the whole source with the segments' own overhead.
    /// </summary>
    private long LargestSegment(PackagingRequest request)
    {
        const long Slack = 4 << 20;
        var plan = request.Plan;
        if (plan[0].Copies)
            return Slack + new FileInfo(request.SourcePath).Length * 5 / 4;
        long kbps = plan.Max(rendition => rendition.VideoKbps ?? 0) + plan.Max(rendition => rendition.AudioKbps ?? 0);
        long buffer = plan.Max(rendition => rendition.BufferKbit ?? 0);
        return Slack + 4 * (kbps * (FfmpegCommand.SegmentSeconds(plan, options.Value) + 2) + buffer) * 125;
    }

    private static async Task StopOnFailureAsync(Task work, CancellationTokenSource stop)
    {
        try
        {
            await work;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private static async Task<bool> StopOnFailureAsync(Task<bool> work, CancellationTokenSource stop)
    {
        await StopOnFailureAsync((Task)work, stop);
        return await work;
    }
}
