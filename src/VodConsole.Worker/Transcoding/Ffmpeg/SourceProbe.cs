using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CliWrap;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>
/// Looks into one untrusted file and refuses it with a reason. It asks ffprobe what the file claims to hold and then reads
/// every packet once, because a container's claims survive when its end is missing.
/// </summary>
internal sealed partial class SourceProbe(FfmpegPrograms programs, FfmpegOptions options, string path)
{
    /// <summary>Bytes between the starts of two packets of a transport stream: plain, and with the clock of a recorder.</summary>
    private static readonly int[] TransportPackets = [188, 192];

    private readonly LogTail log = new(path);
    private readonly IReadOnlyList<string> input = new UntrustedInput(options).For(path);

    public async Task<ProbedSource> RunAsync(CancellationToken cancellation)
    {
        if (await SourceSniffer.IsPlaylistAsync(path, cancellation))
            throw new VodException(ErrorCode.MediaIsPlaylist);
        var seconds = options.ProbeSeconds + new FileInfo(path).Length / 20_000_000;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            var report = await ReadReportAsync(limit.Token);
            RefuseUnsuitable(report);
            return new ProbedSource(await MeasureAsync(report, limit.Token), ProbedStreams.Read(report));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new VodException(ErrorCode.MediaProbeTimedOut, seconds);
        }
    }

    private async Task<ProbeReport> ReadReportAsync(CancellationToken cancellation)
    {
        var json = new MemoryStream();
        var exit = await RunAsync(
            programs.Ffprobe,
            ["-v", "error", "-print_format", "json", "-show_entries", ProbeReport.Entries, .. input],
            PipeTarget.ToStream(json),
            cancellation);
        if (log.Contains("max_streams"))
            throw new VodException(ErrorCode.MediaTooManyStreams, options.MaxStreams);
        if (log.Contains("moov atom not found") && await SourceSniffer.IsMp4Async(path, cancellation))
            throw new VodException(ErrorCode.MediaIncomplete);
        var said = log.Read() ?? "";
        if (ForbiddenCodec().Match(said) is { Success: true } codec)
            throw new VodException(ErrorCode.MediaCodecUnsupported, codec.Groups[1].Value);
        if (PictureSize().Match(said) is { Success: true } size)
            throw new VodException(ErrorCode.MediaTooLarge, size.Groups[1].Value, size.Groups[2].Value, options.MaxPixels);
        if (exit != 0 || json.Length == 0)
            throw new VodException(ErrorCode.MediaNotRecognised);
        return JsonSerializer.Deserialize(json.GetBuffer().AsSpan(0, (int)json.Length), ProbeJson.Default.ProbeReport)!;
    }

    private void RefuseUnsuitable(ProbeReport report)
    {
        if (report.Video is null && report.Audio is null)
            throw new VodException(ErrorCode.MediaWithoutStreams);
        foreach (var codec in new[] { report.Video, report.Audio }.OfType<ProbedStream>().Select(stream => stream.CodecName ?? "unknown"))
            if (!UntrustedInput.Supports(codec))
                throw new VodException(ErrorCode.MediaCodecUnsupported, codec);
        if (report.Video is not { } video)
            return;
        var (width, height) = video.DisplaySize;
        if (Math.Max((long)video.Width * video.Height, (long)width * height) > options.MaxPixels)
            throw new VodException(ErrorCode.MediaTooLarge, width, height, options.MaxPixels);
        if (width == 0 || height == 0)
            throw new VodException(ErrorCode.MediaNotRecognised);
        if (video.FrameRate is { } rate && rate > options.MaxFrameRate)
            throw new VodException(ErrorCode.MediaFrameRateTooHigh, Math.Round(rate, 2), options.MaxFrameRate);
    }

    /// <summary>
    /// Compares what the container claims with what can be read. The length that counts is that of the pictures where
    /// there are any, since the segments of the result are cut along them.
    /// </summary>
    private async Task<SourceInfo> MeasureAsync(ProbeReport report, CancellationToken cancellation)
    {
        var claimed = ProbeReport.Number(report.Format?.Duration);
        RefuseTooLong(claimed);
        var readable = await ReadToEndAsync(["0:V:0?", "0:a:0?"], cancellation) ?? 0;
        if (readable <= 0)
            throw new VodException(ErrorCode.MediaWithoutDuration);
        if (claimed is { } whole && readable < whole - Math.Max(1, whole * 0.02))
            throw new VodException(ErrorCode.MediaTruncated, Math.Round(readable, 1), Math.Round(whole, 1));
        if (await IsCutOffAsync(report, cancellation))
            throw new VodException(ErrorCode.MediaIncomplete);
        RefuseTooLong(readable);
        var reference = ProbeReport.Number((report.Video ?? report.Audio)!.Duration);
        if (reference is null && report is { Video: not null, Audio: not null })
            reference = await ReadToEndAsync(["0:V:0"], cancellation);
        var size = report.Video?.DisplaySize;
        return new()
        {
            Container = report.Format?.FormatName ?? "",
            Duration = reference is > 0 ? reference.Value : readable,
            VideoCodec = report.Video?.CodecName,
            Width = size?.Width,
            Height = size?.Height,
            FrameRate = report.Video?.FrameRate,
            AudioCodec = report.Audio?.CodecName,
            BitrateKbps = (int?)(ProbeReport.Number(report.Format?.BitRate) / 1000),
        };
    }

    private void RefuseTooLong(double? seconds)
    {
        if (seconds is { } length && length / 3600 > options.MaxHours)
            throw new VodException(ErrorCode.MediaTooLong, Math.Round(length / 3600, 1), options.MaxHours);
    }

    /// <summary>What tells a missing end although the container claims nothing that could be compared.</summary>
    private async Task<bool> IsCutOffAsync(ProbeReport report, CancellationToken cancellation)
    {
        var length = new FileInfo(path).Length;
        return log.Contains("partial file")
            || log.Contains("ended prematurely")
            || (report.Format?.FormatName == "mpegts" && Array.TrueForAll(TransportPackets, size => length % size != 0))
            || await SourceSniffer.ReadRiffLengthAsync(path, cancellation) > length;
    }

    /// <summary>Reads every packet of some streams without decoding them; the end of the last one in seconds, or null.</summary>
    private async Task<double?> ReadToEndAsync(IEnumerable<string> streams, CancellationToken cancellation)
    {
        double? end = null;
        await RunAsync(
            programs.Ffmpeg,
            [
                "-nostdin", "-v", "error", "-progress", "pipe:1", .. input,
                .. streams.SelectMany(stream => new[] { "-map", stream }), "-c", "copy", "-f", "null", "-",
            ],
            PipeTarget.ToDelegate(line => end = ProgressLine.ReadTime(line)?.TotalSeconds ?? end),
            cancellation);
        return end;
    }

    private Task<int> RunAsync(string program, IReadOnlyList<string> arguments, PipeTarget output, CancellationToken cancellation) =>
        ChildProcesses.RunAsync(
            new(program, ["-hide_banner", .. arguments], ChildLimits.Probe) { Output = output, Errors = PipeTarget.ToDelegate(log.Add) },
            cancellation);

    [GeneratedRegex(@"Codec \(([a-z0-9_-]{1,40})\) not on whitelist")]
    private static partial Regex ForbiddenCodec();

    [GeneratedRegex("Picture size ([0-9]+)x([0-9]+) exceeds")]
    private static partial Regex PictureSize();
}
