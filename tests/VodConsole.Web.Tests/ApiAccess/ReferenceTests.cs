using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>Videos are called by an application's own ids wherever the contract lets it, and policies are asked about the video that is meant.</summary>
public sealed class ReferenceTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Client = "openapi-core";

    public static TheoryData<string> Clients => [.. PublicClients.Names];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Names_a_video_in_every_operation_that_takes_one(string client)
    {
        var (id, reference) = await PublishAsync();
        var parameters = new Dictionary<string, string> { ["ReferenceId"] = reference };

        var info = (await host.CallAsync(client, "GetVideoInfo", parameters)).Required.GetProperty("Video");
        Assert.Equal((id, reference), (Text(info, "VideoId"), Text(info, "ReferenceId")));
        Assert.Equal(id, Text((await host.CallAsync(client, "GetVideoPlayAuth", parameters)).Required.GetProperty("VideoMeta"), "VideoId"));
        Assert.Equal(id, Text((await host.CallAsync(client, "GetPlayInfo", parameters)).Required.GetProperty("VideoBase"), "VideoId"));
        Assert.Null((await host.CallAsync(client, "UpdateVideoInfo", new Dictionary<string, string>(parameters) { ["Title"] = "By its name" })).Error);

        var several = (await host.CallAsync(client, "GetVideoInfos", new Dictionary<string, string> { ["ReferenceIds"] = $"{reference},no-such-video" })).Required;
        Assert.Equal(["By its name"], several.GetProperty("VideoList").EnumerateArray().Select(video => Text(video, "Title")));
        Assert.Equal(["no-such-video"], Texts(several, "NonExistReferenceIds"));
        var listed = (await host.CallAsync(client, "GetVideoList", new Dictionary<string, string> { ["ReferenceIds"] = $"{reference},no-such-video" })).Required;
        Assert.Equal((1, id), (listed.GetProperty("Total").GetInt32(), Text(listed.GetProperty("VideoList").GetProperty("Video")[0], "VideoId")));
        var nothing = (await host.CallAsync(client, "GetVideoList", new Dictionary<string, string> { ["ReferenceIds"] = "no-such-video" })).Required;
        Assert.Equal(0, nothing.GetProperty("Total").GetInt32());
        var changed = (await host.CallAsync(client, "UpdateVideoInfos", new Dictionary<string, string>
        {
            ["UpdateContent"] = $$"""[{"ReferenceId":"{{reference}}","Tags":"a,b"},{"ReferenceId":"no-such-video","Title":"x"},{"VideoId":"{{Guid.NewGuid():N}}"}]""",
        })).Required;
        Assert.Equal(["no-such-video"], Texts(changed, "NonExistReferenceIds"));
        Assert.Single(Texts(changed, "NonExistVideoIds"));

        var deleted = (await host.CallAsync(client, "DeleteVideo", new Dictionary<string, string> { ["ReferenceIds"] = $"{reference},no-such-video" })).Required;
        Assert.Equal(["no-such-video"], Texts(deleted, "NonExistReferenceIds"));
        Assert.Equal("InvalidVideo.NotFound", (await host.CallAsync(client, "GetVideoInfo", parameters)).Error?.Code);
    }

    [Fact]
    public async Task A_policy_on_one_video_is_not_got_around_by_another_ones_reference()
    {
        var (mine, myReference) = await PublishAsync();
        var (other, otherReference) = await PublishAsync();
        var key = await RestrictedAsync(mine);
        async Task<string?> CodeAsync(string action, params (string, string)[] parameters) => (await host.CallAsync(
            new ClientCall(Client, action, host.Endpoint, key.Id, key.Secret) { Parameters = parameters.ToDictionary(pair => pair.Item1, pair => pair.Item2) })).Error?.Code;

        foreach (var action in (string[])["GetVideoInfo", "GetPlayInfo", "GetVideoPlayAuth", "UpdateVideoInfo"])
        {
            Assert.Null(await CodeAsync(action, ("ReferenceId", myReference)));
            Assert.Equal("Forbidden.RAM", await CodeAsync(action, ("ReferenceId", otherReference)));
            // Neither is it told which references there are.
            Assert.Equal("Forbidden.RAM", await CodeAsync(action, ("ReferenceId", "no-such-video")));
            Assert.Equal("Forbidden.RAM", await CodeAsync(action, ("VideoId", other), ("ReferenceId", myReference)));
        }

        Assert.Equal("Forbidden.RAM", await CodeAsync("GetVideoInfos", ("ReferenceIds", $"{myReference},{otherReference}")));
        Assert.Equal("Forbidden.RAM", await CodeAsync("DeleteVideo", ("ReferenceIds", otherReference)));
        Assert.Equal("Forbidden.RAM", await CodeAsync("UpdateVideoInfos", ("UpdateContent", $$"""[{"VideoId":"{{mine}}"},{"VideoId":"{{other}}","Title":"x"}]""")));
        Assert.Equal("Forbidden.RAM", await CodeAsync("UpdateVideoInfos", ("UpdateContent", $$"""[{"ReferenceId":"{{otherReference}}","Title":"x"}]""")));
        Assert.Null(await CodeAsync("UpdateVideoInfos", ("UpdateContent", $$"""[{"ReferenceId":"{{myReference}}","Title":"x"}]""")));
    }

    [Theory]
    [InlineData("nothing", "InvalidUpdateContent")]
    [InlineData("{}", "InvalidUpdateContent")]
    [InlineData("""[{"VideoId":3}]""", "InvalidUpdateContent")]
    [InlineData("""[{"VideoId":"x","CateId":"99999999999"}]""", "InvalidUpdateContent")]
    [InlineData("""[{"VideoId":"x","DownloadSwitch":"off"}]""", "InvalidUpdateContent")]
    [InlineData("""[{"Title":"x"}]""", "MissingVideoId")]
    [InlineData("""[{"VideoId":"x","Title":"a\u200bb"}]""", "IllegalCharacters")]
    public async Task Refuses_a_list_of_changes_that_does_not_read(string content, string code) => Assert.Equal(
        code, (await host.CallAsync(Client, "UpdateVideoInfos", new Dictionary<string, string> { ["UpdateContent"] = content })).Error?.Code);

    [Fact]
    public async Task Takes_twenty_videos_and_no_more()
    {
        var many = string.Join(',', Enumerable.Range(0, 21).Select(_ => $"{Guid.NewGuid():N}"));
        var items = string.Join(',', Enumerable.Range(0, 21).Select(_ => $$"""{"VideoId":"{{Guid.NewGuid():N}}"}"""));
        Assert.Equal("VideoIdsExceededMax", (await host.CallAsync(Client, "DeleteVideo", new Dictionary<string, string> { ["VideoIds"] = many })).Error?.Code);
        Assert.Equal("ReferenceIdsExceededMax", (await host.CallAsync(Client, "DeleteVideo", new Dictionary<string, string> { ["ReferenceIds"] = many })).Error?.Code);
        Assert.Equal("VideoIdsExceededMax", (await host.CallAsync(Client, "UpdateVideoInfos", new Dictionary<string, string> { ["UpdateContent"] = $"[{items}]" })).Error?.Code);
        Assert.Equal("MissingVideoIds", (await host.CallAsync(Client, "DeleteVideo")).Error?.Code);
    }

    [Fact]
    public async Task Gives_a_video_another_reference_and_keeps_what_a_program_said_along()
    {
        var (id, _) = await PublishAsync();
        var (_, taken) = await PublishAsync();
        var wanted = $"ref-{Guid.NewGuid():N}";
        const string UserData = """{"MessageCallback":"{\"CallbackURL\":\"https://example.com/x\"}","Extend":{"localId":"7"}}""";
        Assert.Null((await host.CallAsync(Client, "UpdateVideoInfo", new Dictionary<string, string>
        {
            ["VideoId"] = id, ["ReferenceId"] = wanted, ["UserData"] = UserData, ["CoverURL"] = "https://example.com/a.jpg",
        })).Error);
        var video = (await host.CallAsync(Client, "GetVideoInfo", new Dictionary<string, string> { ["ReferenceId"] = wanted })).Required.GetProperty("Video");
        Assert.Equal((id, UserData, "https://example.com/a.jpg"), (Text(video, "VideoId"), Text(video, "UserData"), Text(video, "CoverURL")));
        Assert.Equal("InvalidReferenceId.Duplicate", (await host.CallAsync(
            Client, "UpdateVideoInfo", new Dictionary<string, string> { ["VideoId"] = id, ["ReferenceId"] = taken })).Error?.Code);
    }

    private async Task<(string Id, string Reference)> PublishAsync()
    {
        var (video, reference) = (await host.PublishAsync(), $"ref-{Guid.NewGuid():N}");
        await using var db = host.OpenDatabase();
        await db.Videos.Where(row => row.Id == video.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ReferenceId, reference));
        return ($"{video.Id:N}", reference);
    }

    private async Task<NewAccessKey> RestrictedAsync(string video)
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        await host.Services.GetRequiredService<UserAdministration>().AddAsync(Actor.CommandLine, email, "correct horse battery", Role.Operator, default);
        var key = await host.Services.GetRequiredService<AccessKeys>().CreateAsync(Actor.CommandLine, email, AccessKeyLimits.None, default);
        await using var db = host.OpenDatabase();
        var user = (await db.Users.SingleAsync(user => user.UserName == email)).Id;
        var (register, attachments) = (host.Services.GetRequiredService<PolicyRegister>(), host.Services.GetRequiredService<PolicyAttachments>());
        var name = $"p-{Guid.NewGuid():N}";
        await register.CreateAsync(
            Actor.CommandLine, name, "", $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"vod:*","Resource":"acs:vod:*:*:video/{{video}}"}]}""", default);
        await attachments.AttachAsync(Actor.CommandLine, name, PolicyHolder.Of(user), default);
        return key;
    }

    private static string? Text(JsonElement video, string name) => video.GetProperty(name).GetString();

    private static IEnumerable<string?> Texts(JsonElement answer, string name) => answer.GetProperty(name).EnumerateArray().Select(one => one.GetString());
}
