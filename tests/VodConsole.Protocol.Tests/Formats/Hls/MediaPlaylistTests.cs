using CsCheck;
using VodConsole.Protocol.Formats.Hls;

namespace VodConsole.Protocol.Tests.Formats.Hls;

public sealed class MediaPlaylistTests
{
    private static readonly Gen<string> Uri = Gen.String[Gen.Char["abcXYZ0189-_./?=&%,:;~"], 1, 40];
    private static readonly Gen<UInt128?> Iv = Gen.OneOf(
        Gen.Const((UInt128?)null), Gen.Select(Gen.ULong, Gen.ULong, (high, low) => (UInt128?)new UInt128(high, low)));
    private static readonly Gen<SegmentKey?> Key = Gen.OneOf(
        Gen.Const((SegmentKey?)null), Gen.Select(Uri, Iv, (uri, iv) => (SegmentKey?)new SegmentKey(uri, iv)));
    private static readonly Gen<MediaSegment> Segment =
        Gen.Select(Uri, Gen.Int[0, 60_000_000], Key, (uri, microseconds, key) => new MediaSegment(uri, microseconds / 1e6, key));
    private static readonly Gen<MediaPlaylist> Playlist =
        Gen.Select(Segment.Array[0, 20], Gen.Int[3, 7], Gen.Int[0, int.MaxValue], Gen.Bool, Gen.Bool, Gen.Bool,
            (segments, version, sequence, vod, independent, closed) => new MediaPlaylist
            {
                Version = version,
                TargetDuration = MediaPlaylist.TargetDurationOf(segments),
                MediaSequence = sequence,
                IsVod = vod,
                HasIndependentSegments = independent,
                IsClosed = closed,
                Segments = segments,
            });

    [Fact]
    public void Reads_back_what_it_writes() => Playlist.Sample(playlist =>
    {
        var text = playlist.Write();
        var read = MediaPlaylist.Parse(text);
        Assert.Equal(playlist.Segments, read.Segments);
        Assert.Equal(playlist with { Segments = read.Segments }, read);
        Assert.Equal(text, read.Write());
    });

    [Fact]
    public void Either_reads_any_text_or_names_the_line_that_is_wrong() =>
        Gen.Select(Playlist, Gen.Int, Gen.Char["#\n\r\",=:0x aEXT-"]).Sample((playlist, position, letter) =>
        {
            var text = playlist.Write().ToCharArray();
            text[(int)((uint)position % text.Length)] = letter;
            try
            {
                MediaPlaylist.Parse(new string(text));
            }
            catch (FormatException wrong)
            {
                Assert.StartsWith("Line ", wrong.Message);
            }
        });

    [Fact]
    public void Reads_what_ffmpeg_writes()
    {
        var playlist = MediaPlaylist.Parse(
            "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n"
            + "#EXTINF:6.000000,\n000000.ts\n#EXTINF:4.160000,\n000001.ts\n#EXT-X-ENDLIST\n");
        Assert.True(playlist is { IsClosed: true, IsVod: true, TargetDuration: 6, MediaSequence: 0, Version: 3 });
        Assert.Equal([new("000000.ts", 6), new("000001.ts", 4.16)], playlist.Segments);
        Assert.Equal(10.16, playlist.Duration, 6);
    }

    [Fact]
    public void Writes_a_key_line_before_each_segment_that_has_an_IV_of_its_own()
    {
        var playlist = new MediaPlaylist
        {
            TargetDuration = 6,
            IsClosed = true,
            Segments = [new("000000.ts", 6, new("key", 1)), new("000001.ts", 6, new("key", UInt128.MaxValue))],
        };
        Assert.Equal(
            "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n"
            + "#EXT-X-KEY:METHOD=AES-128,URI=\"key\",IV=0x00000000000000000000000000000001\n#EXTINF:6.000000,\n000000.ts\n"
            + "#EXT-X-KEY:METHOD=AES-128,URI=\"key\",IV=0xffffffffffffffffffffffffffffffff\n#EXTINF:6.000000,\n000001.ts\n"
            + "#EXT-X-ENDLIST\n",
            playlist.Write());
    }

    [Fact]
    public void Skips_comments_and_empty_lines_and_accepts_CRLF()
    {
        var playlist = MediaPlaylist.Parse("#EXTM3U\r\n\r\n# a remark\r\n#EXT-X-TARGETDURATION:2\r\n#EXTINF:2,title\r\na.ts\r\n");
        Assert.Equal([new("a.ts", 2)], playlist.Segments);
        Assert.False(playlist.IsClosed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ffconcat version 1.0\nfile a.ts\n")]
    [InlineData(" #EXTM3U\n#EXT-X-TARGETDURATION:2\n")]
    [InlineData("#EXTM3U8\n#EXT-X-TARGETDURATION:2\n")]
    [InlineData("#EXTM3U\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:-2\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2.5\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:99999999999\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-TARGETDURATION:2\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\na.ts\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n#EXTINF:2,\na.ts\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:-2,\na.ts\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1e0,\na.ts\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:NaN,\na.ts\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:3,\na.ts\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n a.ts\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na\0.ts\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na.ts\n#EXT-X-VERSION:3\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-ENDLIST\n#EXTINF:2,\na.ts\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-ENDLIST:\u00a0\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-BYTERANGE:100@0\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MAP:URI=\"a\"\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"k\"\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=NONE,URI=\"k\"\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI=k\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"IV=0x1\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\",URI=\"l\"\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=1\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0xg\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x123456789012345678901234567890123\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\",KEYFORMAT=\"x\"\n")]
    public void Refuses(string text) => Assert.Throws<FormatException>(() => MediaPlaylist.Parse(text));

    [Fact]
    public void Names_the_line_that_is_wrong()
    {
        var wrong = Assert.Throws<FormatException>(
            () => MediaPlaylist.Parse("#EXTM3U\n#EXT-X-TARGETDURATION:2\n\n#EXTINF:x,\na.ts\n"));
        Assert.StartsWith("Line 4:", wrong.Message);
    }
}
