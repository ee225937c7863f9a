using System.Globalization;
using CliWrap;
using Microsoft.Extensions.Options;
using VodConsole.Core.Media;
using VodConsole.Worker.Transcoding.Ffmpeg;

namespace VodConsole.Worker.Transcoding;

/// <summary>
/// Takes the cover image of a video: a typical one of the key frames of its beginning where it has several, and not a black one. Thread-safe.
/// </summary>
internal sealed class CoverImage(FfmpegPrograms programs, IOptions<FfmpegOptions> options)
{
    private const int MaxWidth = 1280;

    /// <summary>Average luma of a frame, black being 16, above which it shows something.</summary>
    private const int Dark = 28;

    /// <summary>Key frames that the most typical one is chosen from.</summary>
    private const int Candidates = 8;

    /// <summary>
    /// Where to look, as parts of the length. Key frames are quick to get and differ more; a source may have hardly any.
    /// </summary>
    private static readonly Attempt[] Attempts = [new(0.1, KeyFrames: true), new(0.1), new(0.4), new(0, EvenDark: true)];

    /// <summary>
    /// Writes a JPEG of at most 1,280 pixels' width. Returns false, with nothing written, when the source has no frame that
    /// decodes.
    /// </summary>
    public async Task<bool> CaptureAsync(string path, SourceInfo source, Stream destination, CancellationToken cancellation)
    {
        foreach (var attempt in Attempts)
        {
            var before = destination.Position;
            await ChildProcesses.RunAsync(
                new(programs.Ffmpeg, Arguments(path, source, attempt), ChildLimits.Probe)
                {
                    Output = PipeTarget.ToStream(destination),
                },
                cancellation);
            if (destination.Position > before)
                return true;
        }
        return false;
    }

    private IReadOnlyList<string> Arguments(string path, SourceInfo source, Attempt attempt)
    {
        var (width, height) = Size(source);
        var notDark = attempt.EvenDark
            ? ""
            : $"signalstats,metadata=mode=select:key=lavfi.signalstats.YAVG:value={Dark}:function=greater,";
        return
        [
            "-nostdin", "-hide_banner", "-loglevel", "error", "-skip_frame", attempt.KeyFrames ? "nokey" : "default",
            "-ss", (source.Duration * attempt.Position).ToString("0.000", CultureInfo.InvariantCulture), "-t", "30",
            .. new UntrustedInput(options.Value).For(path), "-map", "0:V:0",
            "-vf", $"scale={width}:{height},setsar=1,format=yuv420p,{notDark}thumbnail={Candidates},format=yuvj420p",
            "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "4", "-f", "image2pipe", "pipe:1",
        ];
    }

    private static (int Width, int Height) Size(SourceInfo source)
    {
        var scale = Math.Min(1, (double)MaxWidth / source.Width!.Value);
        return (Even(source.Width.Value * scale), Even(source.Height!.Value * scale));
    }

    private static int Even(double pixels) => Math.Max(2, (int)(pixels / 2) * 2);

    private sealed record Attempt(double Position, bool KeyFrames = false, bool EvenDark = false);
}
