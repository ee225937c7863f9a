using CliWrap;
using CliWrap.Buffered;

namespace VodConsole.Worker.Tests.Transcoding;

/// <summary>A folder with one clip, made by ffmpeg for the test that needs it; gone afterwards.</summary>
internal sealed class TestMedia : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vodconsole-media-").FullName;

    public string Folder => folder;

    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>Runs ffmpeg with the folder as working directory; the last argument is the file it makes.</summary>
    public async Task<string> MakeAsync(params string[] arguments)
    {
        Skip.If(Find("ffmpeg") is null, "ffmpeg is not installed.");
        await Cli.Wrap("ffmpeg").WithWorkingDirectory(folder)
            .WithArguments(["-nostdin", "-v", "error", "-y", .. arguments]).ExecuteBufferedAsync();
        return PathOf(arguments[^1]);
    }

    /// <summary>Moving pictures and a tone.</summary>
    public Task<string> MakeClipAsync(
        string name, string size = "320x180", double seconds = 3, string rate = "25", params string[] options) =>
        MakeAsync(
        [
            "-f", "lavfi", "-i", FormattableString.Invariant($"testsrc2=s={size}:r={rate}:d={seconds}"),
            "-f", "lavfi", "-i", FormattableString.Invariant($"sine=r=48000:d={seconds}"),
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", .. options, name,
        ]);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>A copy of a file without its end.</summary>
    public string CutOff(string path, double kept, string name)
    {
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(PathOf(name), bytes[..(int)(bytes.Length * kept)]);
        return PathOf(name);
    }

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);

    /// <summary>The real clip of the folder <c>shared</c> beside the checkout.</summary>
    public static string Shared(string name = "car-detection.mp4")
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "VodConsole.sln")))
            directory = directory.Parent;
        var path = Path.Combine(directory?.Parent?.FullName ?? "/", "shared", "media", name);
        Skip.IfNot(File.Exists(path), $"shared/media/{name} does not lie beside this checkout.");
        return path;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
