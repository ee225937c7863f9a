using System.Net;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Playback;
using VodConsole.Protocol.Formats.Hls;
using VodConsole.Protocol.Playback;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.Tests.Playback;

/// <summary>Addresses behind a content delivery network of type A: signed in every place that writes one, checked in every place that serves one.</summary>
public sealed class UrlAuthenticationTests(AuthenticatedHost host) : IClassFixture<AuthenticatedHost>
{
    [Fact]
    public async Task A_player_gets_through_by_following_addresses_only()
    {
        using var http = host.CreateClient();
        var (master, media) = await AddressesAsync(http);
        var playlist = MediaPlaylist.Parse(await http.GetStringAsync(media));

        Assert.Contains(TypeAKey.Parameter, master.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(media, playlist.Segments[0].Uri))).StatusCode);
        Assert.Equal(16, (await http.GetByteArrayAsync(new Uri(media, playlist.Segments[0].Key!.Uri))).Length);
    }

    [Fact]
    public async Task Without_it_or_with_another_paths_or_another_secrets_nothing_is_served()
    {
        using var http = host.CreateClient();
        var (master, media) = await AddressesAsync(http);
        var segment = new Uri(media, MediaPlaylist.Parse(await http.GetStringAsync(media)).Segments[0].Uri);

        foreach (var address in (Uri[])[master, media, segment])
        {
            await RefusesAsync(http, With(address, null), "no url arg");
            await RefusesAsync(http, With(address, TypeAKey.Sign(address.AbsolutePath, Now, "0", "0", "guessed")), "invalid md5hash");
            await RefusesAsync(http, With(address, TypeAKey.Sign("/play/other", Now, "0", "0", AuthenticatedHost.Primary)), "invalid md5hash");
            await RefusesAsync(http, With(address, TypeAKey.Sign(address.AbsolutePath, Now - AuthenticatedHost.ValidSeconds - 1, "0", "0", AuthenticatedHost.Primary)), "expired timestamp");
        }
    }

    [Fact]
    public async Task Both_keys_are_accepted_while_they_are_exchanged()
    {
        using var http = host.CreateClient();
        var (_, media) = await AddressesAsync(http);

        using var answer = await http.GetAsync(With(media, TypeAKey.Sign(media.AbsolutePath, Now, "0", "0", AuthenticatedHost.Secondary)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private long Now => host.Clock.GetUtcNow().ToUnixTimeSeconds();

    private async Task<(Uri Master, Uri Media)> AddressesAsync(HttpClient http)
    {
        var video = await host.PublishAsync();
        var link = await host.Services.GetRequiredService<PlaybackLinks>().GetAsync(Actor.System, video.Id, default);
        var master = new Uri(http.BaseAddress!, link.Address);
        var variant = (await http.GetStringAsync(master)).Split('\n').First(line => line.Contains("index.m3u8", StringComparison.Ordinal));
        return (master, new Uri(master, variant));
    }

    private static Uri With(Uri address, TypeAKey? key)
    {
        var others = address.Query.TrimStart('?').Split('&').Where(pair => !pair.StartsWith($"{TypeAKey.Parameter}=", StringComparison.Ordinal));
        return new UriBuilder(address) { Query = string.Join('&', key is null ? others : others.Append($"{TypeAKey.Parameter}={key}")) }.Uri;
    }

    private static async Task RefusesAsync(HttpClient http, Uri address, string reason)
    {
        using var answer = await http.GetAsync(address);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(reason, Assert.Single(answer.Headers.GetValues("X-Tengine-Error")), StringComparison.Ordinal);
    }
}

/// <summary>The server with type A authentication turned on.</summary>
public sealed class AuthenticatedHost : PlaybackHost
{
    public const string Primary = "aliyuncdnexp1234", Secondary = "aliyuncdnexp5678";
    public const int ValidSeconds = 600;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["UrlAuthentication:PrimaryKey"] = Primary, ["UrlAuthentication:SecondaryKey"] = Secondary,
        ["UrlAuthentication:ValidSeconds"] = $"{ValidSeconds}",
    };
}
