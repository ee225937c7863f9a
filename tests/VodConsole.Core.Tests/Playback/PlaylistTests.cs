using VodConsole.Core.Playback;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Playback;

public sealed class PlaylistTests
{
    private const string Stored = """
        #EXTM3U
        #EXT-X-VERSION:3
        #EXT-X-TARGETDURATION:6
        #EXT-X-MEDIA-SEQUENCE:0
        #EXT-X-PLAYLIST-TYPE:VOD
        #EXT-X-KEY:METHOD=AES-128,URI="key",IV=0x000102030405060708090a0b0c0d0e0f
        #EXTINF:6.000000,
        000000.ts
        #EXT-X-KEY:METHOD=AES-128,URI="key",IV=0x0f0e0d0c0b0a09080706050403020100
        #EXTINF:2.500000,
        000001.ts
        #EXT-X-ENDLIST
        """;

    [Fact]
    public void Fills_in_the_key_address_and_the_signatures_and_nothing_else()
    {
        var text = StoredPlaylist.Parse(Stored).Render("../key?token=x", name => $"signed={name}");

        Assert.Equal(
            Stored.Replace("URI=\"key\"", "URI=\"../key?token=x\"", StringComparison.Ordinal)
                .Replace("000000.ts", "000000.ts?signed=000000.ts", StringComparison.Ordinal)
                .Replace("000001.ts", "000001.ts?signed=000001.ts", StringComparison.Ordinal) + "\n",
            text);
    }

    [Theory]
    [InlineData("#EXT-X-ENDLIST", "")]
    [InlineData("#EXTM3U", "#EXTM3U8")]
    [InlineData("000001.ts", "../../secret.ts")]
    [InlineData("000001.ts", "http://elsewhere/000001.ts")]
    [InlineData("000001.ts", "000001.ts?already=signed")]
    [InlineData("URI=\"key\"", "URI=\"https://elsewhere/key\"")]
    public void Refuses_a_stored_playlist_that_is_not_ours(string what, string instead) =>
        Assert.Throws<InvalidDataException>(() => StoredPlaylist.Parse(Stored.Replace(what, instead, StringComparison.Ordinal)));

    [Fact]
    public void Lists_the_renditions_lowest_first_with_what_a_player_chooses_by()
    {
        var text = MasterPlaylist.Render(
            [
                new PublishedRendition
                {
                    Definition = Definition.SD, Name = "sd", Width = 1280, Height = 720, FrameRate = 12.5, Codecs = "avc1.64001f,mp4a.40.2",
                    PeakBitrate = 1_600_000, AverageBitrate = 1_500_000, Size = 1, Duration = 1, Segments = 1,
                },
                new PublishedRendition
                {
                    Definition = Definition.FD, Name = "fd", Width = 640, Height = 360,
                    PeakBitrate = 500_000, AverageBitrate = 400_000, Size = 1, Duration = 1, Segments = 1,
                },
            ],
            "MtsHlsUriToken=t");

        Assert.Equal(
            """
            #EXTM3U
            #EXT-X-VERSION:3
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-STREAM-INF:BANDWIDTH=500000,AVERAGE-BANDWIDTH=400000,RESOLUTION=640x360
            fd/index.m3u8?MtsHlsUriToken=t
            #EXT-X-STREAM-INF:BANDWIDTH=1600000,AVERAGE-BANDWIDTH=1500000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=12.500
            sd/index.m3u8?MtsHlsUriToken=t

            """,
            text);
    }
}
