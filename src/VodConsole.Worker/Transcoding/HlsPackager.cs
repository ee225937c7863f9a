namespace VodConsole.Worker.Transcoding;

/// <summary>
/// Turns one source into encrypted HLS in the media store: one ffmpeg process writes clear segments to a loopback listener,
/// which encrypts them in memory. Thread-safe; each call is one attempt of its own.
/// </summary>
public sealed class HlsPackager
{
    /// <summary>
    /// Packages and verifies. Nothing is published: the caller does that, or deletes everything below the request's prefix
    /// and its cover when this throws.
    /// </summary>
    /// <param name="request">What to package.</param>
    /// <param name="progress">Told about twice a second, from any thread.</param>
    /// <param name="cancellation">Kills ffmpeg.</param>
    /// <exception cref="TranscodeFailedException">ffmpeg, the storage or the verification failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; ffmpeg has ended.</exception>
    public Task<PackagingResult> RunAsync(
        PackagingRequest request, IProgress<PackagingProgress> progress, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
