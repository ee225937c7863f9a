using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Worker.Transcoding;
using VodConsole.Worker.Transcoding.Ffmpeg;

namespace VodConsole.Worker.Tests.Transcoding;

public sealed class SourceProbeTests : IDisposable
{
    private readonly TestMedia media = new();

    public void Dispose() => media.Dispose();

    [SkippableFact]
    public async Task Sees_what_a_real_file_holds()
    {
        var source = await ProbeAsync(TestMedia.Shared());
        Assert.Equal("h264", source.VideoCodec);
        Assert.Equal("aac", source.AudioCodec);
        Assert.Equal((768, 432), (source.Width, source.Height));
        Assert.Equal(12.5, source.FrameRate);
        Assert.Equal(30.16, source.Duration, 2);
        Assert.InRange(source.BitrateKbps ?? 0, 700, 800);
    }

    [SkippableTheory]
    [InlineData("a.mp4", "h264", "aac")]
    [InlineData("a.mkv", "h264", "aac")]
    [InlineData("a.ts", "h264", "aac")]
    [InlineData("a.flv", "h264", "aac")]
    [InlineData("a.mov", "h264", "aac")]
    public async Task Measures_every_container_alike(string name, string video, string audio)
    {
        var source = await ProbeAsync(await media.MakeClipAsync(name, seconds: 4));
        Assert.Equal((video, audio), (source.VideoCodec, source.AudioCodec));
        Assert.InRange(source.Duration, 3.9, 4.1);
        Assert.Equal(25, source.FrameRate);
    }

    [SkippableFact]
    public async Task Reads_WebM_as_a_browser_records_it_without_a_length()
    {
        var path = await media.MakeAsync(
            "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=3", "-c:v", "libvpx", "-deadline", "realtime", "-f", "webm", "-live", "1", "a.webm");
        var source = await ProbeAsync(path);
        Assert.Equal("vp8", source.VideoCodec);
        Assert.InRange(source.Duration, 2.8, 3.1);
    }

    [SkippableFact]
    public async Task A_turned_picture_counts_as_it_is_shown()
    {
        var lying = await media.MakeClipAsync("lying.mp4", "640x360");
        var upright = await media.MakeAsync("-i", lying, "-c", "copy", "-metadata:s:v", "rotate=90", "upright.mp4");
        var source = await ProbeAsync(upright);
        Assert.Equal((360, 640), (source.Width, source.Height));
    }

    [SkippableFact]
    public async Task Pixels_that_are_not_square_count_as_they_are_shown()
    {
        var source = await ProbeAsync(await media.MakeClipAsync("sd.mp4", "720x576", options: ["-vf", "setsar=16/11"]));
        Assert.Equal((1047, 576), (source.Width, source.Height));
    }

    [SkippableFact]
    public async Task The_cover_inside_a_music_file_is_no_video()
    {
        await media.MakeAsync("-f", "lavfi", "-i", "testsrc=s=64x64:d=1", "-frames:v", "1", "cover.jpg");
        var path = await media.MakeAsync(
            "-f", "lavfi", "-i", "sine=d=3", "-i", "cover.jpg", "-map", "0", "-map", "1", "-c:v", "mjpeg", "-disposition:v", "attached_pic", "song.mp3");
        var source = await ProbeAsync(path);
        Assert.Null(source.VideoCodec);
        Assert.Equal("mp3", source.AudioCodec);
        Assert.InRange(source.Duration, 2.9, 3.2);
    }

    [SkippableFact]
    public async Task A_silent_source_is_fine()
    {
        var source = await ProbeAsync(await media.MakeClipAsync("silent.mp4", options: ["-an"]));
        Assert.False(source.HasAudio);
    }

    [SkippableFact]
    public async Task A_song_longer_than_its_picture_is_not_taken_for_a_cut_off_file()
    {
        var path = await media.MakeAsync(
            "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=2", "-f", "lavfi", "-i", "sine=d=8", "-c:v", "libx264", "-c:a", "aac", "long.mkv");
        Assert.InRange((await ProbeAsync(path)).Duration, 1.9, 2.1);
    }

    [SkippableTheory]
    [InlineData("-i")]
    [InlineData("-version.mp4")]
    [InlineData("concat:a|b.mp4")]
    [InlineData("%d.mp4")]
    [InlineData("a'b\"c $(id) `id`.mp4")]
    [InlineData("two\nlines.mp4")]
    [InlineData("视频 文件.mp4")]
    public async Task A_file_name_is_never_an_option(string name)
    {
        File.Move(await media.MakeClipAsync("plain.mp4"), media.PathOf(name));
        Assert.InRange((await ProbeAsync(media.PathOf(name))).Duration, 2.9, 3.1);
    }

    [SkippableTheory]
    [InlineData("not-media.mp4", "This is no video at all.", ErrorCode.MediaNotRecognised)]
    [InlineData("empty.mp4", "", ErrorCode.MediaNotRecognised)]
    [InlineData("page.mp4", "<!DOCTYPE html><html><body>404</body></html>", ErrorCode.MediaNotRecognised)]
    [InlineData("subtitle.mp4", "1\n00:00:00,000 --> 00:00:02,000\nHello\n", ErrorCode.MediaNotRecognised)]
    [InlineData("picture.mp4", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", ErrorCode.MediaNotRecognised)]
    public async Task Refuses_what_is_no_media(string name, string content, ErrorCode expected) =>
        await RefusesAsync(media.Write(name, content), expected);

    [SkippableFact]
    public async Task Refuses_a_still_picture()
    {
        await media.MakeAsync("-f", "lavfi", "-i", "testsrc=s=64x64:d=1", "-frames:v", "1", "still.png");
        File.Move(media.PathOf("still.png"), media.PathOf("still.mp4"));
        await RefusesAsync(media.PathOf("still.mp4"), ErrorCode.MediaNotRecognised);
    }

    [SkippableTheory]
    [InlineData("a.mp4", 0.5, ErrorCode.MediaIncomplete)]
    [InlineData("a.mkv", 0.5, ErrorCode.MediaTruncated)]
    [InlineData("a.ts", 0.503, ErrorCode.MediaIncomplete)]
    [InlineData("a.avi", 0.5, ErrorCode.MediaIncomplete)]
    [InlineData("a.flv", 0.5, ErrorCode.MediaTruncated)]
    [InlineData("a.wav", 0.5, ErrorCode.MediaIncomplete)]
    [InlineData("fast.mp4", 0.5, ErrorCode.MediaTruncated)]
    [InlineData("fast.mp4", 0.98, ErrorCode.MediaIncomplete)]
    [InlineData("a.mkv", 0.9, ErrorCode.MediaTruncated)]
    public async Task Refuses_a_file_without_its_end(string name, double kept, ErrorCode expected)
    {
        var whole = await media.MakeClipAsync(name, seconds: 12, options: name switch
        {
            "fast.mp4" => ["-movflags", "+faststart"],
            "a.wav" => ["-vn", "-c:a", "pcm_s16le"],
            _ => [],
        });
        await ProbeAsync(whole);
        await RefusesAsync(media.CutOff(whole, kept, "cut-" + name), expected);
    }

    [SkippableFact]
    public async Task Refuses_a_pixel_bomb()
    {
        var bomb = await media.MakeAsync("-f", "lavfi", "-i", "color=s=12288x8192:r=1:d=1", "-c:v", "mjpeg", "-q:v", "31", "bomb.avi");
        var refusal = await RefusesAsync(bomb, ErrorCode.MediaTooLarge);
        Assert.Contains("12288", refusal.Message);
    }

    [SkippableFact]
    public async Task Refuses_more_streams_than_allowed()
    {
        var clip = await media.MakeClipAsync("clip.mkv");
        var many = await media.MakeAsync(
            ["-i", clip, .. Enumerable.Range(0, 20).SelectMany(_ => new[] { "-map", "0:v", "-map", "0:a" }), "-c", "copy", "many.mkv"]);
        await RefusesAsync(many, ErrorCode.MediaTooManyStreams);
    }

    [SkippableFact]
    public async Task Refuses_a_frame_rate_above_the_limit() =>
        await RefusesAsync(await media.MakeClipAsync("fast.mp4", "64x64", 1, "240"), ErrorCode.MediaFrameRateTooHigh);

    [SkippableFact]
    public async Task Refuses_a_source_that_is_too_long() =>
        await RefusesAsync(
            await media.MakeClipAsync("long.mp4", "64x64", 60, "1"), ErrorCode.MediaTooLong, options => options.MaxHours = 0.01);

    [SkippableFact]
    public async Task Refuses_a_codec_that_is_not_decoded()
    {
        var odd = await media.MakeAsync("-f", "lavfi", "-i", "testsrc=s=64x64:d=1", "-c:v", "qtrle", "odd.mov");
        var refusal = await RefusesAsync(odd, ErrorCode.MediaCodecUnsupported);
        Assert.Contains("qtrle", refusal.Message);
    }

    [SkippableFact]
    public async Task Refuses_subtitles_alone()
    {
        media.Write("s.srt", "1\n00:00:00,000 --> 00:00:02,000\nHello\n");
        await RefusesAsync(await media.MakeAsync("-i", "s.srt", "s.mkv"), ErrorCode.MediaWithoutStreams);
    }

    [Fact]
    public async Task Says_how_to_install_the_tools_when_they_are_missing()
    {
        var file = media.Write("a.mp4", "x");
        var refusal = await RefusesAsync(file, ErrorCode.FfmpegMissing, options => options.Path = media.Folder);
        Assert.Contains("ffmpeg", refusal.Message);
    }

    [SkippableFact]
    public async Task Tells_the_version_of_the_tools()
    {
        Skip.If(TestMedia.Find("ffmpeg") is null, "ffmpeg is not installed.");
        var version = await Tools().GetVersionAsync(CancellationToken.None);
        Assert.Matches("^[0-9nN]", version.Version);
        Assert.True(File.Exists(version.Path));
    }

    internal static IFfmpeg Tools(Action<FfmpegOptions>? configure = null) =>
        new ServiceCollection().AddPackaging().Configure(configure ?? (_ => { })).BuildServiceProvider().GetRequiredService<IFfmpeg>();

    private static async Task<SourceInfo> ProbeAsync(string path) => (await Tools().ProbeAsync(path, CancellationToken.None)).Info;

    private static async Task<VodException> RefusesAsync(string path, ErrorCode expected, Action<FfmpegOptions>? configure = null)
    {
        Skip.If(TestMedia.Find("ffmpeg") is null, "ffmpeg is not installed.");
        var refusal = await Assert.ThrowsAsync<VodException>(() => Tools(configure).ProbeAsync(path, CancellationToken.None));
        Assert.Equal(expected, refusal.Code);
        return refusal;
    }
}
