using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;

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

    [Fact]
    public async Task A_video_that_is_transcoded_anew_plays_on_and_one_without_streams_does_not()
    {
        var video = await host.PublishAsync();
        await using var db = host.OpenDatabase();
        await db.Videos.Where(one => one.Id == video.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, VideoStatus.Transcoding));
        Assert.Equal("Normal", (await AskAsync(video.Id)).Required.GetProperty("VideoBase").GetProperty("Status").GetString());
        Assert.Null((await host.CallAsync(Player("openapi-core", await AdmitAsync("openapi-core", video.Id), video.Id))).Error);

        await db.Publications.Where(one => one.Id == video.PublicationId)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.RetiredAt, DateTime.UnixEpoch));
        Assert.Equal("Forbidden.IllegalStatus", (await AskAsync(video.Id)).Error?.Code);
    }

    [Fact]
    public async Task A_preview_is_refused_rather_than_shown_whole() =>
        Assert.Equal("InvalidParameter", (await AskAsync((await host.PublishAsync()).Id, ("PlayConfig", """{"PreviewTime":"10"}"""))).Error?.Code);

    [Fact]
    public async Task What_is_encrypted_for_our_players_is_told_to_them_and_to_who_asks_for_all()
    {
        var video = await host.PublishAsync();
        await using (var db = host.OpenDatabase())
            await db.Publications.Where(one => one.Id == video.PublicationId)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.EncryptType, EncryptType.PrivateEncryption));

        Assert.Equal("Forbidden.AliyunVoDEncryption", (await AskAsync(video.Id)).Error?.Code);
        var all = (await AskAsync(video.Id, ("ResultType", "Multiple"))).Required.GetProperty("PlayInfoList").GetProperty("PlayInfo");
        Assert.All(all.EnumerateArray(), stream => Assert.Equal("AliyunVoDEncryption", stream.GetProperty("EncryptType").GetString()));
        Assert.Null((await host.CallAsync(Player("openapi-core", await AdmitAsync("openapi-core", video.Id), video.Id))).Error);
    }

    [Theory]
    [InlineData("CodecName", "h264", null)]
    [InlineData("CodecName", "H265", "InvalidVideo.NoneStream")]
    [InlineData("DigitalWatermarkType", "TraceMark", "InvalidVideo.NoneStream")]
    [InlineData("DigitalWatermarkType", "Other", "InvalidDigitalWatermarkType")]
    [InlineData("Definition", "FD", null)]
    [InlineData("Definition", "4K", "InvalidVideo.NoneStream")]
    [InlineData("OutputType", "oss", null)]
    [InlineData("OutputType", "ftp", "InvalidOutputType")]
    [InlineData("ResultType", "Both", "InvalidResultType")]
    public async Task Streams_are_chosen_by_what_they_are(string parameter, string value, string? code) =>
        Assert.Equal(code, (await AskAsync((await host.PublishAsync()).Id, (parameter, value))).Error?.Code);

    [Fact]
    public async Task Players_are_told_the_cover()
    {
        var (own, given, none) = ((await host.PublishAsync()).Id, (await host.PublishAsync()).Id, (await host.PublishAsync()).Id);
        await using (var db = host.OpenDatabase())
        {
            await db.Videos.Where(video => video.Id == own).ExecuteUpdateAsync(set => set.SetProperty(video => video.CoverKey, "cover.jpg"));
            await db.Videos.Where(video => video.Id == given).ExecuteUpdateAsync(set => set.SetProperty(video => video.CoverUrl, "https://example.com/a.jpg"));
        }

        foreach (var (id, begin) in ((Guid, string?)[])[(own, $"http://{host.Endpoint}/play/{own:N}/cover.jpg?"), (given, "https://example.com/a.jpg"), (none, null)])
        {
            var meta = (await AdmitAsync("openapi-core", id)).GetProperty("VideoMeta");
            var info = (await AskAsync(id)).Required.GetProperty("VideoBase");
            foreach (var place in (JsonElement[])[meta, info])
                Assert.StartsWith(begin ?? "none", place.TryGetProperty("CoverURL", out var cover) ? cover.GetString() : "none", StringComparison.Ordinal);
        }
    }

    private Task<ClientOutcome> AskAsync(Guid videoId, params (string Name, string Value)[] parameters) => host.CallAsync(
        "pop-core POST", "GetPlayInfo", parameters.Append(("VideoId", $"{videoId:N}")).ToDictionary(pair => pair.Item1, pair => pair.Item2));

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
