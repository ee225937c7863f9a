using CliWrap;
using Microsoft.Extensions.Options;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>The media tools of this machine.</summary>
internal sealed class FfmpegTools(FfmpegPrograms programs, IOptions<FfmpegOptions> options) : IFfmpeg
{
    public Task<ProbedSource> ProbeAsync(string path, CancellationToken cancellation) =>
        new SourceProbe(programs, options.Value, Path.GetFullPath(path)).RunAsync(cancellation);

    public async Task<FfmpegVersion> GetVersionAsync(CancellationToken cancellation)
    {
        var path = programs.Ffmpeg;
        _ = programs.Ffprobe;
        var first = "";
        await ChildProcesses.RunAsync(
            new(path, ["-hide_banner", "-version"], ChildLimits.Probe)
            {
                Output = PipeTarget.ToDelegate(line => first = first.Length == 0 ? line : first),
            },
            cancellation);
        return first.Split(' ') is ["ffmpeg", "version", var version, ..]
            ? new(version, path, UntrustedInput.Whitelists)
            : throw new VodException(ErrorCode.FfmpegMissing, path, "ffmpeg -version");
    }
}
