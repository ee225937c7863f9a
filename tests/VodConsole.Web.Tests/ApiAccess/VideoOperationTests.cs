using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>A program reads and describes videos, by the public clients.</summary>
public sealed class VideoOperationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Client = "pop-core POST";

    public static TheoryData<string> Clients => [.. PublicClients.Names];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Changes_what_is_given_and_nothing_else(string client)
    {
        var id = $"{(await host.PublishAsync()).Id:N}";

        Assert.Null((await host.CallAsync(client, "UpdateVideoInfo", new Dictionary<string, string>
        {
            ["VideoId"] = id, ["Description"] = "A 'quoted' *description* (中文)!", ["Tags"] = "news,city", ["DownloadSwitch"] = "off",
        })).Error);

        var video = (await host.CallAsync(client, "GetVideoInfo", new Dictionary<string, string> { ["VideoId"] = id }, Role.Auditor)).Required.GetProperty("Video");
        Assert.Equal(("Clip", "A 'quoted' *description* (中文)!", "news,city", "off"), (
            Text(video, "Title"), Text(video, "Description"), Text(video, "Tags"), Text(video, "DownloadSwitch")));
        Assert.Equal(JsonValueKind.Number, video.GetProperty("Size").ValueKind);

        await host.CallAsync(client, "UpdateVideoInfo", new Dictionary<string, string> { ["VideoId"] = id, ["DownloadSwitch"] = "on" });
        video = (await host.CallAsync(client, "GetVideoInfo", new Dictionary<string, string> { ["VideoId"] = id })).Required.GetProperty("Video");
        Assert.Equal("on", Text(video, "DownloadSwitch"));
    }

    [Theory]
    [InlineData("DownloadSwitch", "maybe", "InvalidDownloadSwitch")]
    [InlineData("CateId", "x", "InvalidCateId")]
    [InlineData("CateId", "2000000000", "InvalidCateId.NotFound")]
    [InlineData("Title", "a\u200bb", "IllegalCharacters")]
    [InlineData("Tags", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17", "TagsExceededMax")]
    [InlineData("ReferenceId", "short", "InvalidReferenceId")]
    [InlineData("UserData", "[]", "InvalidParameter")]
    [InlineData("UserData", """{"MessageCallback":{"CallbackURL":"file:///etc/passwd"}}""", "InvalidParameter")]
    [InlineData("CoverURL", "ftp://example.org/a.jpg", "InvalidParameter")]
    public async Task Refuses_what_it_cannot_set(string name, string value, string code)
    {
        var id = $"{(await host.PublishAsync()).Id:N}";
        Assert.Equal(code, (await host.CallAsync(Client, "UpdateVideoInfo", new Dictionary<string, string> { ["VideoId"] = id, [name] = value })).Error?.Code);
    }

    [Fact]
    public async Task Lengths_count_characters_and_the_refusal_says_so()
    {
        var id = $"{(await host.PublishAsync()).Id:N}";
        Task<ClientOutcome> TitleOfAsync(int length) => host.CallAsync(
            Client, "UpdateVideoInfo", new Dictionary<string, string> { ["VideoId"] = id, ["Title"] = new string('影', length) });

        Assert.Null((await TitleOfAsync(Video.TitleLimit)).Error);
        var refusal = (await TitleOfAsync(Video.TitleLimit + 1)).Error;
        Assert.Equal("LengthExceededMax", refusal?.Code);
        Assert.Contains("exceeded 128 characters.", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switches_offline_of_normal_videos_only()
    {
        var id = $"{(await host.PublishAsync(VideoStatus.Blocked)).Id:N}";
        var outcome = await host.CallAsync(
            Client, "UpdateVideoInfo", new Dictionary<string, string> { ["VideoId"] = id, ["DownloadSwitch"] = "off", ["Title"] = "Changed" });
        Assert.Equal("OperationDenied.OfflineSwitchNeedsNormal", outcome.Error?.Code);
        Assert.Equal("Clip", await TitleAsync(id));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task An_empty_text_clears_its_field_and_what_is_absent_stays(string client)
    {
        var id = $"{(await host.PublishAsync()).Id:N}";
        var category = (await host.CallAsync(Client, "AddCategory", new Dictionary<string, string> { ["CateName"] = $"{Guid.NewGuid():N}" }))
            .Required.GetProperty("Category").GetProperty("CateId").GetInt32();
        async Task<JsonElement> UpdateAsync(params (string Name, string Value)[] fields)
        {
            Assert.Null((await host.CallAsync(client, "UpdateVideoInfo", fields.Append(("VideoId", id)).ToDictionary(one => one.Item1, one => one.Item2))).Error);
            return (await host.CallAsync(client, "GetVideoInfo", new Dictionary<string, string> { ["VideoId"] = id })).Required.GetProperty("Video");
        }

        await UpdateAsync(("Description", "What it shows"), ("Tags", "a,b"), ("CateId", $"{category}"), ("CoverURL", "https://example.com/c.jpg"));
        var half = await UpdateAsync(("Description", ""), ("CateId", "-1"));
        Assert.Equal("a,b", Text(half, "Tags"));
        Assert.Equal("", Text(half, "Description"));
        Assert.False(half.TryGetProperty("CateName", out _));
        var cleared = await UpdateAsync(("Tags", ""), ("CoverURL", ""));
        Assert.Equal(("", "Clip"), (Text(cleared, "Tags"), Text(cleared, "Title")));
        Assert.False(cleared.TryGetProperty("CoverURL", out _));
        Assert.Equal("MissingTitle", (await host.CallAsync(
            client, "UpdateVideoInfo", new Dictionary<string, string> { ["VideoId"] = id, ["Title"] = "" })).Error?.Code);
        Assert.Null((await UpdateAllAsync($$"""[{"VideoId":"{{id}}","Description":"","CateId":-1}]""")).Error);
    }

    [Theory]
    [InlineData("Title", "{long}", "LengthExceededMax")]
    [InlineData("CateId", "2000000000", "InvalidCateId.NotFound")]
    [InlineData("ReferenceId", "{taken}", "InvalidReferenceId.Duplicate")]
    public async Task A_field_that_is_refused_leaves_the_switch_as_it_was(string name, string value, string code)
    {
        var id = $"{(await host.PublishAsync()).Id:N}";
        var text = value switch { "{long}" => new string('x', 200), "{taken}" => await TakenAsync(), _ => value };
        var outcome = await host.CallAsync(Client, "UpdateVideoInfo", new Dictionary<string, string> { ["VideoId"] = id, ["DownloadSwitch"] = "off", [name] = text });
        Assert.Equal(code, outcome.Error?.Code);
        var video = (await host.CallAsync(Client, "GetVideoInfo", new Dictionary<string, string> { ["VideoId"] = id })).Required.GetProperty("Video");
        Assert.Equal("on", Text(video, "DownloadSwitch"));
    }

    [Theory]
    [InlineData("CateId", "2000000000", "InvalidCateId.NotFound")]
    [InlineData("ReferenceId", "short", "InvalidReferenceId")]
    [InlineData("ReferenceId", "{taken}", "InvalidReferenceId.Duplicate")]
    public async Task Of_several_videos_one_that_is_refused_leaves_the_others_as_they_were(string name, string value, string code)
    {
        var (one, two) = ($"{(await host.PublishAsync()).Id:N}", $"{(await host.PublishAsync()).Id:N}");
        var text = value == "{taken}" ? await TakenAsync() : value;
        var outcome = await UpdateAllAsync($$"""[{"VideoId":"{{one}}","Title":"Changed"},{"VideoId":"{{two}}","{{name}}":"{{text}}"}]""");
        Assert.Equal(code, outcome.Error?.Code);
        Assert.Equal("Clip", await TitleAsync(one));
    }

    [Fact]
    public async Task Several_changes_of_a_call_are_done_in_their_order()
    {
        var (one, two) = ($"{(await host.PublishAsync()).Id:N}", $"{(await host.PublishAsync()).Id:N}");
        var reference = $"ref-{Guid.NewGuid():N}";
        var same = $$"""[{"VideoId":"{{one}}","ReferenceId":"{{reference}}"},{"VideoId":"{{two}}","ReferenceId":"{{reference}}"}]""";
        Assert.Equal("InvalidReferenceId.Duplicate", (await UpdateAllAsync(same)).Error?.Code);

        var answer = (await UpdateAllAsync($$"""[{"VideoId":"{{one}}","Title":"First"},{"VideoId":"{{one}}","Title":"Second","ReferenceId":"{{reference}}"},{"VideoId":"nothing"}]""")).Required;
        Assert.Equal("Second", await TitleAsync(one));
        Assert.Equal(["nothing"], answer.GetProperty("NonExistVideoIds").EnumerateArray().Select(id => id.GetString()));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Reads_several_and_names_those_that_there_are_not(string client)
    {
        var (one, two) = ($"{(await host.PublishAsync()).Id:N}", $"{(await host.PublishAsync()).Id:N}");

        var answer = (await host.CallAsync(client, "GetVideoInfos", new Dictionary<string, string> { ["VideoIds"] = $"{one},{two},nothing" })).Required;

        Assert.Equal([one, two], answer.GetProperty("VideoList").EnumerateArray().Select(video => Text(video, "VideoId")));
        Assert.Equal(["nothing"], answer.GetProperty("NonExistVideoIds").EnumerateArray().Select(id => id.GetString()));
        var many = string.Join(',', Enumerable.Range(0, 21).Select(_ => $"{Guid.NewGuid():N}"));
        Assert.Equal("VideoIdsExceededMax", (await host.CallAsync(client, "GetVideoInfos", new Dictionary<string, string> { ["VideoIds"] = many })).Error?.Code);
    }

    [Fact]
    public async Task Says_why_an_upload_was_refused()
    {
        var id = Text((await host.CallAsync(Client, "CreateUploadVideo", new Dictionary<string, string> { ["FileName"] = "a.mp4", ["Title"] = "Junk" })).Required, "VideoId")!;
        await using (var db = host.OpenDatabase())
        {
            var row = await db.Videos.SingleAsync(video => video.Id == Guid.ParseExact(id, "N"));
            row.MoveTo(VideoStatus.UploadFail, FailureReason.Of(ErrorCode.UploadHashMismatch, "a", "b"));
            await db.SaveChangesAsync();
        }

        var video = (await host.CallAsync(Client, "GetVideoInfo", new Dictionary<string, string> { ["VideoId"] = id })).Required.GetProperty("Video");
        Assert.Equal(("UploadFail", nameof(ErrorCode.UploadHashMismatch)), (Text(video, "Status"), Text(video, "ErrorCode")));
        Assert.NotEmpty(Text(video, "ErrorMessage")!);
    }

    private Task<ClientOutcome> UpdateAllAsync(string content) => host.CallAsync(Client, "UpdateVideoInfos", new Dictionary<string, string> { ["UpdateContent"] = content });

    /// <summary>A reference that a video has.</summary>
    private async Task<string> TakenAsync()
    {
        var (id, reference) = ($"{(await host.PublishAsync()).Id:N}", $"ref-{Guid.NewGuid():N}");
        Assert.Null((await host.CallAsync(Client, "UpdateVideoInfo", new Dictionary<string, string> { ["VideoId"] = id, ["ReferenceId"] = reference })).Error);
        return reference;
    }

    private async Task<string?> TitleAsync(string id) => Text(
        (await host.CallAsync(Client, "GetVideoInfo", new Dictionary<string, string> { ["VideoId"] = id })).Required.GetProperty("Video"), "Title");

    private static string? Text(JsonElement video, string name) => video.GetProperty(name).GetString();
}
