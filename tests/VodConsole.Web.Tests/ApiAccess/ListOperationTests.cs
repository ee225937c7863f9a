using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>Programs list and search videos, and keep categories, by the public clients.</summary>
public sealed class ListOperationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Client = "openapi-client V3";

    public static TheoryData<string> Clients => [.. PublicClients.Names];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Lists_a_page_with_the_types_of_the_contract(string client)
    {
        var category = await AddCategoryAsync(client, $"{Guid.NewGuid():N}");
        var videos = await PublishAsync(category, 3);

        var answer = (await host.CallAsync(client, "GetVideoList", new Dictionary<string, string>
        {
            ["CateId"] = $"{category}", ["Status"] = "Normal,Uploading", ["PageSize"] = "2", ["SortBy"] = "CreationTime:Asc",
        }, Role.Auditor)).Required;
        Assert.Equal(3, answer.GetProperty("Total").GetInt32());
        var page = answer.GetProperty("VideoList").GetProperty("Video").EnumerateArray().ToList();
        Assert.Equal(videos.Take(2), page.Select(video => Text(video, "VideoId")));
        var first = page[0];
        Assert.Equal((JsonValueKind.Number, JsonValueKind.Number, JsonValueKind.Number), (first.GetProperty("Size").ValueKind, first.GetProperty("Duration").ValueKind, first.GetProperty("CateId").ValueKind));
        Assert.Equal(("Normal", "app-1000000", "local"), (Text(first, "Status"), Text(first, "AppId"), Text(first, "StorageLocation")));
        Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$", Text(first, "CreationTime"));
        var created = Text(first, "CreationTime")!;
        Assert.Equal(3, (await host.CallAsync(client, "GetVideoList", new Dictionary<string, string>
        {
            ["CateId"] = $"{category}", ["StartTime"] = created, ["EndTime"] = DateTime.Parse(created, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        })).Required.GetProperty("Total").GetInt32());
    }

    [Theory]
    [InlineData("GetVideoList", "Status", "Nothing", "InvalidStatus")]
    [InlineData("GetVideoList", "SortBy", "Title:Asc", "InvalidSortBy")]
    [InlineData("GetVideoList", "PageSize", "101", "InvalidPageSize")]
    [InlineData("GetVideoList", "PageNo", "0", "InvalidPageNo")]
    [InlineData("GetVideoList", "PageNo", "501", "VideoListExceededMax")]
    [InlineData("GetVideoList", "StartTime", "yesterday", "InvalidStartTime")]
    [InlineData("SearchMedia", "Match", "Title == ", "ErrorMatchSyntax")]
    [InlineData("SearchMedia", "Match", "Nothing = 1", "ErrorMatchSyntax")]
    [InlineData("SearchMedia", "Match", "Title = 'x' ; drop table Videos", "ErrorMatchSyntax")]
    [InlineData("SearchMedia", "SearchType", "film", "InvalidSearchType")]
    [InlineData("SearchMedia", "Fields", "Password", "InvalidFields")]
    [InlineData("SearchMedia", "SortBy", "Size:Asc", "InvalidSortBy")]
    [InlineData("SearchMedia", "ScrollToken", "24e0fba7188fae707e146esa54", "InvalidScrollToken.Expired")]
    [InlineData("SearchMedia", "PageNo", "501", "VideoListExceededMax")]
    [InlineData("GetCategories", "CateId", "2000000000", "InvalidCateId.NotFound")]
    [InlineData("GetCategories", "Type", "material", "InvalidType")]
    [InlineData("GetCategories", "PageSize", "101", "InvalidPageSize")]
    [InlineData("AddCategory", "CateName", " ", "MissingCateName")]
    [InlineData("AddCategory", "CateName", "Sixty-five characters: 0123456789012345678901234567890123456789ab", "LengthExceededMax")]
    [InlineData("UpdateCategory", "CateId", "2000000000", "InvalidCateId.NotFound")]
    [InlineData("DeleteCategory", "CateId", "2000000000", "InvalidCateId.NotFound")]
    [InlineData("GetMezzanineInfo", "OutputType", "ftp", "InvalidOutputType")]
    [InlineData("GetMezzanineInfo", "AuthTimeout", "2592001", "InvalidAuthTimeout")]
    [InlineData("GetMezzanineInfo", "AdditionType", "subtitle", "InvalidAdditionType")]
    [InlineData("GetMezzanineInfo", "VideoId", "nothing", "InvalidVideo.NotFound")]
    [InlineData("GetVideoConfig", "VideoId", "nothing", "InvalidVideo.NotFound")]
    public async Task Refuses_with_the_codes_of_the_contract(string action, string name, string value, string code)
    {
        var parameters = new Dictionary<string, string> { [name] = value };
        if (action == "UpdateCategory") parameters["CateName"] = "x";
        Assert.Equal(code, (await host.CallAsync(Client, action, parameters)).Error?.Code);
    }

    [Fact]
    public async Task More_sort_fields_than_one_are_for_the_first_pages_only()
    {
        string[] fields = ["CreationTime:Desc", "ModificationTime:Desc", "CreationTime:Asc", "ModificationTime:Asc"];
        async Task<string?> CodeAsync(int count, string token) => (await host.CallAsync(
            Client, "SearchMedia", new Dictionary<string, string> { ["SortBy"] = string.Join(',', fields.Take(count)), ["ScrollToken"] = token })).Error?.Code;

        Assert.Null(await CodeAsync(3, ""));
        Assert.Equal("SortByExceededMax", await CodeAsync(4, ""));
        Assert.Equal("SortByExceededMax", await CodeAsync(2, "x"));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Searches_and_goes_on_by_token_with_the_fields_asked_for(string client)
    {
        var category = await AddCategoryAsync(client, $"{Guid.NewGuid():N}");
        var videos = await PublishAsync(category, 5);
        var parameters = new Dictionary<string, string>
        {
            ["Match"] = $"CateId = {category} and Title = 'cl' and Status in ('Normal')", ["PageSize"] = "2", ["SortBy"] = "CreationTime:Asc", ["Fields"] = "Size,DownloadSwitch",
        };
        var read = new List<string>();
        for (var page = 1; page <= 3; page++)
        {
            // With a position and no page number it goes on by itself.
            if (page == 2) parameters["PageNo"] = "2";
            else parameters.Remove("PageNo");
            var answer = (await host.CallAsync(client, "SearchMedia", parameters)).Required;
            Assert.Equal(5, answer.GetProperty("Total").GetInt32());
            foreach (var item in answer.GetProperty("MediaList").EnumerateArray())
            {
                Assert.Equal("video", Text(item, "MediaType"));
                var video = item.GetProperty("Video");
                Assert.Equal((Text(item, "MediaId"), "on", JsonValueKind.Number), (Text(video, "VideoId"), Text(video, "DownloadSwitch"), video.GetProperty("Size").ValueKind));
                Assert.False(video.TryGetProperty("Description", out _));
                read.Add(Text(item, "MediaId")!);
            }

            parameters["ScrollToken"] = Text(answer, "ScrollToken")!;
        }

        Assert.Equal(videos, read);
        var images = (await host.CallAsync(client, "SearchMedia", new Dictionary<string, string> { ["SearchType"] = "image" })).Required;
        Assert.Equal((0, 0), (images.GetProperty("Total").GetInt32(), images.GetProperty("MediaList").GetArrayLength()));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Keeps_categories(string client)
    {
        var name = $"{Guid.NewGuid():N}";
        var top = (await host.CallAsync(client, "AddCategory", new Dictionary<string, string> { ["CateName"] = name, ["ParentId"] = "-1" })).Required.GetProperty("Category");
        Assert.Equal((name, 0, -1, "default"), (Text(top, "CateName"), top.GetProperty("Level").GetInt32(), top.GetProperty("ParentId").GetInt32(), Text(top, "Type")));
        var id = top.GetProperty("CateId").GetInt32();
        var below = await AddCategoryAsync(client, "电影", id);
        var third = await AddCategoryAsync(client, "third", below);
        Assert.Equal("LevelExceededMax", (await host.CallAsync(client, "AddCategory", new Dictionary<string, string> { ["CateName"] = "fourth", ["ParentId"] = $"{third}" })).Error?.Code);
        Assert.Null((await host.CallAsync(client, "UpdateCategory", new Dictionary<string, string> { ["CateId"] = $"{below}", ["CateName"] = "Films" })).Error);
        var second = await AddCategoryAsync(client, "Second", id);

        var found = (await host.CallAsync(client, "GetCategories", new Dictionary<string, string> { ["CateId"] = $"{id}", ["SortBy"] = "CreationTime:Asc" }, Role.Auditor)).Required;
        Assert.Equal((2, name), (found.GetProperty("SubTotal").GetInt32(), Text(found.GetProperty("Category"), "CateName")));
        var children = found.GetProperty("SubCategories").GetProperty("Category").EnumerateArray().ToList();
        Assert.Equal([below, second], children.Select(one => one.GetProperty("CateId").GetInt32()));
        Assert.Equal(("Films", 1, id, 1), (
            Text(children[0], "CateName"), children[0].GetProperty("Level").GetInt32(), children[0].GetProperty("ParentId").GetInt32(), children[0].GetProperty("SubTotal").GetInt32()));
        Assert.Contains(
            id, (await host.CallAsync(client, "GetCategories", new Dictionary<string, string> { ["PageSize"] = "100" })).Required
                .GetProperty("SubCategories").GetProperty("Category").EnumerateArray().Select(one => one.GetProperty("CateId").GetInt32()));

        var video = (await PublishAsync(third, 1))[0];
        Assert.Null((await host.CallAsync(client, "DeleteCategory", new Dictionary<string, string> { ["CateId"] = $"{id}" })).Error);
        Assert.Equal("InvalidCateId.NotFound", (await host.CallAsync(client, "GetCategories", new Dictionary<string, string> { ["CateId"] = $"{third}" })).Error?.Code);
        Assert.False((await host.CallAsync(client, "GetVideoInfo", new Dictionary<string, string> { ["VideoId"] = video })).Required.GetProperty("Video").TryGetProperty("CateId", out _));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Says_whether_a_video_may_be_taken_home(string client)
    {
        var parameters = new Dictionary<string, string> { ["VideoId"] = $"{(await host.PublishAsync()).Id:N}" };
        Assert.Equal("on", Text((await host.CallAsync(client, "GetVideoConfig", parameters, Role.Auditor)).Required, "DownloadSwitch"));
        await host.CallAsync(client, "UpdateVideoInfo", new Dictionary<string, string>(parameters) { ["DownloadSwitch"] = "off" });
        Assert.Equal("off", Text((await host.CallAsync(client, "GetVideoConfig", parameters)).Required, "DownloadSwitch"));
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:58Z")]
    public async Task A_list_may_end_with_time_itself(string end)
    {
        var videoId = $"{(await host.PublishAsync()).Id:N}";
        Assert.NotEqual(0, (await host.CallAsync(Client, "GetVideoList", new Dictionary<string, string> { ["EndTime"] = end })).Required.GetProperty("Total").GetInt32());
        Assert.Null((await host.CallAsync(Client, "SearchMedia", new Dictionary<string, string> { ["Match"] = $"CreationTime = ('0001-01-01T00:00:00Z','{end}']" })).Error);
        Assert.Null((await host.CallAsync(Client, "ListTranscodeTask", new Dictionary<string, string> { ["VideoId"] = videoId, ["EndTime"] = end })).Error);
    }

    private async Task<int> AddCategoryAsync(string client, string name, int? parent = null)
    {
        var parameters = new Dictionary<string, string> { ["CateName"] = name };
        if (parent is { } id) parameters["ParentId"] = $"{id}";
        return (await host.CallAsync(client, "AddCategory", parameters)).Required.GetProperty("Category").GetProperty("CateId").GetInt32();
    }

    /// <summary>Publishes videos of a category, in the order of their creation.</summary>
    private async Task<IReadOnlyList<string>> PublishAsync(int category, int count)
    {
        var ids = new List<string>();
        for (var index = 0; index < count; index++)
        {
            var id = (await host.PublishAsync()).Id;
            await using var db = host.OpenDatabase();
            var video = await db.Videos.SingleAsync(row => row.Id == id);
            video.CategoryId = category;
            video.Source = new SourceInfo { Container = "mov", Duration = 12.5, VideoCodec = "h264" };
            db.Entry(video).Property(row => row.CreatedAt).CurrentValue = video.CreatedAt.AddSeconds(index * 2);
            await db.SaveChangesAsync();
            ids.Add($"{id:N}");
        }

        return ids;
    }

    private static string? Text(JsonElement video, string name) => video.GetProperty(name).GetString();
}
