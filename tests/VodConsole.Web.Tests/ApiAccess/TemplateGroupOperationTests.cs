using System.Text.Json;
using VodConsole.Core.Transcoding;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>A program makes template groups and uses them, by the public clients.</summary>
public sealed class TemplateGroupOperationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Client = "openapi-client V3";

    private const string Templates =
        """
        [{"TemplateName":"phone","Definition":"SD","Container":{"Format":"m3u8"},"MuxConfig":{"Segment":{"Duration":"6"}},
          "Video":{"Codec":"H.264","Bitrate":"400","Width":"640","Fps":"25"},"Audio":{"Codec":"AAC","Bitrate":"64"},"TransConfig":{"IsCheckReso":"true"}}]
        """;

    public static TheoryData<string> Clients => [.. PublicClients.Names];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Makes_reads_changes_and_deletes_a_group(string client)
    {
        var id = Text(await CallAsync(client, "AddTranscodeTemplateGroup", ("Name", "Phones (手机)"), ("TranscodeTemplateList", Templates)), "TranscodeTemplateGroupId");

        var group = (await CallAsync(client, "GetTranscodeTemplateGroup", ("TranscodeTemplateGroupId", id))).GetProperty("TranscodeTemplateGroup");
        Assert.Equal(("Phones (手机)", "NotDefault", "Disabled", "app-1000000"), (Text(group, "Name"), Text(group, "IsDefault"), Text(group, "Locked"), Text(group, "AppId")));
        var template = Assert.Single(group.GetProperty("TranscodeTemplateList").EnumerateArray());
        Assert.Equal(("SD", "phone", "Normal"), (Text(template, "Definition"), Text(template, "TemplateName"), Text(template, "Type")));
        Assert.Equal("""{"Codec":"H.264","Remove":"false","Bitrate":"400","Width":"640","Fps":"25"}""", Text(template, "Video"));
        Assert.Equal("""{"Segment":{"Duration":"6"}}""", Text(template, "MuxConfig"));

        // What was read can be sent back, changed.
        var change = $"[{template.GetRawText().Replace("\\\"400\\\"", "\\\"500\\\"", StringComparison.Ordinal)}]";
        await CallAsync(client, "UpdateTranscodeTemplateGroup", ("TranscodeTemplateGroupId", id), ("Name", "Phones"), ("TranscodeTemplateList", change));
        await CallAsync(client, "AddTranscodeTemplateGroup", ("TranscodeTemplateGroupId", id), ("TranscodeTemplateList", Templates.Replace("\"SD\"", "\"LD\"", StringComparison.Ordinal)));
        group = (await CallAsync(client, "GetTranscodeTemplateGroup", ("TranscodeTemplateGroupId", id))).GetProperty("TranscodeTemplateGroup");
        Assert.Equal("Phones", Text(group, "Name"));
        Assert.Equal(["LD", "SD"], group.GetProperty("TranscodeTemplateList").EnumerateArray().Select(one => Text(one, "Definition")));
        Assert.Contains("\"Bitrate\":\"500\"", Text(group.GetProperty("TranscodeTemplateList")[1], "Video"), StringComparison.Ordinal);

        var absent = $"{Guid.NewGuid():N}";
        var deleted = await CallAsync(client, "DeleteTranscodeTemplateGroup", ("TranscodeTemplateGroupId", id),
            ("TranscodeTemplateIds", JsonSerializer.Serialize(new[] { Text(template, "TranscodeTemplateId"), absent })));
        Assert.Equal([absent], deleted.GetProperty("NonExistTranscodeTemplateIds").EnumerateArray().Select(one => one.GetString()));
        await CallAsync(client, "DeleteTranscodeTemplateGroup", ("TranscodeTemplateGroupId", id), ("ForceDelGroup", "true"));
        Assert.Equal("InvalidTranscodeTemplateGroup.NotFound", await ErrorAsync("GetTranscodeTemplateGroup", ("TranscodeTemplateGroupId", id)));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Lists_the_built_in_groups_first_and_sets_the_default(string client)
    {
        await CallAsync(client, "SetDefaultTranscodeTemplateGroup", ("TranscodeTemplateGroupId", "VOD_NO_TRANSCODE"));
        var groups = (await CallAsync(client, "ListTranscodeTemplateGroup")).GetProperty("TranscodeTemplateGroupList").EnumerateArray().ToList();
        Assert.Equal([(TemplateGroup.Ladder.Id, "TranscodeTemplateGroup", "NotDefault"), ("VOD_NO_TRANSCODE", "不转码", "Default")],
            groups.Take(2).Select(group => (Text(group, "TranscodeTemplateGroupId"), Text(group, "Name"), Text(group, "IsDefault"))));
        await CallAsync(client, "SetDefaultTranscodeTemplateGroup", ("TranscodeTemplateGroupId", TemplateGroup.Ladder.Id));
        var ladder = (await CallAsync(client, "GetTranscodeTemplateGroup", ("TranscodeTemplateGroupId", TemplateGroup.Ladder.Id))).GetProperty("TranscodeTemplateGroup");
        Assert.Equal("Default", Text(ladder, "IsDefault"));
        Assert.Equal(["LD", "SD", "HD", "FHD"], ladder.GetProperty("TranscodeTemplateList").EnumerateArray().Select(one => Text(one, "Definition")));
    }

    [Fact]
    public async Task Refuses_with_the_contracts_codes()
    {
        var id = await AddAsync();
        var named = ("TranscodeTemplateGroupId", id);
        await CallAsync(Client, "UpdateTranscodeTemplateGroup", named, ("Locked", "Enabled"));
        Assert.Equal("Forbidden.LockedTemplateGroup", await ErrorAsync("UpdateTranscodeTemplateGroup", named, ("Name", "x")));
        Assert.Equal("Forbidden.LockedTemplateGroup", await ErrorAsync("DeleteTranscodeTemplateGroup", named, ("ForceDelGroup", "true")));
        await CallAsync(Client, "UpdateTranscodeTemplateGroup", named, ("Locked", "Disabled"));
        await CallAsync(Client, "SetDefaultTranscodeTemplateGroup", named);
        Assert.Equal("Forbidden.DefaultTemplateGroup", await ErrorAsync("DeleteTranscodeTemplateGroup", named, ("ForceDelGroup", "true")));
        await CallAsync(Client, "SetDefaultTranscodeTemplateGroup", ("TranscodeTemplateGroupId", TemplateGroup.Ladder.Id));
        Assert.Equal("Forbidden.SpecialTemplateGroup", await ErrorAsync("UpdateTranscodeTemplateGroup", ("TranscodeTemplateGroupId", "VOD_NO_TRANSCODE"), ("Name", "x")));
        Assert.Equal("InvalidTranscodeTemplateGroup.NotFound", await ErrorAsync("SetDefaultTranscodeTemplateGroup", ("TranscodeTemplateGroupId", $"{Guid.NewGuid():N}")));
        Assert.Equal("MissingName", await ErrorAsync("AddTranscodeTemplateGroup", ("TranscodeTemplateList", Templates)));
        Assert.Equal("InvalidParameter", await ErrorAsync("AddTranscodeTemplateGroup", ("Name", "x"), ("TranscodeTemplateList", "[]")));
        Assert.Equal("InvalidParameter", await ErrorAsync("AddTranscodeTemplateGroup", ("Name", "x"), ("TranscodeTemplateList", Templates.Replace("m3u8", "mp4", StringComparison.Ordinal))));
        Assert.Equal("InvalidAppId", await ErrorAsync("ListTranscodeTemplateGroup", ("AppId", "app-2")));
        Assert.Equal("InvalidAppId", await ErrorAsync("AddTranscodeTemplateGroup", ("Name", "x"), ("AppId", "app-2"), ("TranscodeTemplateList", Templates)));
        Assert.Equal("InvalidParameter", await ErrorAsync("UpdateTranscodeTemplateGroup", named, ("TranscodeTemplateList", Templates)));
        Assert.Equal("InvalidLocked", await ErrorAsync("UpdateTranscodeTemplateGroup", named, ("Locked", "maybe")));
        Assert.Equal("MissingTranscodeTemplateIds", await ErrorAsync("DeleteTranscodeTemplateGroup", named));
    }

    [Fact]
    public async Task The_last_template_goes_only_with_its_group()
    {
        var id = await AddAsync();
        var templates = (await CallAsync(Client, "GetTranscodeTemplateGroup", ("TranscodeTemplateGroupId", id))).GetProperty("TranscodeTemplateGroup")
            .GetProperty("TranscodeTemplateList").EnumerateArray().Select(one => Text(one, "TranscodeTemplateId"));

        var refusal = (await host.CallAsync(Client, "DeleteTranscodeTemplateGroup", new Dictionary<string, string>
        {
            ["TranscodeTemplateGroupId"] = id, ["TranscodeTemplateIds"] = string.Join(',', templates),
        })).Error;

        Assert.Equal("InvalidParameter", refusal?.Code);
        Assert.Contains("parameter TranscodeTemplateIds ", refusal!.Message, StringComparison.Ordinal);
    }

    private async Task<string> AddAsync() =>
        Text(await CallAsync(Client, "AddTranscodeTemplateGroup", ("Name", "Phones"), ("TranscodeTemplateList", Templates)), "TranscodeTemplateGroupId");

    private async Task<JsonElement> CallAsync(string client, string action, params (string Name, string Value)[] parameters) =>
        (await host.CallAsync(client, action, parameters.ToDictionary(pair => pair.Name, pair => pair.Value))).Required;

    private async Task<string?> ErrorAsync(string action, params (string Name, string Value)[] parameters) =>
        (await host.CallAsync(Client, action, parameters.ToDictionary(pair => pair.Name, pair => pair.Value))).Error?.Code;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
