using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>A program decides where events are told, by the public clients.</summary>
public sealed class CallbackOperationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Client = "openapi-client V3";
    private const string Url = "https://www.example.com/your/callback?a=b&c=d";

    public static TheoryData<string> Clients => [.. PublicClients.Names];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Sets_reads_and_deletes_the_settings(string client)
    {
        _ = (await SetAsync(client, ("EventTypeList", "FileUploadComplete, TranscodeComplete"), ("AuthSwitch", "on"), ("AuthKey", "Dsf346dvet"), ("CallbackType", "HTTP"))).Required;
        Assert.Equal(("app-1000000", "HTTP", Url, "FileUploadComplete,TranscodeComplete", "on", "Dsf346dvet"), await ReadAsync(client));

        _ = (await SetAsync(client)).Required;
        Assert.Equal(("app-1000000", "HTTP", Url, "", "off", ""), await ReadAsync(client));

        for (var i = 0; i < 2; i++) _ = (await host.CallAsync(client, "DeleteMessageCallback")).Required;
        Assert.Equal(("app-1000000", "HTTP", "", "", "off", ""), await ReadAsync(client));
    }

    [Theory]
    [InlineData("CallbackType", "MNS", "InvalidParameter")]
    [InlineData("MnsQueueName", "queue", "InvalidParameter")]
    [InlineData("CallbackURL", "", "MissingCallbackURL")]
    [InlineData("CallbackURL", "/your/callback", "InvalidParameter")]
    [InlineData("CallbackURL", "http://169.254.169.254/", "InvalidParameter")]
    [InlineData("CallbackURL", "http://192.168.1.5/", "InvalidParameter")]
    [InlineData("EventTypeList", "FileUpload", "InvalidParameter")]
    [InlineData("AuthSwitch", "yes", "InvalidAuthSwitch")]
    [InlineData("AuthSwitch", "on", "MissingAuthKey")]
    [InlineData("AuthKey", "nodigit", "InvalidParameter")]
    [InlineData("AppId", "app-2", "InvalidAppId")]
    public async Task Refuses_what_is_no_setting(string name, string value, string code) =>
        Assert.Equal(code, (await SetAsync(Client, (name, value))).Error?.Code);

    [Fact]
    public async Task Is_the_administrators_alone_and_the_key_is_in_no_log()
    {
        foreach (var action in new[] { "GetMessageCallback", "DeleteMessageCallback" })
            foreach (var role in new[] { Role.Operator, Role.Auditor })
                Assert.Equal("Forbidden.RAM", (await host.CallAsync(Client, action, role: role)).Error?.Code);

        _ = (await SetAsync(Client, ("AuthSwitch", "on"), ("AuthKey", "Secret999key"))).Required;
        await using var db = host.OpenDatabase();
        var entries = await db.AuditEntries.Where(entry => entry.TargetKind == "callback").ToListAsync();
        Assert.NotEmpty(entries);
        Assert.All(entries, entry => Assert.DoesNotContain("Secret999key", $"{entry.Before}{entry.After}", StringComparison.Ordinal));
    }

    private Task<ClientOutcome> SetAsync(string client, params (string Name, string Value)[] parameters)
    {
        var all = new Dictionary<string, string> { ["CallbackURL"] = Url };
        foreach (var (name, value) in parameters) all[name] = value;
        return host.CallAsync(client, "SetMessageCallback", all);
    }

    private async Task<(string?, string?, string?, string?, string?, string?)> ReadAsync(string client)
    {
        var read = (await host.CallAsync(client, "GetMessageCallback")).Required.GetProperty("MessageCallback");
        return (Text("AppId"), Text("CallbackType"), Text("CallbackURL"), Text("EventTypeList"), Text("AuthSwitch"), Text("AuthKey"));

        string? Text(string name) => read.GetProperty(name).GetString();
    }
}
