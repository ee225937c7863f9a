using System.Globalization;
using CliWrap.Buffered;

namespace VodConsole.Benchmarks.Server;

/// <summary>The published program: how soon it is ready, and what memory a transcoding takes of it.</summary>
internal static class ServerBenchmark
{
    private const int Starts = 5;

    public static async Task<Measured> RunAsync(BenchmarkRun run)
    {
        await PublishedServer.PublishAsync(run);
        await run.FfmpegAsync(
            "-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=25:d=20", "-f", "lavfi", "-i", "sine=r=48000:d=20",
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "clip.mp4");

        await using (var first = PublishedServer.Start(run))
            await first.WaitUntilReadyAsync();
        var ready = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            await using var server = PublishedServer.Start(run);
            ready.Add(await server.WaitUntilReadyAsync());
        }

        await using var working = PublishedServer.Start(run);
        await working.WaitUntilReadyAsync();
        var idle = working.ResidentMegabytes();
        var import = PublishedServer.Verb(run, "import", run.PathOf("clip.mp4"), "--wait", "--json").ExecuteBufferedAsync();
        var samples = new List<double>();
        while (!import.Task.IsCompleted)
        {
            samples.Add(working.ResidentMegabytes());
            await Task.WhenAny(import.Task, Task.Delay(100));
        }
        await import;

        var seconds = BenchmarkRun.Median(ready);
        return new Measured(
            $"The published program on an existing SQLite database: seconds from its start to 200 of `/health/ready` (median of {Starts}), and "
            + "the resident memory of the server process (without ffmpeg's) while it makes the ladder of 20 s of 1920×1080. Reported, not gated.")
            .Add("start to ready", Measured.Seconds(seconds), "2 s", seconds <= 2)
            .Add("resident, ready and idle", Megabytes(idle))
            .Add("resident, median during the transcoding", Megabytes(BenchmarkRun.Median(samples)))
            .Add("resident, highest during the transcoding", Megabytes(samples.Max()), "300 MB", samples.Max() <= 300);
    }

    private static string Megabytes(double megabytes) => megabytes.ToString("0", CultureInfo.InvariantCulture) + " MB";
}
