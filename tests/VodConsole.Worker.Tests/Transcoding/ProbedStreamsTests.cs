using System.Text.Json;
using VodConsole.Core.Media;
using VodConsole.Worker.Transcoding.Ffmpeg;

namespace VodConsole.Worker.Tests.Transcoding;

public sealed class ProbedStreamsTests : IDisposable
{
    private readonly TestMedia media = new();

    public void Dispose() => media.Dispose();

    [SkippableFact]
    public async Task Reads_pictures_and_sound_of_a_real_file()
    {
        var streams = await StreamsAsync(TestMedia.Shared());
        var (pictures, sound) = (Assert.Single(streams, stream => stream.IsVideo), Assert.Single(streams, stream => !stream.IsVideo));

        Assert.Equal(("h264", "avc1", "0x31637661", "yuv420p"), (pictures.Codec, pictures.CodecTagText, pictures.CodecTag, pictures.PixelFormat));
        Assert.Equal((768, 432, 12.5, 0), (pictures.Width, pictures.Height, pictures.FrameRate, pictures.Rotation));
        Assert.Contains("H.264", pictures.CodecName, StringComparison.Ordinal);
        Assert.Equal(377, pictures.Frames);
        Assert.Null(pictures.SampleRate);
        Assert.Equal(("aac", "mp4a", "fltp"), (sound.Codec, sound.CodecTagText, sound.SampleFormat));
        Assert.NotNull(sound.ChannelLayout);
        Assert.Equal($"1/{sound.SampleRate}", sound.TimeBase);
        Assert.Null(sound.Width);
    }

    [SkippableFact]
    public async Task Counts_every_track_and_no_cover_picture()
    {
        var clip = await media.MakeClipAsync("clip.mp4");
        var cover = await media.MakeAsync("-f", "lavfi", "-i", "color=s=64x64", "-frames:v", "1", "cover.png");
        var path = await media.MakeAsync(
            "-i", clip, "-i", cover, "-map", "0:v", "-map", "0:a", "-map", "0:a", "-map", "1", "-c", "copy", "-disposition:v:1", "attached_pic", "two.mp4");
        Assert.Equal([true, false, false], (await StreamsAsync(path)).Select(stream => stream.IsVideo));
    }

    // ffprobe counts against the clock, as av_display_rotation_get does; a phone held upright gives -90.
    [Theory]
    [InlineData(-90, 90)]
    [InlineData(90, 270)]
    [InlineData(-180, 180)]
    [InlineData(0, 0)]
    public void Says_how_a_picture_is_turned(int rotation, int expected) => Assert.Equal(
        expected, Read($$"""{ "codec_type": "video", "disposition": { "attached_pic": 0 }, "side_data_list": [{ "rotation": {{rotation}} }] }""").Rotation);

    [Theory]
    [InlineData("smpte2084", "HDR10")]
    [InlineData("arib-std-b67", "HLG")]
    [InlineData("bt709", null)]
    public void Knows_a_high_range_by_the_way_brightness_is_written(string transfer, string? expected) => Assert.Equal(
        expected, Read($$"""{ "codec_type": "video", "disposition": { "attached_pic": 0 }, "color_transfer": "{{transfer}}" }""").HighDynamicRange);

    [Fact]
    public void Leaves_out_what_is_not_known_or_too_long_to_be_a_name()
    {
        var stream = Read($$"""{ "codec_type": "audio", "channel_layout": "{{new string('x', 5000)}}", "sample_fmt": "fltp" }""");
        Assert.Equal((null, null, "fltp"), (stream.Codec, stream.ChannelLayout, stream.SampleFormat));
    }

    private static SourceStream Read(string stream) =>
        Assert.Single(ProbedStreams.Read(JsonSerializer.Deserialize($$"""{ "streams": [{{stream}}] }""", ProbeJson.Default.ProbeReport)!));

    private static async Task<IReadOnlyList<SourceStream>> StreamsAsync(string path) =>
        (await SourceProbeTests.Tools().ProbeAsync(path, CancellationToken.None)).Streams;
}
