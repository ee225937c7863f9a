using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>Temporary access keys of roles, tried by the public clients through the real server.</summary>
public sealed class TemporaryKeyTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Client = "openapi-client V3";
    private const string PlayOnly = """{"Version":"1","Statement":[{"Effect":"Allow","Action":"vod:GetPlayInfo","Resource":"*"}]}""";

    [Fact]
    public async Task A_temporary_key_of_a_lower_role_gets_no_address_of_the_source()
    {
        var video = await host.PublishAsync();
        async Task<bool> HasAddressAsync(string role)
        {
            var credentials = (await AssumeAsync(host.KeyOf(Role.Administrator), "openapi-client V3", role, null)).Required.GetProperty("Credentials");
            var answer = await host.CallAsync(new ClientCall(
                "openapi-client V3", "GetMezzanineInfo", host.Endpoint, credentials.GetProperty("AccessKeyId").GetString()!,
                credentials.GetProperty("AccessKeySecret").GetString()!)
            {
                SecurityToken = credentials.GetProperty("SecurityToken").GetString(),
                Parameters = new Dictionary<string, string> { ["VideoId"] = $"{video.Id:N}" },
            });
            return answer.Required.GetProperty("Mezzanine").TryGetProperty("FileURL", out _);
        }

        await using (var db = host.OpenDatabase())
            await db.Videos.Where(row => row.Id == video.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.SourceKey, "src/x"));
        Assert.True(await HasAddressAsync("operator"));
        Assert.False(await HasAddressAsync("auditor"));
    }

    [Theory]
    [InlineData("openapi-client V3")]
    [InlineData("pop-core GET")]
    [InlineData("pop-core POST")]
    public async Task A_temporary_key_does_what_its_policy_says_and_no_more(string client)
    {
        var video = await host.PublishAsync();
        var made = (await AssumeAsync(host.KeyOf(Role.Administrator), client, "operator", PlayOnly)).Required;
        var credentials = made.GetProperty("Credentials");
        Assert.StartsWith("STS.", credentials.GetProperty("AccessKeyId").GetString(), StringComparison.Ordinal);
        Assert.Equal("acs:ram::1:role/operator/session-1", made.GetProperty("AssumedRoleUser").GetProperty("Arn").GetString());
        Assert.True(credentials.GetProperty("Expiration").GetDateTime() > DateTime.UnixEpoch);

        Task<ClientOutcome> CallAsync(string action) => host.CallAsync(new ClientCall(
            client, action, host.Endpoint, credentials.GetProperty("AccessKeyId").GetString()!, credentials.GetProperty("AccessKeySecret").GetString()!)
        {
            SecurityToken = credentials.GetProperty("SecurityToken").GetString(), Parameters = new Dictionary<string, string> { ["VideoId"] = $"{video.Id:N}" },
        });
        Assert.Null((await CallAsync("GetPlayInfo")).Error);
        Assert.Equal("Forbidden.RAM", (await CallAsync("GetVideoInfo")).Error?.Code);
    }

    [Fact]
    public async Task What_a_temporary_key_begets_ends_with_it_and_is_as_narrow()
    {
        const string policy = """{"Version":"1","Statement":[{"Effect":"Allow","Action":["vod:GetVideoPlayAuth","vod:CreateUploadVideo"],"Resource":"*"}]}""";
        var video = await host.PublishAsync();
        var credentials = (await AssumeAsync(host.KeyOf(Role.Administrator), Client, "operator", policy)).Required.GetProperty("Credentials");
        var end = credentials.GetProperty("Expiration").GetDateTime().ToUniversalTime();
        var tokens = host.Services.GetRequiredService<SecurityTokens>();
        async Task<OpenedToken> BegetAsync(string action, string field, params (string, string)[] parameters)
        {
            var answer = (await host.CallAsync(new ClientCall(
                Client, action, host.Endpoint, credentials.GetProperty("AccessKeyId").GetString()!, credentials.GetProperty("AccessKeySecret").GetString()!)
            {
                SecurityToken = credentials.GetProperty("SecurityToken").GetString(), Parameters = parameters.ToDictionary(one => one.Item1, one => one.Item2),
            })).Required;
            var json = JsonDocument.Parse(Convert.FromBase64String(answer.GetProperty(field).GetString()!)).RootElement;
            return (await tokens.OpenAsync(json.GetProperty("SecurityToken").GetString()!, default))!;
        }

        var play = await BegetAsync("GetVideoPlayAuth", "PlayAuth", ("VideoId", $"{video.Id:N}"), ("AuthInfoTimeout", "3000"));
        var upload = await BegetAsync("CreateUploadVideo", "UploadAuth", ("FileName", "clip.mp4"), ("Title", "Clip"));
        foreach (var begotten in new[] { play, upload })
        {
            Assert.InRange(begotten.ExpiresAt, end.AddSeconds(-60), end);
            Assert.Equal((Role.Operator, policy), (begotten.Session.Role, begotten.Session.Policy));
        }
    }

    [Fact]
    public async Task A_role_above_ones_own_cannot_be_assumed_and_a_wrong_policy_is_told()
    {
        Assert.Equal("Forbidden.RAM", (await AssumeAsync(host.KeyOf(Role.Auditor), "openapi-client V3", "operator", null)).Error?.Code);
        Assert.Equal("EntityNotExist.Role", (await AssumeAsync(host.KeyOf(Role.Auditor), "openapi-client V3", "nobody", null)).Error?.Code);
        Assert.Equal("InvalidParameter", (await AssumeAsync(host.KeyOf(Role.Auditor), "openapi-client V3", "auditor", "{}")).Error?.Code);
    }

    private Task<ClientOutcome> AssumeAsync(NewAccessKey key, string client, string role, string? policy)
    {
        var parameters = new Dictionary<string, string>
        {
            ["RoleArn"] = $"acs:ram::1:role/{role}", ["RoleSessionName"] = "session-1", ["DurationSeconds"] = "900",
        };
        if (policy is not null) parameters["Policy"] = policy;
        return host.CallAsync(new ClientCall(client, "AssumeRole", host.Endpoint, key.Id, key.Secret) { Version = "2015-04-01", Parameters = parameters });
    }
}
