using System.Net;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Playback;
using VodConsole.Protocol.Formats.Hls;
using VodConsole.Protocol.Playback;

namespace VodConsole.Web.Tests.Playback;

public sealed class ExpiryTests(PlaybackHost host) : IClassFixture<PlaybackHost>
{
    [Fact]
    public async Task Refuses_copied_addresses_once_their_time_is_over()
    {
        using var http = host.CreateClient();
        var video = await host.PublishAsync();
        var token = $"{PlaybackAddress.Token}={video.Token}";
        var address = new Uri(http.BaseAddress!, $"{PlaybackAddress.Media(video.Id, video.PublicationId, "sd")}?{token}");
        var segment = new Uri(address, MediaPlaylist.Parse(await http.GetStringAsync(address)).Segments[0].Uri);
        var key = new Uri(address, $"{PlaybackAddress.Key(video.DataKeyId)}?{token}");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], await StatusesAsync(http, address, key, segment));

        // The token: 600 s and a minute of clock skew. The segment: 6 s of video and 600 s.
        host.Clock.Advance(TimeSpan.FromSeconds(605));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], await StatusesAsync(http, address, key, segment));

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden], await StatusesAsync(http, address, key, segment));

        host.Clock.Advance(TimeSpan.FromSeconds(54));
        Assert.Equal(
            [HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], await StatusesAsync(http, address, key, segment));
    }

    [Fact]
    public async Task Opens_segments_as_long_as_a_token_that_outlives_the_video()
    {
        using var http = host.CreateClient();
        var video = await host.PublishAsync();
        var token = await host.Services.GetRequiredService<PlaybackTokens>().IssueAsync(
            video.Id, "test", [PlaybackOperation.Play, PlaybackOperation.Key], TimeSpan.FromHours(2), default);
        var address = new Uri(http.BaseAddress!, $"{PlaybackAddress.Media(video.Id, video.PublicationId, "sd")}?{PlaybackAddress.Token}={token.Token}");
        var segment = new Uri(address, MediaPlaylist.Parse(await http.GetStringAsync(address)).Segments[0].Uri);

        host.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(2));
        Assert.Equal([HttpStatusCode.OK], await StatusesAsync(http, segment));
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([HttpStatusCode.Forbidden], await StatusesAsync(http, segment));
    }

    private static async Task<HttpStatusCode[]> StatusesAsync(HttpClient http, params Uri[] addresses)
    {
        List<HttpStatusCode> statuses = [];
        foreach (var address in addresses)
        {
            using var response = await http.GetAsync(address);
            statuses.Add(response.StatusCode);
        }

        return [.. statuses];
    }
}
