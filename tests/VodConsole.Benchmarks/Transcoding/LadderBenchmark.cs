using Microsoft.Extensions.Options;
using VodConsole.Core.Transcoding;
using VodConsole.Worker.Transcoding;
using VodConsole.Worker.Transcoding.Ffmpeg;

namespace VodConsole.Benchmarks.Transcoding;

/// <summary>The whole ladder, beside the same ffmpeg command writing clear segments to the disk.</summary>
internal static class LadderBenchmark
{
    private const int Rounds = 3;

    public static async Task<Measured> RunAsync(BenchmarkRun run)
    {
        await run.FfmpegAsync(
            "-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=25:d=30,noise=alls=8:allf=t", "-f", "lavfi", "-i", "sine=r=48000:d=30",
            "-c:v", "libx264", "-preset", "ultrafast", "-crf", "20", "-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "2", "source.mp4");
        var source = run.PathOf("source.mp4");
        await using var packager = new PackagerUnderTest(run);
        var info = await packager.ProbeAsync(source);
        var plan = Ladder.Plan(info, TemplateGroup.Ladder);

        var times = await BenchmarkRun.InTurnsAsync(
            Rounds,
            async () =>
            {
                await packager.PackageAsync(source, info, TemplateGroup.Ladder);
                await packager.DeleteAsync();
            },
            () =>
            {
                var input = new UntrustedInput(packager.Get<IOptions<FfmpegOptions>>().Value).For(source);
                return run.FfmpegAsync(FfmpegCommand.Build(
                    input, plan, info.HasAudio, packager.Get<IOptions<PackagingOptions>>().Value, run.NewFolder("hls")));
            });

        var (ours, bare) = (BenchmarkRun.Median(times[0]), BenchmarkRun.Median(times[1]));
        var ratio = BenchmarkRun.Median(times[0].Zip(times[1], (mine, theirs) => mine / theirs));
        return new Measured(
            $"Transcoding {info.Duration:0} s of {info.Width}×{info.Height} with sound into {plan.Count} renditions. Ours is the whole "
            + "attempt, with encryption, durable storage, cover image and verification; the other is the same ffmpeg command, writing "
            + $"clear segments to the disk. Medians of {Rounds} rounds in turns; the ratio is the median of the rounds' ratios.")
            .Add("ours", Measured.Seconds(ours))
            .Add("bare ffmpeg, not encrypted", Measured.Seconds(bare))
            .Add("speed of ours", Measured.Ratio(info.Duration / ours) + " real time")
            .Add("ours to bare ffmpeg", Measured.Ratio(ratio), "at most 1.05 ×", ratio <= 1.05);
    }
}
