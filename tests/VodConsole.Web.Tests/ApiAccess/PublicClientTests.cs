using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using Microsoft.EntityFrameworkCore;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>Every public client, by each of its ways, gets through and understands what it is told.</summary>
public sealed class PublicClientTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly Dictionary<string, string> NoSuchVideo = new() { ["VideoId"] = $"{Guid.NewGuid():N}" };

    public static TheoryData<string> Clients => [.. PublicClients.Names];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Reads_the_code_of_a_refusal(string client)
    {
        Assert.Equal("InvalidVideo.NotFound", (await host.CallAsync(client, "GetVideoInfo", NoSuchVideo)).Error?.Code);
        Assert.Equal("MissingVideoId", (await host.CallAsync(client, "GetVideoInfo")).Error?.Code);
        Assert.Equal("InvalidAction.NotFound", (await host.CallAsync(client, "NoSuchOperation")).Error?.Code);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Is_refused_with_another_secret_or_an_unknown_key(string client)
    {
        var key = host.KeyOf(Role.Operator);

        var wrong = await host.CallAsync(new ClientCall(client, "GetVideoInfo", host.Endpoint, key.Id, key.Secret + "x") { Parameters = NoSuchVideo });
        var unknown = await host.CallAsync(new ClientCall(client, "GetVideoInfo", host.Endpoint, "nobody", key.Secret) { Parameters = NoSuchVideo });

        Assert.Equal("SignatureDoesNotMatch", wrong.Error?.Code);
        Assert.Equal("InvalidAccessKeyId.NotFound", unknown.Error?.Code);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Generates_a_key_file_in_secure_mode(string client)
    {
        await using (var db = host.OpenDatabase())
            await db.DownloadSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.Mode, DownloadMode.Secure));

        var outcome = await host.CallAsync(client, "GenerateDownloadSecretKey", new Dictionary<string, string>
        {
            ["AppIdentification"] = "BB:0D:AC:74:D3:21:09:EF:9C:71:1A:5E:77:2C:8E:BF:03:FD:FA:5A",
            ["AppDecryptKey"] = "AppDecryptKeyAndroid20230101",
        });

        var file = Convert.FromBase64String(outcome.Required.GetProperty("AppEncryptKey").GetString()!);
        Assert.Equal([0x89, 0x56, 0x4B, 0x46], file[..4]);
        Assert.Matches("^[0-9A-F]{8}-", outcome.Required.GetProperty("RequestId").GetString());
    }
}
