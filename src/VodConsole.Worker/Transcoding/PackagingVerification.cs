using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.Hls;
using VodConsole.Worker.Transcoding.Ffmpeg;
using VodConsole.Worker.Transcoding.Ingest;

namespace VodConsole.Worker.Transcoding;

/// <summary>
/// Decides whether what ffmpeg sent is the whole source. Its exit code says nothing: it is 0 when every segment was lost, and
/// after a polite stop there is a closed playlist of the part that was done.
/// </summary>
internal sealed class PackagingVerification(IMediaStore store, SegmentCheck segments)
{
    /// <summary>A rendition's values for publishing.</summary>
    /// <exception cref="TranscodeFailedException">Something is missing, too short or unreadable.</exception>
    public async Task<PackagedRendition> VerifyAsync(PackagingRequest request, RenditionLedger ledger, CancellationToken cancellation)
    {
        var name = ledger.Plan.Name;
        if (ledger.Claim is not { IsClosed: true, Segments.Count: > 0 } claim)
            throw Failed(ErrorCode.TranscodePlaylistMissing, name);
        var stored = await FindStoredAsync(request, ledger, claim, cancellation);
        if (Math.Abs(claim.Duration - request.Source.Duration) > Math.Max(0.5, request.Source.Duration * 0.01))
            throw Failed(
                ErrorCode.TranscodeDurationDiffers, name, Math.Round(claim.Duration, 1), Math.Round(request.Source.Duration, 1));
        var samples = new[] { 0, stored.Count / 2, stored.Count - 1 }.Distinct().Select(index => stored[index]).ToList();
        var reports = await Task.WhenAll(samples.Select(segment => ReadAsync(request, ledger, segment, cancellation)));
        var first = reports[0];
        // The sound may end before the pictures do, but not before it began.
        if (FfmpegCommand.HasAudio(ledger.Plan, request.Source.HasAudio) && !first.Decoded("audio"))
            throw Failed(ErrorCode.TranscodeSegmentUnreadable, name, stored[0].Name);
        RefuseTurned(ledger, first);
        return Describe(ledger, claim, stored, first);
    }

    /// <summary>Reads one segment back; something of what the rendition is for must decode.</summary>
    private async Task<ProbeReport> ReadAsync(
        PackagingRequest request, RenditionLedger ledger, StoredSegment segment, CancellationToken cancellation)
    {
        var report = await segments.ReadAsync(KeyOf(request, ledger.Plan.Name, segment), segment, request.DataKey, cancellation);
        return report is not null && report.Decoded(ledger.Plan.Width is null ? "audio" : "video")
            ? report
            : throw Failed(ErrorCode.TranscodeSegmentUnreadable, ledger.Plan.Name, segment.Name);
    }

    private async Task<IReadOnlyList<StoredSegment>> FindStoredAsync(
        PackagingRequest request, RenditionLedger ledger, MediaPlaylist claim, CancellationToken cancellation)
    {
        var stored = new List<StoredSegment>(claim.Segments.Count);
        foreach (var uri in claim.Segments.Select(segment => segment.Uri))
        {
            if (ledger.Find(uri) is not { } segment
                || await store.FindSizeAsync(KeyOf(request, ledger.Plan.Name, segment), cancellation) != segment.Length)
                throw Failed(ErrorCode.TranscodeSegmentMissing, ledger.Plan.Name, uri);
            stored.Add(segment);
        }
        return stored;
    }

    private static void RefuseTurned(RenditionLedger ledger, ProbeReport first)
    {
        if (ledger.Plan.Copies && first.Video?.DisplaySize is { } size && size.Width != size.Height
            && (size.Width, size.Height) == (ledger.Plan.Height, ledger.Plan.Width))
            throw Failed(ErrorCode.OriginalTurned);
    }

    private static PackagedRendition Describe(
        RenditionLedger ledger, MediaPlaylist claim, IReadOnlyList<StoredSegment> stored, ProbeReport first)
    {
        var size = stored.Sum(segment => segment.Length);
        var average = size * 8 / claim.Duration;
        // A short last segment is no measure of what a connection must carry (RFC 8216 §4.1).
        var peak = claim.Segments.Zip(stored)
            .Where(pair => pair.First.Duration >= claim.TargetDuration / 2.0)
            .Select(pair => pair.Second.Length * 8 / pair.First.Duration)
            .Append(average).Max();
        return new(
            ledger.Plan.Definition, ledger.Plan.Name, ledger.Plan.Width, ledger.Plan.Height,
            ledger.Plan.Width is null ? null : first.Video?.FrameRate ?? ledger.Plan.FrameRate,
            CodecNames.Of(first.Video, first.Audio), (int)peak, (int)average, size, claim.Duration, stored.Count);
    }

    private static string KeyOf(PackagingRequest request, string rendition, StoredSegment segment) =>
        $"{request.Prefix}/{rendition}/{segment.Name}";

    private static TranscodeFailedException Failed(ErrorCode code, params object[] arguments) =>
        new(FailureReason.Of(code, arguments), null, mayPassLater: code is not ErrorCode.OriginalTurned);
}
