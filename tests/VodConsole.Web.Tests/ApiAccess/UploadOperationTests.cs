using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Web.Tests.Media;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>An application server asks for an upload by the public clients, and its client brings the bytes by tus with nothing but what it was given.</summary>
public sealed class UploadOperationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Client = "pop-core POST";

    public static TheoryData<string> Clients => [.. PublicClients.Names];

    [SkippableTheory]
    [MemberData(nameof(Clients))]
    public async Task Brings_a_file_in_parts_with_the_address_and_the_pass_alone(string client)
    {
        var clip = SharedClip.Read();
        var upload = await CreateAsync(client, ("FileSize", $"{clip.Length}"), ("Description", "Cars"), ("Tags", "a,b"));
        using var http = upload.NewClient();

        Assert.Equal(0, await http.OffsetAsync(upload.Address));
        Assert.Equal(HttpStatusCode.NoContent, (await http.PatchAsync(upload.Address, 0, clip[..1000])).StatusCode);
        Assert.Equal(1000, await http.OffsetAsync(upload.Address));
        Assert.Equal(HttpStatusCode.NoContent, (await http.PatchAsync(upload.Address, 1000, clip[1000..], Checksum(clip[1000..]))).StatusCode);

        Assert.Equal(VideoStatus.Transcoding, await host.Services.GetRequiredService<VideoIntake>().AcceptAsync(Actor.System, upload.Id, default));
        var video = (await host.CallAsync(client, "GetVideoInfo", new Dictionary<string, string> { ["VideoId"] = $"{upload.Id:N}" })).Required.GetProperty("Video");
        Assert.Equal(("Transcoding", "Upload", "Cars", "a,b", clip.Length), (
            Text(video, "Status"), Text(video, "Title"), Text(video, "Description"), Text(video, "Tags"), video.GetProperty("Size").GetInt32()));
        await using var db = host.OpenDatabase();
        Assert.True(await db.TranscodeTasks.AnyAsync(task => task.VideoId == upload.Id));
        // A client that missed the last answer learns that nothing is left to do.
        Assert.Equal(clip.Length, await http.OffsetAsync(upload.Address));
    }

    [Fact]
    public async Task Without_a_size_the_last_part_announces_it()
    {
        var upload = await CreateAsync(Client);
        using var http = upload.NewClient();

        var first = await http.HeadAsync(upload.Address);
        Assert.Equal(("1", null), (first.Header("Upload-Defer-Length"), first.Header("Upload-Length")));
        Assert.Equal(HttpStatusCode.NoContent, (await http.PatchAsync(upload.Address, 0, new byte[10])).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await http.PatchAsync(upload.Address, 10, new byte[10], ("Upload-Length", "15"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await http.PatchAsync(upload.Address, 10, new byte[10], ("Upload-Length", "20"))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await http.PatchAsync(upload.Address, 10, new byte[5])).StatusCode);

        Assert.Equal("15", (await http.HeadAsync(upload.Address)).Header("Upload-Length"));
        await using var db = host.OpenDatabase();
        Assert.Equal(15, (await db.Videos.SingleAsync(video => video.Id == upload.Id)).Size);
    }

    [Fact]
    public async Task A_pass_is_for_its_own_video_for_its_own_time_and_unchanged()
    {
        var (mine, other) = (await CreateAsync(Client), await CreateAsync(Client));
        var key = host.KeyOf(Role.Administrator);
        await using var db = host.OpenDatabase();
        var user = await db.AccessKeys.Where(one => one.Id == key.Id).Select(one => one.UserId).SingleAsync();
        var tokens = host.Services.GetRequiredService<SecurityTokens>();
        var ended = await tokens.IssueAsync(new ApiSession(user, "x", [UploadPasses.Operation], mine.Id), TimeSpan.FromSeconds(-1), default);
        var forPlaying = await tokens.IssueAsync(new ApiSession(user, "x", ["GetPlayInfo"], mine.Id), TimeSpan.FromMinutes(1), default);
        var ofRole = await tokens.IssueAsync(new ApiSession(user, "x"), TimeSpan.FromMinutes(1), default);
        var playback = await host.Services.GetRequiredService<PlaybackTokens>().IssueAsync(mine.Id, "x", default);
        var last = mine.Token[^1] == 'A' ? 'B' : 'A';

        foreach (var token in (string[])[other.Token, mine.Token[..^1] + last, "", "st1.k1.", ended.Token, forPlaying.Token, ofRole.Token, playback.Token])
        {
            using var http = (mine with { Token = token }).NewClient();
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.HeadAsync(mine.Address)).StatusCode);
            await (await http.PatchAsync(mine.Address, 0, new byte[1])).RefusedAsync(
                HttpStatusCode.Unauthorized, "NotSignedIn", token.Length == 0 ? "Authorization is missing" : "The pass in Authorization");
        }

        using var nobody = new HttpClient();
        nobody.DefaultRequestHeaders.Add("Tus-Resumable", "1.0.0");
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.HeadAsync(mine.Address)).StatusCode);
        await (await nobody.PatchAsync(mine.Address, 0, new byte[1])).RefusedAsync(HttpStatusCode.Unauthorized, "NotSignedIn", "Authorization is missing");
        using var right = mine.NewClient();
        Assert.Equal(HttpStatusCode.OK, (await right.HeadAsync(mine.Address)).StatusCode);
        // It begins no upload of its own, and its key signs no operation.
        await (await right.PostAsync(new Uri($"http://{host.Endpoint}/uploads"), null)).RefusedAsync(HttpStatusCode.Unauthorized, "NotSignedIn", "The pass in Authorization");
        foreach (var action in (string[])["GetVideoInfo", "RefreshUploadVideo", "CreateUploadVideo"])
            Assert.Equal("Forbidden.RAM", (await host.CallAsync(new ClientCall(Client, action, host.Endpoint, mine.KeyId, mine.Secret)
            {
                SecurityToken = mine.Token, Parameters = new Dictionary<string, string> { ["VideoId"] = $"{mine.Id:N}" },
            })).Error?.Code);
    }

    [Fact]
    public async Task A_pass_ends_with_its_account_at_once()
    {
        var people = host.Services.GetRequiredService<UserAdministration>();
        await people.AddAsync(Actor.CommandLine, "leaves@example.com", "correct horse battery", Role.Operator, default);
        var key = await host.Services.GetRequiredService<AccessKeys>().CreateAsync(Actor.CommandLine, "leaves@example.com", AccessKeyLimits.None, default);
        var outcome = await host.CallAsync(new ClientCall(Client, "CreateUploadVideo", host.Endpoint, key.Id, key.Secret)
        {
            Parameters = new Dictionary<string, string> { ["FileName"] = "a.mp4", ["Title"] = "Upload" },
        });
        var upload = Opened.Of(outcome.Required);
        using var http = upload.NewClient();
        Assert.Equal(HttpStatusCode.NoContent, (await http.PatchAsync(upload.Address, 0, new byte[1])).StatusCode);

        await using (var db = host.OpenDatabase())
        {
            var user = await db.Users.SingleAsync(user => user.UserName == "leaves@example.com");
            await people.LockAsync(Actor.CommandLine, user.Id, default);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PatchAsync(upload.Address, 1, new byte[1])).StatusCode);
    }

    [Fact]
    public async Task Pages_of_other_sites_may_bring_parts_with_a_pass_and_not_with_a_cookie()
    {
        var upload = await CreateAsync(Client);
        using var http = new HttpClient();
        using var ask = new HttpRequestMessage(HttpMethod.Options, upload.Address);
        ask.Headers.Add("Origin", "https://app.example.org");
        ask.Headers.Add("Access-Control-Request-Method", "PATCH");
        ask.Headers.Add("Access-Control-Request-Headers", "authorization,tus-resumable,upload-offset,content-type");
        using var permitted = await http.SendAsync(ask);
        Assert.Equal(("*", null), (permitted.Header("Access-Control-Allow-Origin"), permitted.Header("Access-Control-Allow-Credentials")));
        Assert.Contains("PATCH", permitted.Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);

        (string, string)[] page = [("Origin", "https://app.example.org"), ("Sec-Fetch-Site", "cross-site")];
        using var client = upload.NewClient();
        var answer = await client.PatchAsync(upload.Address, 0, new byte[1], page);
        Assert.Equal((HttpStatusCode.NoContent, "*"), (answer.StatusCode, answer.Header("Access-Control-Allow-Origin")));
        Assert.Contains("Upload-Offset", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        http.DefaultRequestHeaders.Add("Tus-Resumable", "1.0.0");
        http.DefaultRequestHeaders.Add("Cookie", "vod-session=x");
        var refused = await http.PatchAsync(upload.Address, 1, new byte[1], page);
        Assert.Contains(refused.StatusCode, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden]);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Gives_another_pass_by_id_or_reference_until_the_file_is_there(string client)
    {
        var reference = $"ref-{Guid.NewGuid():N}";
        var first = await CreateAsync(client, ("ReferenceId", reference), ("FileSize", "3"));
        var second = Opened.Of((await host.CallAsync(client, "RefreshUploadVideo", new Dictionary<string, string> { ["ReferenceId"] = reference })).Required);
        var third = Opened.Of((await host.CallAsync(client, "RefreshUploadVideo", new Dictionary<string, string> { ["VideoId"] = $"{first.Id:N}" })).Required);
        Assert.Equal((first.Id, first.Id), (second.Id, third.Id));
        Assert.Equal(3, new HashSet<string> { first.Token, second.Token, third.Token }.Count);
        using var http = second.NewClient();
        Assert.Equal(HttpStatusCode.NoContent, (await http.PatchAsync(second.Address, 0, new byte[3])).StatusCode);

        var published = await host.PublishAsync();
        Assert.Equal("Forbidden.IllegalStatus", (await host.CallAsync(
            client, "RefreshUploadVideo", new Dictionary<string, string> { ["VideoId"] = $"{published.Id:N}" })).Error?.Code);
        Assert.Equal("InvalidVideo.NotFound", (await host.CallAsync(
            client, "RefreshUploadVideo", new Dictionary<string, string> { ["ReferenceId"] = "no-such-video" })).Error?.Code);
    }

    [Theory]
    [InlineData("FileName", "video.exe", "InvalidFileName.Extension")]
    [InlineData("FileName", "video", "InvalidFileName.Extension")]
    [InlineData("Title", "a\u202eb", "IllegalCharacters")]
    [InlineData("Title", "129", "LengthExceededMax")]
    [InlineData("Description", "1025", "LengthExceededMax")]
    [InlineData("Tags", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17", "TagsExceededMax")]
    [InlineData("CateId", "2000000000", "InvalidCateId.NotFound")]
    [InlineData("TemplateGroupId", "405477f9e214d19ea2c7c8540000aaaa", "InvalidTemplateGroupId.NotFound")]
    [InlineData("StorageLocation", "out-elsewhere.example.com", "InvalidStorage.NotFound")]
    [InlineData("FileSize", "0", "InvalidParameter")]
    [InlineData("FileSize", "-1", "InvalidFileSize")]
    [InlineData("ReferenceId", "a b c d", "InvalidReferenceId")]
    [InlineData("UserData", "{\"Extend\":3}", "InvalidParameter")]
    [InlineData("CoverURL", "javascript:alert(1)", "InvalidParameter")]
    [InlineData("AppId", "app-2", "InvalidAppId")]
    [InlineData("WorkflowId", "613efff3887ec34af685714cc4610000", "InvalidParameter")]
    public async Task Refuses_with_the_codes_of_the_contract_and_makes_no_video(string name, string value, string code)
    {
        if (code == "LengthExceededMax") value = new string('x', int.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
        var title = $"none-{Guid.NewGuid():N}";
        var parameters = new Dictionary<string, string> { ["FileName"] = "a.mp4", ["Title"] = title, [name] = value };
        Assert.Equal(code, (await host.CallAsync("openapi-client V3", "CreateUploadVideo", parameters)).Error?.Code);
        await using var db = host.OpenDatabase();
        Assert.False(await db.Videos.AnyAsync(video => video.Title == title));
    }

    [Fact]
    public async Task A_reference_is_one_videos_only()
    {
        var reference = $"ref-{Guid.NewGuid():N}";
        await CreateAsync(Client, ("ReferenceId", reference));
        Assert.Equal("InvalidReferenceId.Duplicate", (await host.CallAsync(Client, "CreateUploadVideo", new Dictionary<string, string>
        {
            ["FileName"] = "a.mp4", ["Title"] = "Upload", ["ReferenceId"] = reference,
        })).Error?.Code);
    }

    private async Task<Opened> CreateAsync(string client, params (string Name, string Value)[] more)
    {
        var parameters = new Dictionary<string, string> { ["FileName"] = "D:\\clips\\cars.MP4", ["Title"] = "Upload" };
        foreach (var (name, value) in more) parameters[name] = value;
        return Opened.Of((await host.CallAsync(client, "CreateUploadVideo", parameters)).Required);
    }

    private static (string, string) Checksum(byte[] part) =>
        ("Upload-Checksum", $"sha256 {Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(part))}");

    private static string? Text(JsonElement video, string name) => video.GetProperty(name).GetString();

    /// <summary>What an application hands to its client, taken apart as the client does.</summary>
    private sealed record Opened(Guid Id, string Address, string Token, string KeyId, string Secret)
    {
        public static Opened Of(JsonElement answer)
        {
            var (address, auth) = (Json(answer, "UploadAddress"), Json(answer, "UploadAuth"));
            Assert.Equal("3000", auth.GetProperty("Expiration").GetString());
            return new Opened(
                Guid.ParseExact(answer.GetProperty("VideoId").GetString()!, "N"),
                $"{address.GetProperty("Endpoint").GetString()}/{address.GetProperty("Bucket").GetString()}/{address.GetProperty("FileName").GetString()}",
                auth.GetProperty("SecurityToken").GetString()!, auth.GetProperty("AccessKeyId").GetString()!, auth.GetProperty("AccessKeySecret").GetString()!);
        }

        public HttpClient NewClient()
        {
            var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
            client.DefaultRequestHeaders.Add("Tus-Resumable", "1.0.0");
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
            return client;
        }

        private static JsonElement Json(JsonElement answer, string name) =>
            JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(answer.GetProperty(name).GetString()!))).RootElement;
    }
}
