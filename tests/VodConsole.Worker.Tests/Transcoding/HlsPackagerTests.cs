using CliWrap;
using CliWrap.Buffered;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Worker.Transcoding;

namespace VodConsole.Worker.Tests.Transcoding;

public sealed class HlsPackagerTests : IAsyncLifetime
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
    public async Task Makes_the_ladder_of_a_real_video()
    {
        var request = await Bench.RequestAsync(TestMedia.Shared());
        var result = await Bench.RunAsync(request);

        Assert.Equal([(Definition.FD, 640, 360), (Definition.LD, 768, 432)], result.Renditions.Select(SizeOf));
        Assert.Equal(30.16, result.Duration, 2);
        Assert.All(result.Renditions, rendition =>
        {
            Assert.Equal(6, rendition.Segments);
            Assert.Equal(12.5, rendition.FrameRate);
            Assert.Matches("^avc1\\.[0-9a-f]{6},mp4a\\.40\\.2$", rendition.Codecs);
            Assert.True(rendition.PeakBitrate >= rendition.AverageBitrate && rendition.AverageBitrate > 50_000);
        });
        foreach (var rendition in result.Renditions)
        {
            var playlist = await Bench.ReadPlaylistAsync(request, rendition.Name);
            Assert.True(playlist is { IsClosed: true, IsVod: true, TargetDuration: 6 });
            Assert.Equal([6, 6, 6, 6, 6, 0.16], playlist.Segments.Select(segment => segment.Duration));
            Assert.All(playlist.Segments, segment => Assert.Equal("key", segment.Key?.Uri));
            Assert.Equal(6, playlist.Segments.Select(segment => segment.Key?.Iv).Distinct().Count());
            Assert.Equal(377, await FramesAsync(await Bench.DecryptAsync(request, rendition.Name)));
        }
    }

    [SkippableFact]
    public async Task Repackages_the_original_frame_by_frame()
    {
        var source = TestMedia.Shared();
        var request = await Bench.RequestAsync(source, TemplateGroup.Original);
        var result = await Bench.RunAsync(request);

        var only = Assert.Single(result.Renditions);
        Assert.Equal((Definition.OD, 768, 432), SizeOf(only));
        Assert.Equal(await FrameHashesAsync(source), await FrameHashesAsync(await Bench.DecryptAsync(request, "od")));
    }

    [SkippableFact]
    public async Task Decodes_to_the_same_frames_as_the_clear_HLS_of_ffmpeg_itself()
    {
        var source = await Bench.Media.MakeClipAsync("clip.mp4", "640x360", 14);
        var request = await Bench.RequestAsync(source, TemplateGroup.Original);
        await Bench.RunAsync(request);
        var clear = await Bench.Media.MakeAsync(
            "-i", source, "-c", "copy", "-f", "hls", "-hls_time", "6", "-hls_playlist_type", "vod", "clear.m3u8");
        Assert.Equal(await FrameHashesAsync(clear), await FrameHashesAsync(await Bench.DecryptAsync(request, "od")));
    }

    [SkippableFact]
    public async Task Stores_no_clear_segment_and_no_key()
    {
        var request = await Bench.RequestAsync(await Bench.Media.MakeClipAsync("clip.mp4", seconds: 7));
        await Bench.RunAsync(request);

        var files = Bench.StoredFiles.ToList();
        Assert.Contains(files, file => file.EndsWith(".ts", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.True(bytes.AsSpan().IndexOf(Bench.DataKey) < 0, file);
            Assert.DoesNotContain(
                Enumerable.Range(0, Math.Max(0, Math.Min(bytes.Length, 4096) - 377)),
                start => bytes[start] == 0x47 && bytes[start + 188] == 0x47 && bytes[start + 376] == 0x47);
        }
    }

    [SkippableFact]
    public async Task Makes_one_rendition_of_a_song()
    {
        var song = await Bench.Media.MakeAsync("-f", "lavfi", "-i", "sine=d=13", "-c:a", "libmp3lame", "song.mp3");
        var request = await Bench.RequestAsync(song);
        var result = await Bench.RunAsync(request);

        var only = Assert.Single(result.Renditions);
        Assert.Equal((Definition.SQ, "sq", "mp4a.40.2"), (only.Definition, only.Name, only.Codecs));
        Assert.Null(result.CoverKey);
        Assert.Null(only.Width);
        Assert.Equal(3, only.Segments);
        Assert.InRange(only.Duration, 12.8, 13.2);
    }

    [SkippableFact]
    public async Task Makes_a_silent_video()
    {
        var request = await Bench.RequestAsync(await Bench.Media.MakeClipAsync("silent.mp4", seconds: 7, options: ["-an"]));
        var only = Assert.Single((await Bench.RunAsync(request)).Renditions);
        Assert.Matches("^avc1\\.[0-9a-f]{6}$", only.Codecs);
    }

    [SkippableFact]
    public async Task Turns_an_upright_video_upright()
    {
        var lying = await Bench.Media.MakeClipAsync("lying.mp4", "854x480");
        var upright = await Bench.Media.MakeAsync("-i", lying, "-c", "copy", "-metadata:s:v", "rotate=90", "upright.mp4");
        var request = await Bench.RequestAsync(upright);
        var result = await Bench.RunAsync(request);
        Assert.Equal([(Definition.FD, 360, 640), (Definition.LD, 480, 854)], result.Renditions.Select(SizeOf));
        var clear = await Bench.DecryptAsync(request, "ld");
        Assert.Equal("480,854", await ProbeAsync(clear, "stream=width,height"));
    }

    [SkippableFact]
    public async Task Refuses_to_repackage_a_picture_that_is_turned_only_when_shown()
    {
        var lying = await Bench.Media.MakeClipAsync("lying.mp4", "320x180");
        var upright = await Bench.Media.MakeAsync("-i", lying, "-c", "copy", "-metadata:s:v", "rotate=90", "upright.mp4");
        var failed = await Assert.ThrowsAsync<TranscodeFailedException>(
            async () => await Bench.RunAsync(await Bench.RequestAsync(upright, TemplateGroup.Original)));
        Assert.Equal(ErrorCode.OriginalTurned, failed.Code);
        Assert.False(failed.MayPassLater);
    }

    [SkippableFact]
    public async Task Keeps_the_length_of_a_video_whose_frames_come_irregularly()
    {
        var source = await Bench.Media.MakeAsync(
            "-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=14", "-vf", "select='lt(n,90)+not(mod(n,4))'", "-fps_mode", "vfr",
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "vfr.mp4");
        var only = Assert.Single((await Bench.RunAsync(await Bench.RequestAsync(source))).Renditions);
        Assert.InRange(only.Duration, 13.7, 14.2);
        Assert.Equal(3, only.Segments);
    }

    [SkippableFact]
    public async Task Starts_every_segment_of_every_rendition_at_the_same_moment()
    {
        var request = await Bench.RequestAsync(await Bench.Media.MakeClipAsync("clip.mp4", "960x540", 20, "30000/1001"));
        var result = await Bench.RunAsync(request);
        Assert.Equal(2, result.Renditions.Count);
        var first = await Bench.ReadPlaylistAsync(request, "fd");
        var second = await Bench.ReadPlaylistAsync(request, "ld");
        Assert.Equal(first.Segments.Select(segment => segment.Duration), second.Segments.Select(segment => segment.Duration));
        Assert.Equal(4, first.Segments.Count);
    }

    [SkippableFact]
    public async Task Takes_a_cover_that_is_not_black()
    {
        var source = await Bench.Media.MakeAsync(
            "-f", "lavfi", "-i", "color=black:s=1920x1080:r=25:d=4", "-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=25:d=4",
            "-filter_complex", "[0][1]concat", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "dark.mp4");
        var request = await Bench.RequestAsync(source, TemplateGroup.Original);
        var result = await Bench.RunAsync(request);

        Assert.Equal(request.CoverKey, result.CoverKey);
        await using var cover = await Bench.Store.OpenLocalAsync(request.CoverKey, CancellationToken.None);
        Assert.Equal("1280,720", await ProbeAsync(cover.Path, "stream=width,height"));
        var luma = await Cli.Wrap("ffprobe").WithArguments(
        [
            "-v", "error", "-f", "lavfi", "-i", $"movie={cover.Path},format=yuv420p,signalstats",
            "-show_entries", "frame_tags=lavfi.signalstats.YAVG", "-of", "csv=p=0",
        ]).ExecuteBufferedAsync();
        Assert.True(double.Parse(luma.StandardOutput.Trim().TrimEnd(','), System.Globalization.CultureInfo.InvariantCulture) > 40, luma.StandardOutput);
    }

    [SkippableFact]
    public async Task A_black_video_gets_a_black_cover()
    {
        var source = await Bench.Media.MakeAsync(
            "-f", "lavfi", "-i", "color=black:s=320x180:r=25:d=2", "-c:v", "libx264", "-pix_fmt", "yuv420p", "black.mp4");
        Assert.NotNull((await Bench.RunAsync(await Bench.RequestAsync(source))).CoverKey);
    }

    [SkippableFact]
    public async Task Reports_progress_that_rises_to_the_end()
    {
        await Bench.RunAsync(await Bench.RequestAsync(TestMedia.Shared()));
        var reports = Bench.Progress.Reports;
        Assert.Equal(reports.Select(report => report.Progress).Order(), reports.Select(report => report.Progress));
        Assert.Equal(1, reports[^1].Progress);
        Assert.All(reports.SkipLast(1), report => Assert.InRange(report.Progress, 0, 0.99));
        Assert.True(reports[^1].Speed > 0);
        Assert.Equal([Definition.FD, Definition.LD], reports[^1].Renditions.Select(rendition => rendition.Definition));
        Assert.All(reports[^1].Renditions, rendition => Assert.True(rendition is { Progress: 1, Segments: 6, StoredBytes: > 100_000 }));
    }

    private static (Definition, int?, int?) SizeOf(PackagedRendition rendition) =>
        (rendition.Definition, rendition.Width, rendition.Height);

    private static async Task<int> FramesAsync(string path) => (await FrameHashesAsync(path)).Count;

    private static async Task<List<string>> FrameHashesAsync(string path)
    {
        var result = await Cli.Wrap("ffmpeg").WithArguments(
            ["-nostdin", "-v", "error", "-i", path, "-map", "0:v", "-fps_mode", "passthrough", "-f", "framemd5", "-"]).ExecuteBufferedAsync();
        return [.. result.StandardOutput.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(',')[^1].Trim())];
    }

    private static async Task<string> ProbeAsync(string path, string entries)
    {
        var result = await Cli.Wrap("ffprobe").WithArguments(
            ["-v", "error", "-select_streams", "v", "-show_entries", entries, "-of", "csv=p=0", path]).ExecuteBufferedAsync();
        return result.StandardOutput.Split('\n')[0].Trim();
    }
}
