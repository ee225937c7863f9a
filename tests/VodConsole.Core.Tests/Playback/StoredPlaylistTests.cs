using VodConsole.Core.Playback;

namespace VodConsole.Core.Tests.Playback;

public sealed class StoredPlaylistTests
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
    [InlineData(",IV=0x0f0e0d0c0b0a09080706050403020100", "")]
    [InlineData("METHOD=AES-128,URI=\"key\",IV=0x0f0e0d0c0b0a09080706050403020100", "METHOD=NONE")]
    public void Refuses_a_stored_playlist_that_is_not_ours(string what, string instead) =>
        Assert.Throws<FormatException>(() => StoredPlaylist.Parse(Stored.Replace(what, instead, StringComparison.Ordinal)));
}
