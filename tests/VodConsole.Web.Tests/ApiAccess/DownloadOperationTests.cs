using VodConsole.Core.Accounts;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>A program decides about downloads and keeps the register, by the public clients.</summary>
public sealed class DownloadOperationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Client = "openapi-client V3";

    public static TheoryData<string> Clients => [.. PublicClients.Names];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Sets_and_reads_the_mode(string client)
    {
        Assert.Equal("Secure", (await SetAsync(client, "on", "Secure")).Required.GetProperty("DownloadMode").GetString());
        var read = (await host.CallAsync(client, "GetDownloadConfig", role: Role.Auditor)).Required;
        Assert.Equal(("on", "Secure"), (read.GetProperty("DownloadSwitch").GetString(), read.GetProperty("DownloadMode").GetString()));

        Assert.Equal("off", (await SetAsync(client, "off")).Required.GetProperty("DownloadSwitch").GetString());
        Assert.False((await host.CallAsync(client, "GetDownloadConfig")).Required.TryGetProperty("DownloadMode", out _));
        Assert.Equal("Forbidden.RAM", (await SetAsync(client, "on", "Normal", Role.Auditor)).Error?.Code);
    }

    [Theory]
    [InlineData("on", null, "MissingDownloadMode")]
    [InlineData("on", "secure", "InvalidDownloadMode")]
    [InlineData("yes", "Secure", "InvalidDownloadSwitch")]
    [InlineData("", "Secure", "MissingDownloadSwitch")]
    public async Task Refuses_what_is_no_mode(string @switch, string? mode, string code) =>
        Assert.Equal(code, (await SetAsync(Client, @switch, mode)).Error?.Code);

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Generates_lists_and_revokes_a_key(string client)
    {
        await SetAsync(client, "on", "Secure");
        var app = $"com.example.a{Guid.NewGuid():N}";
        var made = await host.CallAsync(client, "GenerateDownloadSecretKey", new Dictionary<string, string>
        {
            ["AppIdentification"] = app, ["AppDecryptKey"] = "AppDecryptKeyIos20230101",
        });
        Assert.NotEmpty(made.Required.GetProperty("AppEncryptKey").GetString()!);

        var key = (await ListAsync(client, app)).EnumerateArray().Single();
        Assert.Equal(("Ios", app, "Live"), (
            key.GetProperty("Platform").GetString(), key.GetProperty("AppIdentification").GetString(), key.GetProperty("Status").GetString()));

        var revoke = new Dictionary<string, string> { ["KeyFileId"] = key.GetProperty("KeyFileId").GetString()!, ["Reason"] = "leaked" };
        Assert.Equal("Forbidden.RAM", (await host.CallAsync(client, "RevokeDownloadSecretKey", revoke, Role.Auditor)).Error?.Code);
        Assert.Null((await host.CallAsync(client, "RevokeDownloadSecretKey", revoke)).Error);
        Assert.Equal("OperationDenied.KeyFileRevoked", (await host.CallAsync(client, "RevokeDownloadSecretKey", revoke)).Error?.Code);
        Assert.Equal("Revoked", (await ListAsync(client, app)).EnumerateArray().Single().GetProperty("Status").GetString());
    }

    [Theory]
    [InlineData("KeyFileId", "x", "InvalidKeyFileId")]
    [InlineData("KeyFileId", "00000000000000000000000000000001", "KeyFileNotFound")]
    public async Task Refuses_to_revoke_what_there_is_not(string name, string value, string code) => Assert.Equal(
        code, (await host.CallAsync(Client, "RevokeDownloadSecretKey", new Dictionary<string, string> { [name] = value, ["Reason"] = "why" })).Error?.Code);

    [Theory]
    [InlineData("PageSize", "0")]
    [InlineData("PageSize", "101")]
    [InlineData("PageNo", "x")]
    [InlineData("Status", "live")]
    [InlineData("Platform", "1")]
    public async Task Refuses_a_list_that_nobody_can_mean(string name, string value) => Assert.Equal(
        $"Invalid{name}", (await host.CallAsync(Client, "ListDownloadSecretKeys", new Dictionary<string, string> { [name] = value })).Error?.Code);

    private Task<ClientOutcome> SetAsync(string client, string @switch, string? mode = null, Role role = Role.Operator)
    {
        var parameters = new Dictionary<string, string> { ["DownloadSwitch"] = @switch };
        if (mode is not null) parameters["DownloadMode"] = mode;
        return host.CallAsync(client, "SetDownloadConfig", parameters, role);
    }

    private async Task<System.Text.Json.JsonElement> ListAsync(string client, string app) =>
        (await host.CallAsync(client, "ListDownloadSecretKeys", new Dictionary<string, string> { ["AppIdentification"] = app }, Role.Auditor))
        .Required.GetProperty("DownloadSecretKeyList").GetProperty("DownloadSecretKey");
}
