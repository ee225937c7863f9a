using CliWrap;
using CliWrap.Buffered;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;
using VodConsole.Worker.Transcoding;

namespace VodConsole.Worker.Tests.Transcoding;

/// <summary>What a template says is what comes out of the real ffmpeg.</summary>
public sealed class TemplatePackagingTests : IAsyncLifetime
{
    private readonly Lazy<PackagingBench> bench = new(() => new PackagingBench());

    private PackagingBench Bench => bench.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (bench.IsValueCreated)
            await bench.Value.DisposeAsync();
    }

    [SkippableFact]
    public async Task Makes_the_sizes_segments_frames_and_sound_of_the_templates()
    {
        var source = await Bench.Media.MakeClipAsync("clip.mp4", "640x480", 10, "30");
        var (request, result) = await RunAsync(source,
            new TemplateSettings(Definition.FD, 4)
            {
                Video = new VideoSettings { Width = 320, Height = 180, Bitrate = 200, FrameRate = 15, Gop = 15, Profile = "baseline" },
                Audio = new AudioSettings { Bitrate = 64, SampleRate = 22050, Channels = 1 },
            },
            new TemplateSettings(Definition.SD, 4) { Video = new VideoSettings { Height = 360, Crf = 30 } },
            new TemplateSettings(Definition.SQ, 4) { Audio = new AudioSettings { Bitrate = 96 } });

        Assert.Equal(
            [(Definition.FD, 320, 180, 15.0), (Definition.SD, 480, 360, 30.0), (Definition.SQ, null, null, null)],
            result.Renditions.Select(made => (made.Definition, made.Width, made.Height, made.FrameRate)));
        foreach (var made in result.Renditions)
        {
            var playlist = await Bench.ReadPlaylistAsync(request, made.Name);
            Assert.Equal(3, playlist.Segments.Count);
            Assert.All(playlist.Segments.Take(2), segment => Assert.Equal(4, segment.Duration, 0.1));
        }

        Assert.StartsWith("avc1.42", result.Renditions[0].Codecs, StringComparison.Ordinal);
        Assert.Equal("mp4a.40.2", result.Renditions[2].Codecs);
        Assert.Equal("320|180", await ProbeAsync(request, "fd", "v", "stream=width,height"));
        Assert.Equal("22050|1", await ProbeAsync(request, "fd", "a", "stream=sample_rate,channels"));
        Assert.Equal("", await ProbeAsync(request, "sd", "a", "stream=sample_rate"));
        Assert.Equal("48000|2", await ProbeAsync(request, "sq", "a", "stream=sample_rate,channels"));
    }

    [SkippableFact]
    public async Task A_key_frame_comes_at_least_as_often_as_the_template_says()
    {
        var source = await Bench.Media.MakeClipAsync("clip.mp4", "320x180", 8);
        var (request, _) = await RunAsync(source, new TemplateSettings(Definition.FD, 4) { Video = new VideoSettings { Gop = 25 } });
        var keys = (await ProbeAsync(request, "fd", "v", "packet=flags")).Split('\n').Where(flags => flags.StartsWith('K') || flags.StartsWith('_'))
            .Select((flags, frame) => (flags, frame)).Where(pair => pair.flags.StartsWith('K')).Select(pair => pair.frame).ToList();
        Assert.All(keys.Zip(keys.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, 25));
        Assert.Contains(100, keys);
    }

    [SkippableFact]
    public async Task A_bit_rate_is_kept_to()
    {
        var source = await Bench.Media.MakeClipAsync("clip.mp4", "640x360", 12);
        var (_, low) = await RunAsync(source, Rate(150));
        var (_, high) = await RunAsync(source, Rate(600));
        Assert.InRange(low.Renditions[0].AverageBitrate, 100_000, 260_000);
        Assert.InRange(high.Renditions[0].AverageBitrate, 420_000, 900_000);

        static TemplateSettings Rate(int kbps) => new(Definition.LD, 6) { Video = new VideoSettings { Bitrate = kbps } };
    }

    [SkippableFact]
    public async Task A_picture_of_another_shape_gets_black_sides_and_is_not_pulled()
    {
        var source = await Bench.Media.MakeAsync("-f", "lavfi", "-i", "color=white:s=240x240:r=25:d=2", "-c:v", "libx264", "-pix_fmt", "yuv420p", "square.mp4");
        var (request, _) = await RunAsync(source, new TemplateSettings(Definition.FD, 4) { Video = new VideoSettings { Width = 320, Height = 180 } });
        var path = await Bench.DecryptAsync(request, "fd");
        var crop = await Cli.Wrap("ffmpeg").WithArguments(["-nostdin", "-i", path, "-vf", "cropdetect=24:2:0", "-f", "null", "-"]).ExecuteBufferedAsync();
        Assert.Contains("crop=180:180:70:0", crop.StandardError, StringComparison.Ordinal);
    }

    private async Task<(PackagingRequest Request, PackagingResult Result)> RunAsync(string source, params TemplateSettings[] templates)
    {
        var request = await Bench.RequestAsync(source, info => [.. templates.Select(template => TemplatePlan.Of(info, TemplateDocument.Read(TemplateDocument.Write(template))))]);
        return (request, await Bench.RunAsync(request));
    }

    private async Task<string> ProbeAsync(PackagingRequest request, string rendition, string stream, string entries)
    {
        var path = await Bench.DecryptAsync(request, rendition);
        var probe = await Cli.Wrap("ffprobe")
            .WithArguments(["-v", "error", "-select_streams", stream, "-show_entries", entries, "-of", "compact=p=0:nk=1", path]).ExecuteBufferedAsync();
        // MPEG-TS names each stream in its program too.
        return entries.StartsWith("stream", StringComparison.Ordinal)
            ? probe.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("").Trim()
            : probe.StandardOutput.Trim();
    }
}
