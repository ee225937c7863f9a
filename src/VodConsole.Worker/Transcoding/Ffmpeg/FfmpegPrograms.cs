using Microsoft.Extensions.Options;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Worker.Transcoding.Ffmpeg;

/// <summary>Finds the media tools, anew at each call: a tool that was installed meanwhile needs no restart.</summary>
internal sealed class FfmpegPrograms(IOptions<FfmpegOptions> options)
{
    public string Ffmpeg => Require("ffmpeg");

    public string Ffprobe => Require("ffprobe");

    /// <summary>A program of the operating system that only makes things safer, or null where there is none.</summary>
    public static string? FindOptional(string name) => Search(Environment.GetEnvironmentVariable("PATH"), name);

    private string Require(string name) =>
        Search(string.IsNullOrEmpty(options.Value.Path) ? Environment.GetEnvironmentVariable("PATH") : options.Value.Path, name)
        ?? throw new VodException(ErrorCode.FfmpegMissing, name, InstallCommand());

    private static string? Search(string? folders, string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (folders ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.GetFullPath(Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists);
    }

    private static string InstallCommand() =>
        OperatingSystem.IsWindows() ? "winget install Gyan.FFmpeg"
        : OperatingSystem.IsMacOS() ? "brew install ffmpeg"
        : FindOptional("apt-get") is not null ? "apt-get install ffmpeg"
        : FindOptional("dnf") is not null ? "dnf install ffmpeg"
        : FindOptional("apk") is not null ? "apk add ffmpeg"
        : "https://ffmpeg.org/download.html";
}
