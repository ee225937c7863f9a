using System.Globalization;
using CliWrap;
using Microsoft.Extensions.Options;
using VodConsole.Core.Media;
using VodConsole.Worker.Transcoding.Ffmpeg;

namespace VodConsole.Worker.Transcoding;

/// <summary>Takes the cover image of a video: a typical frame of its beginning that is not black.</summary>
internal sealed class CoverImage(FfmpegPrograms programs, IOptions<FfmpegOptions> options)
{
    private const int MaxWidth = 1280;

    /// <summary>Average luma of a frame, black being 16, above which it shows something.</summary>
    private const int Dark = 28;

    /// <summary>Frames that the most typical one is chosen from.</summary>
    private const int Candidates = 24;

    /// <summary>Where to look, as parts of the length, and whether a dark frame will do.</summary>
    private static readonly (double Position, bool EvenDark)[] Attempts = [(0.1, false), (0.4, false), (0, true)];

    /// <summary>
    /// Writes a JPEG of at most 1,280 pixels' width. Returns false, with nothing written, when the source has no frame that
    /// decodes.
    /// </summary>
    public async Task<bool> CaptureAsync(string path, SourceInfo source, Stream destination, CancellationToken cancellation)
    {
        foreach (var (position, evenDark) in Attempts)
        {
            var before = destination.Position;
            await ChildProcesses.RunAsync(
                new(programs.Ffmpeg, Arguments(path, source, position, evenDark), ChildLimits.Probe)
                {
                    Output = PipeTarget.ToStream(destination),
                },
                cancellation);
            if (destination.Position > before)
                return true;
        }
        return false;
    }

    private IReadOnlyList<string> Arguments(string path, SourceInfo source, double position, bool evenDark)
    {
        var (width, height) = Size(source);
        var notDark = evenDark
            ? ""
            : $"signalstats,metadata=mode=select:key=lavfi.signalstats.YAVG:value={Dark}:function=greater,";
        return
        [
            "-nostdin", "-hide_banner", "-loglevel", "error",
            "-ss", (source.Duration * position).ToString("0.000", CultureInfo.InvariantCulture), "-t", "30",
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
}
