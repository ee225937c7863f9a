using System.Security.Cryptography;
using VodConsole.Core.Transcoding;

namespace VodConsole.Benchmarks.Transcoding;

/// <summary>Repackaging a large file without re-encoding, beside ffmpeg's own encryption.</summary>
internal static class PackagingBenchmark
{
    private const int Rounds = 7;

    public static async Task<Measured> RunAsync(BenchmarkRun run)
    {
        var source = await MakeSourceAsync(run);
        await using var packager = new PackagerUnderTest(run);
        var info = await packager.ProbeAsync(source);
        await File.WriteAllBytesAsync(run.PathOf("key"), RandomNumberGenerator.GetBytes(16));
        await File.WriteAllTextAsync(run.PathOf("keyinfo"), $"https://keys.example/key\n{run.PathOf("key")}\n");

        var times = await BenchmarkRun.InTurnsAsync(
            Rounds,
            async () =>
            {
                await packager.PackageAsync(source, info, TemplateGroup.Original);
                await packager.DeleteAsync();
            },
            () => HlsAsync(run, source, "-hls_key_info_file", run.PathOf("keyinfo")),
            () => HlsAsync(run, source));

        var (ours, ffmpeg, clear) = (BenchmarkRun.Median(times[0]), BenchmarkRun.Median(times[1]), BenchmarkRun.Median(times[2]));
        var ratio = BenchmarkRun.Median(times[0].Zip(times[1], (mine, theirs) => mine / theirs));
        return new Measured(
            $"Repackaging {new FileInfo(source).Length / 1_000_000} MB of H.264 and AAC ({info.Duration:0} s) into segments of 6 s. Ours "
            + "is the whole attempt: ffmpeg, encryption, storing each segment durably, the cover image and the verification. Medians "
            + $"of {Rounds} rounds in turns; the ratio is the median of the rounds' ratios.")
            .Add("ours", Measured.Seconds(ours))
            .Add("`ffmpeg -hls_key_info_file`", Measured.Seconds(ffmpeg))
            .Add("ffmpeg, not encrypted", Measured.Seconds(clear))
            .Add("ours to `-hls_key_info_file`", Measured.Ratio(ratio), "at most 0.60 ×", ratio <= 0.6);
    }

    /// <summary>Ten seconds of noise, thirty times: as hard to compress as it is quick to make.</summary>
    private static async Task<string> MakeSourceAsync(BenchmarkRun run)
    {
        await run.FfmpegAsync(
            "-f", "lavfi", "-i", "testsrc2=s=1280x720:r=30:d=10,noise=alls=30:allf=t", "-f", "lavfi", "-i", "sine=r=48000:d=10",
            "-c:v", "libx264", "-preset", "ultrafast", "-b:v", "16M", "-maxrate", "16M", "-bufsize", "16M", "-g", "60",
            "-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "2", "part.mp4");
        var repeats = 300_000_000 / new FileInfo(run.PathOf("part.mp4")).Length;
        await run.FfmpegAsync("-stream_loop", $"{repeats}", "-i", "part.mp4", "-c", "copy", "source.mp4");
        return run.PathOf("source.mp4");
    }

    private static Task HlsAsync(BenchmarkRun run, string source, params string[] options)
    {
        var folder = run.NewFolder("hls");
        return run.FfmpegAsync(
            ["-i", source, "-c", "copy", "-f", "hls", "-hls_time", "6", "-hls_playlist_type", "vod", .. options, Path.Combine(folder, "index.m3u8")]);
    }
}
