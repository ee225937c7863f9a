using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Protocol.Formats.Hls;
using VodConsole.Protocol.Playback;

namespace VodConsole.Web.Tests.Playback;

public sealed class DeliveryTests(PlaybackHost host) : IClassFixture<PlaybackHost>
{
    private readonly HttpClient http = host.CreateClient();

    [Fact]
    public async Task Plays_from_the_master_playlist_to_the_clear_segment_by_following_addresses_only()
    {
        var video = await host.PublishAsync();
        var (media, address) = await OpenRenditionAsync(video);

        var segment = media.Segments[1];
        var key = await http.GetByteArrayAsync(new Uri(address, segment.Key!.Uri));
        var stored = await http.GetByteArrayAsync(new Uri(address, segment.Uri));
        using var clear = new MemoryStream();
        await SegmentCipher.DecryptAsync(new MemoryStream(stored), clear, key, segment.Key.Iv!.Value, default);

        Assert.Equal(video.Key, key);
        Assert.Equal(PublishedVideo.Clear, clear.ToArray());
    }

    [Fact]
    public async Task Answers_in_the_types_and_with_the_headers_that_players_and_caches_need()
    {
        var video = await host.PublishAsync();
        var (media, address) = await OpenRenditionAsync(video);

        using var playlist = await http.GetAsync(address);
        using var segment = await http.GetAsync(new Uri(address, media.Segments[0].Uri));
        using var key = await http.GetAsync(new Uri(address, media.Segments[0].Key!.Uri));

        Assert.Equal("application/vnd.apple.mpegurl", playlist.Content.Headers.ContentType!.MediaType);
        Assert.Equal("video/mp2t", segment.Content.Headers.ContentType!.MediaType);
        Assert.Equal("application/octet-stream", key.Content.Headers.ContentType!.MediaType);
        Assert.True(playlist.Headers.CacheControl!.NoStore);
        Assert.True(key.Headers.CacheControl!.NoStore);
        Assert.Equal(TimeSpan.FromSeconds(606), segment.Headers.CacheControl!.MaxAge);
        Assert.True(segment.Headers.CacheControl.Private);
        Assert.Equal("no-referrer", Assert.Single(key.Headers.GetValues("Referrer-Policy")));
        Assert.Equal(16, key.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Lets_players_of_any_site_in_without_credentials_and_keeps_the_links_to_itself()
    {
        var video = await host.PublishAsync();
        var (_, address) = await OpenRenditionAsync(video);

        using var delivery = await GetFromAsync("https://elsewhere.test", address);
        using var links = await GetFromAsync("https://elsewhere.test", new Uri($"/play/links/{video.Id:N}", UriKind.Relative));

        Assert.Equal("*", Assert.Single(delivery.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(delivery.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Equal(HttpStatusCode.Unauthorized, links.StatusCode);
        Assert.False(links.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(null, null, "This playback address has expired")]
    [InlineData("de, en-GB;q=0.5", null, "This playback address has expired")]
    [InlineData("zh-CN", null, "此播放地址已过期")]
    [InlineData("zh-Hans", null, "此播放地址已过期")]
    [InlineData("en", "zh-CN", "此播放地址已过期")]
    public async Task Refuses_in_the_language_of_the_viewer(string? accepted, string? chosen, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/play/keys/{Guid.NewGuid():N}?MtsHlsUriToken=x");
        if (accepted is not null) request.Headers.Add("Accept-Language", accepted);
        if (chosen is not null) request.Headers.Add("Cookie", $"vod-language={chosen}");

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains(message, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString());
    }

    [Fact]
    public async Task Sends_a_part_of_a_segment_on_request()
    {
        var video = await host.PublishAsync();
        var (media, address) = await OpenRenditionAsync(video);
        var whole = await http.GetByteArrayAsync(new Uri(address, media.Segments[0].Uri));

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, media.Segments[0].Uri));
        request.Headers.Range = new RangeHeaderValue(100, 299);
        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(whole[100..300], await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(whole.Length, response.Content.Headers.ContentRange!.Length);
    }

    [Fact]
    public async Task Refuses_everything_without_a_token_or_signature()
    {
        var video = await host.PublishAsync();
        foreach (var path in PathsOf(video)) Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(path));
    }

    [Fact]
    public async Task Refuses_the_token_of_another_video()
    {
        var video = await host.PublishAsync();
        var other = await host.PublishAsync();
        foreach (var path in PathsOf(video))
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync($"{path}?{PlaybackAddress.Token}={other.Token}"));
    }

    [Fact]
    public async Task Refuses_a_copied_segment_address_under_another_name()
    {
        var video = await host.PublishAsync();
        var (media, address) = await OpenRenditionAsync(video);
        var copied = media.Segments[0].Uri.Replace("000000.ts", "000001.ts", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(new Uri(address, copied).PathAndQuery));
    }

    [Fact]
    public async Task Tells_what_is_missing_only_to_who_holds_a_token()
    {
        var video = await host.PublishAsync();
        var unknown = Guid.NewGuid();
        var paths = new[]
        {
            PlaybackAddress.Master(video.Id, unknown),
            PlaybackAddress.Media(video.Id, video.PublicationId, "hd"),
            PlaybackAddress.Media(video.Id, video.PublicationId, "x"),
            PlaybackAddress.Key(unknown),
        };

        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(path));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"{path}?{PlaybackAddress.Token}={video.Token}"));
        }
    }

    [Fact]
    public async Task Keeps_the_key_of_private_encryption_from_everybody()
    {
        var video = await host.PublishAsync();
        await using (var db = await host.Services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContextAsync())
            await db.Publications.Where(one => one.VideoId == video.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.EncryptType, EncryptType.PrivateEncryption));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync($"{PlaybackAddress.Key(video.DataKeyId)}?{PlaybackAddress.Token}={video.Token}"));
    }

    [Fact]
    public async Task Keeps_the_key_of_a_withheld_video()
    {
        var video = await host.PublishAsync(VideoStatus.Blocked);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync($"{PlaybackAddress.Key(video.DataKeyId)}?{PlaybackAddress.Token}={video.Token}"));
    }

    [Fact]
    public async Task Writes_no_token_signature_or_key_into_the_log_even_at_its_most_talkative()
    {
        var video = await host.PublishAsync();
        var (media, address) = await OpenRenditionAsync(video);
        await http.GetByteArrayAsync(new Uri(address, media.Segments[0].Key!.Uri));
        await http.GetByteArrayAsync(new Uri(address, media.Segments[0].Uri));
        await StatusAsync($"{PlaybackAddress.Key(video.DataKeyId)}?{PlaybackAddress.Token}={video.Token}x");

        var signature = media.Segments[0].Uri.Split("signature=")[1];
        var log = string.Join('\n', host.Log);
        Assert.Contains($"Playback of {PlaybackAddress.Key(video.DataKeyId)} refused", log, StringComparison.Ordinal);
        Assert.DoesNotContain(video.Token, log, StringComparison.Ordinal);
        Assert.DoesNotContain(signature, log, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(video.Key), log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(video.Key), log, StringComparison.Ordinal);
    }

    private static string[] PathsOf(PublishedVideo video) =>
    [
        PlaybackAddress.Master(video.Id, video.PublicationId),
        PlaybackAddress.Media(video.Id, video.PublicationId, "sd"),
        PlaybackAddress.Segment(video.Id, video.PublicationId, "sd", "000000.ts"),
        PlaybackAddress.Key(video.DataKeyId),
    ];

    private async Task<(MediaPlaylist Media, Uri Address)> OpenRenditionAsync(PublishedVideo video)
    {
        var root = new Uri(http.BaseAddress!, $"{PlaybackAddress.Master(video.Id, video.PublicationId)}?{PlaybackAddress.Token}={video.Token}");
        var master = MasterPlaylist.Parse(await http.GetStringAsync(root));
        var address = new Uri(root, master.Variants[^1].Uri);
        return (MediaPlaylist.Parse(await http.GetStringAsync(address)), address);
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await http.GetAsync(path);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> GetFromAsync(string origin, Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Origin", origin);
        return await http.SendAsync(request);
    }
}
