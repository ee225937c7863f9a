using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Web.ApiAccess;
using VodConsole.Web.Tests.Architecture;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>
/// Which role may call which operation, on a video that its account made and on somebody else's: every operation that the assembly has, by a
/// real client. A new operation without a row fails.
/// </summary>
public sealed class OperationMatrixTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>
    /// By operation: the permission that its use case asks for, and parameters that reach the use case. <c>{video}</c> is the video's id.
    /// </summary>
    private static readonly Dictionary<string, (Permission Permission, Dictionary<string, string> Parameters)> Table = new()
    {
        ["AddCategory"] = (Permission.EditMedia, new() { ["CateName"] = "matrix" }),
        ["AddTranscodeTemplateGroup"] = (Permission.RunTasks, new()
        {
            ["Name"] = "matrix", ["TranscodeTemplateList"] = """[{"Definition":"LD","Container":{"Format":"m3u8"},"MuxConfig":{"Segment":{"Duration":"6"}}}]""",
        }),
        ["AssumeRole"] = (Permission.ViewMedia, new() { ["RoleArn"] = "acs:ram::1:role/auditor", ["RoleSessionName"] = "matrix" }),
        ["CreateUploadVideo"] = (Permission.EditMedia, new() { ["FileName"] = "a.mp4", ["Title"] = "matrix" }),
        ["DecryptKMSDataKey"] = (Permission.RunTasks, new() { ["CipherText"] = "AAAA" }),
        ["DeleteCategory"] = (Permission.EditMedia, new() { ["CateId"] = "2000000000" }),
        ["DeleteMessageCallback"] = (Permission.ManageCallbacks, []),
        ["DeleteTranscodeTemplateGroup"] = (Permission.RunTasks, new() { ["TranscodeTemplateGroupId"] = $"{Guid.NewGuid():N}", ["ForceDelGroup"] = "true" }),
        ["DeleteVideo"] = (Permission.EditMedia, new() { ["VideoIds"] = "{video}" }),
        ["GenerateDownloadSecretKey"] = (Permission.EditDownloads, new()
        {
            ["AppIdentification"] = "BB:0D:AC:74:D3:21:09:EF:9C:71:1A:5E:77:2C:8E:BF:03:FD:FA:5A", ["AppDecryptKey"] = "AppDecryptKeyAndroid20230101",
        }),
        ["GenerateKMSDataKey"] = (Permission.RunTasks, []),
        ["GetCategories"] = (Permission.ViewMedia, []),
        ["GetDownloadConfig"] = (Permission.ViewDownloads, []),
        ["GetMessageCallback"] = (Permission.ManageCallbacks, []),
        ["GetMezzanineInfo"] = (Permission.ViewMedia, new() { ["VideoId"] = "{video}" }),
        ["GetPlayInfo"] = (Permission.ViewMedia, new() { ["VideoId"] = "{video}" }),
        ["GetTranscodeSummary"] = (Permission.ViewMedia, new() { ["VideoIds"] = "{video}" }),
        ["GetTranscodeTask"] = (Permission.ViewMedia, new() { ["TranscodeTaskId"] = $"{Guid.NewGuid():N}" }),
        ["GetTranscodeTemplateGroup"] = (Permission.ViewMedia, new() { ["TranscodeTemplateGroupId"] = "VOD_NO_TRANSCODE" }),
        ["GetVideoConfig"] = (Permission.ViewMedia, new() { ["VideoId"] = "{video}" }),
        ["GetVideoInfo"] = (Permission.ViewMedia, new() { ["VideoId"] = "{video}" }),
        ["GetVideoInfos"] = (Permission.ViewMedia, new() { ["VideoIds"] = "{video}" }),
        ["GetVideoList"] = (Permission.ViewMedia, []),
        ["GetVideoPlayAuth"] = (Permission.ViewMedia, new() { ["VideoId"] = "{video}" }),
        ["ListDownloadSecretKeys"] = (Permission.ViewDownloads, []),
        ["ListTranscodeTask"] = (Permission.ViewMedia, new() { ["VideoId"] = "{video}" }),
        ["ListTranscodeTemplateGroup"] = (Permission.ViewMedia, []),
        ["RefreshUploadVideo"] = (Permission.EditMedia, new() { ["VideoId"] = "{video}" }),
        ["RevokeDownloadSecretKey"] = (Permission.EditDownloads, new() { ["KeyFileId"] = $"{Guid.NewGuid():N}", ["Reason"] = "matrix" }),
        ["SearchMedia"] = (Permission.ViewMedia, []),
        ["SetDefaultTranscodeTemplateGroup"] = (Permission.RunTasks, new() { ["TranscodeTemplateGroupId"] = $"{Guid.NewGuid():N}" }),
        ["SetDownloadConfig"] = (Permission.EditDownloads, new() { ["DownloadSwitch"] = "off" }),
        ["SetMessageCallback"] = (Permission.ManageCallbacks, new() { ["CallbackURL"] = "https://www.example.com/your/callback" }),
        ["SubmitTranscodeJobs"] = (Permission.RunTasks, new() { ["VideoId"] = "{video}", ["TemplateGroupId"] = "VOD_NO_TRANSCODE" }),
        ["UpdateCategory"] = (Permission.EditMedia, new() { ["CateId"] = "2000000000", ["CateName"] = "matrix" }),
        ["UpdateTranscodeTemplateGroup"] = (Permission.RunTasks, new() { ["TranscodeTemplateGroupId"] = $"{Guid.NewGuid():N}", ["Name"] = "matrix" }),
        ["UpdateVideoInfo"] = (Permission.EditMedia, new() { ["VideoId"] = "{video}", ["Description"] = "matrix" }),
        ["UpdateVideoInfos"] = (Permission.EditMedia, new() { ["UpdateContent"] = """[{"VideoId":"{video}","Description":"matrix"}]""" }),
    };

    public static TheoryData<string, Role, bool> Cells
    {
        get
        {
            var cells = new TheoryData<string, Role, bool>();
            foreach (var name in Table.Keys)
                foreach (var role in Enum.GetValues<Role>())
                {
                    cells.Add(name, role, true);
                    cells.Add(name, role, false);
                }

            return cells;
        }
    }

    /// <summary>All but the operation that makes temporary keys, which a temporary key cannot call.</summary>
    public static TheoryData<string, Role> WithTemporaryKeys
    {
        get
        {
            var cells = new TheoryData<string, Role>();
            foreach (var name in Table.Keys.Where(name => name != "AssumeRole"))
            {
                cells.Add(name, Role.Operator);
                cells.Add(name, Role.Auditor);
            }

            return cells;
        }
    }

    private IReadOnlyList<RpcAction> Operations => [.. host.Services.GetServices<RpcAction>()];

    [Fact]
    public void Every_operation_has_a_row_and_policies_know_its_permission()
    {
        var types = typeof(RpcAction).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RpcAction)) && !type.IsAbstract);
        Assert.Equal(types.Count(), Operations.Count);
        SourceTree.AssertNone(
            Operations.Where(one => !Table.ContainsKey(one.Name)).Select(one => $"{one.Name} has no row: which permission does it ask for?")
                .Concat(Table.Keys.Except(Operations.Select(one => one.Name)).Select(name => $"{name} does not exist"))
                .Concat(
                    from one in Operations
                    where Table.TryGetValue(one.Name, out var row) && !Agrees(PolicyActions.PermissionOf(PolicyActions.Of(one.Version, one.Name)), row.Permission)
                    select $"{one.Name} is not in PolicyActions under {Table[one.Name].Permission}"));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_role_may_call_what_its_permissions_include(string operation, Role role, bool isOwn)
    {
        var video = await host.PublishAsync();
        await using (var db = host.OpenDatabase())
        {
            var row = (await db.Videos.FindAsync(video.Id))!;
            db.Entry(row).Property(nameof(row.CreatedBy)).CurrentValue = isOwn ? $"{role}@example.com".ToLowerInvariant() : "somebody-else@example.com";
            await db.SaveChangesAsync();
        }

        var (permission, template) = Table[operation];
        var key = host.KeyOf(role);
        var outcome = await host.CallAsync(new ClientCall("pop-core POST", operation, host.Endpoint, key.Id, key.Secret)
        {
            Version = Operations.Single(one => one.Name == operation).Version,
            Parameters = template.ToDictionary(pair => pair.Key, pair => pair.Value.Replace("{video}", $"{video.Id:N}", StringComparison.Ordinal)),
        });

        if (role.Allows(permission)) Assert.NotEqual("Forbidden.RAM", outcome.Error?.Code);
        else Assert.Equal("Forbidden.RAM", outcome.Error?.Code);
    }

    [Theory]
    [MemberData(nameof(WithTemporaryKeys))]
    public async Task A_temporary_key_calls_by_every_client_what_its_role_may(string operation, Role role)
    {
        var video = await host.PublishAsync();
        var credentials = await AssumeAsync(role);
        var (permission, template) = Table[operation];
        foreach (var client in PublicClients.Names)
        {
            var outcome = await host.CallAsync(new ClientCall(
                client, operation, host.Endpoint, credentials.GetProperty("AccessKeyId").GetString()!, credentials.GetProperty("AccessKeySecret").GetString()!)
            {
                Version = Operations.Single(one => one.Name == operation).Version, SecurityToken = credentials.GetProperty("SecurityToken").GetString(),
                Parameters = template.ToDictionary(pair => pair.Key, pair => pair.Value.Replace("{video}", $"{video.Id:N}", StringComparison.Ordinal)),
            });

            if (role.Allows(permission)) Assert.NotEqual("Forbidden.RAM", outcome.Error?.Code);
            else Assert.Equal("Forbidden.RAM", outcome.Error?.Code);
            Assert.DoesNotContain(outcome.Error?.Code, (string?[])["SignatureDoesNotMatch", "InternalError", "InvalidSecurityToken.Malformed"]);
        }
    }

    private async Task<JsonElement> AssumeAsync(Role role)
    {
        var key = host.KeyOf(Role.Administrator);
        var answer = await host.CallAsync(new ClientCall("openapi-client V3", "AssumeRole", host.Endpoint, key.Id, key.Secret)
        {
            Version = "2015-04-01",
            Parameters = new Dictionary<string, string> { ["RoleArn"] = $"acs:ram::1:role/{role}".ToLowerInvariant(), ["RoleSessionName"] = "matrix" },
        });
        return answer.Required.GetProperty("Credentials");
    }

    // What only administrators may, no role below them is told of.
    private static bool Agrees(Permission? known, Permission asked) =>
        known == asked || (known is null && Enum.GetValues<Role>().Where(role => role.Allows(asked)).SequenceEqual([Role.Administrator]));
}
