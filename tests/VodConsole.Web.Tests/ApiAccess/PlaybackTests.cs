using System.Text;
using System.Text.Json;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>From a signed call to a playing video, as application server and player share it out between them.</summary>
public sealed class PlaybackTests(ApiHost host) : IClassFixture<ApiHost>
{
    public static TheoryData<string> Clients => [.. PublicClients.Names];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_credential_for_one_video_leads_to_its_playlist_and_its_key(string client)
    {
        var video = await host.PublishAsync();
        var credential = await AdmitAsync(client, video.Id);

        var info = await host.CallAsync(Player(client, credential, video.Id));

        var streams = info.Required.GetProperty("PlayInfoList").GetProperty("PlayInfo");
        Assert.Equal(["FD", "SD"], streams.EnumerateArray().Select(stream => stream.GetProperty("Definition").GetString()));
        Assert.Equal((JsonValueKind.Number, JsonValueKind.String, JsonValueKind.String, JsonValueKind.Number), (
            streams[0].GetProperty("Encrypt").ValueKind, streams[0].GetProperty("Duration").ValueKind,
            streams[0].GetProperty("Bitrate").ValueKind, streams[0].GetProperty("Width").ValueKind));
        Assert.Equal("HLSEncryption", streams[0].GetProperty("EncryptType").GetString());
        using var player = new HttpClient();
        var address = new Uri(streams[0].GetProperty("PlayURL").GetString()!);
        var playlist = await player.GetStringAsync(address);
        var key = playlist.Split('"').First(part => part.Contains("/keys/", StringComparison.Ordinal));
        Assert.Equal(video.Key, await player.GetByteArrayAsync(new Uri(address, key)));
    }

    [Fact]
    public async Task A_credential_opens_nothing_but_its_own_video()
    {
        var (video, other) = (await host.PublishAsync(), await host.PublishAsync());
        var credential = await AdmitAsync("pop-core GET", video.Id);

        Assert.Equal("Forbidden.RAM", (await host.CallAsync(Player("pop-core GET", credential, other.Id))).Error?.Code);
        var asked = Player("pop-core GET", credential, video.Id) with { Action = "GetVideoInfo" };
        Assert.Equal("Forbidden.RAM", (await host.CallAsync(asked)).Error?.Code);
        var without = Player("pop-core GET", credential, video.Id);
        without = without with { Parameters = without.Parameters.Where(pair => pair.Key != "AuthInfo").ToDictionary() };
        Assert.Equal("MissingAuthInfo", (await host.CallAsync(without)).Error?.Code);
    }

    [Fact]
    public async Task A_temporary_key_is_nothing_without_its_token_and_with_another_one()
    {
        var video = await host.PublishAsync();
        var (one, two) = (await AdmitAsync("openapi-client V3", video.Id), await AdmitAsync("openapi-client V3", video.Id));

        var call = Player("openapi-client V3", one, video.Id);

        Assert.Equal("MissingSecurityToken", (await host.CallAsync(call with { SecurityToken = null })).Error?.Code);
        Assert.Equal("InvalidSecurityToken.MismatchWithAccessKey", (await host.CallAsync(call with { SecurityToken = two.GetProperty("SecurityToken").GetString() })).Error?.Code);
        Assert.Equal("InvalidSecurityToken.Malformed", (await host.CallAsync(call with { SecurityToken = "st1.k1.AAAA" })).Error?.Code);
    }

    [Theory]
    [InlineData("99", "InvalidAuthInfoTimeout")]
    [InlineData("3001", "InvalidAuthInfoTimeout")]
    [InlineData("abc", "InvalidAuthInfoTimeout")]
    [InlineData("100", null)]
    [InlineData("3000", null)]
    public async Task A_credential_lives_100_to_3000_seconds(string timeout, string? code)
    {
        var video = await host.PublishAsync();
        var outcome = await host.CallAsync("pop-core POST", "GetVideoPlayAuth", new Dictionary<string, string>
        {
            ["VideoId"] = $"{video.Id:N}", ["AuthInfoTimeout"] = timeout,
        });
        Assert.Equal(code, outcome.Error?.Code);
    }

    [Fact]
    public async Task Only_a_normal_video_is_played()
    {
        var blocked = new Dictionary<string, string> { ["VideoId"] = $"{(await host.PublishAsync(VideoStatus.Blocked)).Id:N}" };

        Assert.Equal("Forbidden.IllegalStatus", (await host.CallAsync("openapi-core", "GetVideoPlayAuth", blocked)).Error?.Code);
        Assert.Equal("Forbidden.IllegalStatus", (await host.CallAsync("openapi-core", "GetPlayInfo", blocked, Role.Auditor)).Error?.Code);
        var none = new Dictionary<string, string> { ["VideoId"] = $"{(await host.PublishAsync()).Id:N}", ["Formats"] = "mp4" };
        Assert.Equal("InvalidVideo.NoneStream", (await host.CallAsync("openapi-core", "GetPlayInfo", none)).Error?.Code);
    }

    private async Task<JsonElement> AdmitAsync(string client, Guid videoId)
    {
        var answer = (await host.CallAsync(client, "GetVideoPlayAuth", new Dictionary<string, string> { ["VideoId"] = $"{videoId:N}" })).Required;
        Assert.Equal($"{videoId:N}", answer.GetProperty("VideoMeta").GetProperty("VideoId").GetString());
        var json = Encoding.UTF8.GetString(Convert.FromBase64String(answer.GetProperty("PlayAuth").GetString()!));
        return JsonDocument.Parse(json).RootElement;
    }

    /// <summary>What a player does with a credential: it signs with the temporary key and hands <c>AuthInfo</c> back as it is.</summary>
    private ClientCall Player(string client, JsonElement credential, Guid videoId) => new(
        client, "GetPlayInfo", host.Endpoint, credential.GetProperty("AccessKeyId").GetString()!,
        credential.GetProperty("AccessKeySecret").GetString()!)
    {
        SecurityToken = credential.GetProperty("SecurityToken").GetString(),
        Parameters = new Dictionary<string, string>
        {
            ["VideoId"] = $"{videoId:N}", ["AuthInfo"] = credential.GetProperty("AuthInfo").GetString()!, ["Formats"] = "m3u8",
        },
    };
}
