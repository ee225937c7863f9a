using System.Diagnostics;

namespace VodConsole.EndToEnd.Tests.Server;

/// <summary>Media made by ffmpeg for one test.</summary>
internal static class Clips
{
    /// <summary>A moving test picture with a tone.</summary>
    public static Task MakeAsync(string path, int width, int height, int seconds) => FfmpegAsync(
        "-f", "lavfi", "-i", $"testsrc2=size={width}x{height}:rate=25:duration={seconds}",
        "-f", "lavfi", "-i", $"sine=frequency=440:duration={seconds}",
        "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", path);

    /// <summary>A file of at least <paramref name="megabytes"/> that takes a while to upload.</summary>
    public static Task MakeLargeAsync(string path, int megabytes) => FfmpegAsync(
        "-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=25:duration=4,noise=alls=100:allf=t",
        "-c:v", "libx264", "-preset", "ultrafast", "-b:v", $"{megabytes * 2}M", "-minrate", $"{megabytes * 2}M",
        "-maxrate", $"{megabytes * 2}M", "-bufsize", "4M", "-pix_fmt", "yuv420p", path);

    private static async Task FfmpegAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardError = true };
        foreach (var argument in (string[])["-nostdin", "-v", "error", "-y", .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}
