using CsCheck;
using VodConsole.Protocol.Formats.Hls;

namespace VodConsole.Protocol.Tests.Formats.Hls;

public sealed class MasterPlaylistTests
{
    private static readonly Gen<VariantStream> Variant = Gen.Select(
        Gen.String[Gen.Char["abc019/.?=&"], 1, 30], Gen.Long[0, 1L << 40], Gen.Bool, Gen.Int[1, 9999], Gen.Int[1, 240_000],
        (uri, bandwidth, hasVideo, size, rate) => new VariantStream(uri, bandwidth)
        {
            AverageBandwidth = bandwidth / 2,
            Codecs = hasVideo ? "avc1.64001f,mp4a.40.2" : null,
            Width = hasVideo ? size * 2 : null,
            Height = hasVideo ? size : null,
            FrameRate = hasVideo ? rate / 1e3 : null,
        });

    [Fact]
    public void Reads_back_what_it_writes() => Gen.Select(Variant.Array[0, 6], Gen.Bool).Sample((variants, independent) =>
    {
        var playlist = new MasterPlaylist { Variants = variants, HasIndependentSegments = independent };
        var read = MasterPlaylist.Parse(playlist.Write());
        Assert.Equal(playlist.Variants, read.Variants);
        Assert.Equal(playlist with { Variants = read.Variants }, read);
    });

    [Fact]
    public void Describes_each_rendition_on_one_line()
    {
        var playlist = new MasterPlaylist
        {
            Variants =
            [
                new("fd/index.m3u8", 480_000)
                {
                    AverageBandwidth = 400_000, Codecs = "avc1.4d401e,mp4a.40.2", Width = 640, Height = 360, FrameRate = 12.5,
                },
                new("sq/index.m3u8", 130_000),
            ],
        };
        Assert.Equal(
            "#EXTM3U\n#EXT-X-VERSION:3\n"
            + "#EXT-X-STREAM-INF:BANDWIDTH=480000,AVERAGE-BANDWIDTH=400000,CODECS=\"avc1.4d401e,mp4a.40.2\",RESOLUTION=640x360,FRAME-RATE=12.500\n"
            + "fd/index.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=130000\nsq/index.m3u8\n",
            playlist.Write());
    }

    [Fact]
    public void Skips_attributes_that_it_does_not_know()
    {
        var playlist = MasterPlaylist.Parse("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=\"a,b\",HDCP-LEVEL=NONE\nv.m3u8\n");
        Assert.Equal([new("v.m3u8", 1)], playlist.Variants);
    }

    [Theory]
    [InlineData("#EXTM3U\nv.m3u8\n")]
    [InlineData("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n")]
    [InlineData("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n")]
    [InlineData("#EXTM3U\n#EXT-X-STREAM-INF:RESOLUTION=1x1\nv.m3u8\n")]
    [InlineData("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=\"1\"\nv.m3u8\n")]
    [InlineData("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=1x2x3\nv.m3u8\n")]
    [InlineData("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=ax2\nv.m3u8\n")]
    [InlineData("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,FRAME-RATE=fast\nv.m3u8\n")]
    [InlineData("#EXTM3U\n#EXTINF:2,\na.ts\n")]
    public void Refuses(string text) => Assert.Throws<FormatException>(() => MasterPlaylist.Parse(text));
}
