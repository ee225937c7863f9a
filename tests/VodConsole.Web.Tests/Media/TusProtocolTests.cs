using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Tests.Media;

public sealed class TusProtocolTests(TusFixture server) : IClassFixture<TusFixture>
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(5000);

    private HttpClient Client => server.Client;

    [Fact]
    public async Task Announces_what_it_can()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/uploads");
        request.Headers.Add("Tus-Resumable", "");
        var answer = await Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("1.0.0", answer.Header("Tus-Version"));
        Assert.Equal("creation,creation-with-upload,creation-defer-length,checksum,expiration,termination", answer.Header("Tus-Extension"));
        Assert.Equal("sha1,sha256,sha512", answer.Header("Tus-Checksum-Algorithm"));
        Assert.Equal($"{50L << 30}", answer.Header("Tus-Max-Size"));
    }

    [Fact]
    public async Task Creates_an_upload_and_says_how_far_it_is()
    {
        var metadata = MediaHost.Metadata(("filename", "汽车.mp4"), ("title", "汽车检测"), ("mine", "kept"));
        var created = await Client.CreateAsync(5000, metadata);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("1.0.0", created.Header("Tus-Resumable"));
        var address = created.Headers.Location!.OriginalString;
        Assert.Matches("^/uploads/[0-9a-f]{32}$", address);

        var head = await Client.HeadAsync(address);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(("0", "5000", metadata), (head.Header("Upload-Offset"), head.Header("Upload-Length"), head.Header("Upload-Metadata")));
        Assert.Contains("no-store", head.Header("Cache-Control"));
        Assert.NotNull(head.Header("Upload-Expires"));

        var patched = await Client.PatchAsync(address, 0, Content[..2000]);
        Assert.Equal(HttpStatusCode.NoContent, patched.StatusCode);
        Assert.Equal(2000, patched.Offset());
        var video = await server.Host.UntilAsync(TusClient.IdOf(address), _ => true);
        Assert.Equal(("汽车检测", "汽车.mp4"), (video.Title, video.FileName));
    }

    [Fact]
    public async Task Takes_the_first_part_with_the_creation()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/uploads") { Content = new ByteArrayContent(Content[..1000]) };
        request.Content.Headers.ContentType = new("application/offset+octet-stream");
        request.Headers.Add("Upload-Length", "5000");
        request.Headers.Add("Upload-Metadata", MediaHost.Metadata(("filename", "clip.mp4")));
        var answer = await Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(1000, answer.Offset());
        Assert.Equal(1000, await Client.OffsetAsync(answer.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0.9.0")]
    public async Task Refuses_another_version_of_the_protocol(string? version)
    {
        using var client = await server.Host.SignInAgainAsync("operator@example.com");
        client.DefaultRequestHeaders.Remove("Tus-Resumable");
        if (version is not null) client.DefaultRequestHeaders.Add("Tus-Resumable", version);
        var answer = await client.CreateAsync(10);
        await answer.RefusedAsync(HttpStatusCode.PreconditionFailed, "PreconditionFailed", "Tus-Resumable", "1.0.0");
        Assert.Equal("1.0.0", answer.Header("Tus-Version"));
    }

    [Theory]
    [InlineData(null, "clip.mp4", HttpStatusCode.BadRequest)]
    [InlineData(-1L, "clip.mp4", HttpStatusCode.BadRequest)]
    [InlineData(0L, "clip.mp4", HttpStatusCode.BadRequest)]
    [InlineData((50L << 30) + 1, "clip.mp4", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(long.MaxValue, "clip.mp4", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(10L, "clip.html", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(10L, "", HttpStatusCode.BadRequest)]
    public async Task Refuses_a_file_before_its_first_byte(long? length, string name, HttpStatusCode status) =>
        Assert.Equal(status, (await Client.CreateAsync(length, MediaHost.Metadata(("filename", name)))).StatusCode);

    [Theory]
    [InlineData("filename %%%")]
    [InlineData("filename Y2xpcC5tcDQ= extra")]
    [InlineData("filename Y2xpcC5tcDQ=,filename Y2xpcC5tcDQ=")]
    [InlineData("filename /+8=")]
    [InlineData("filename Y2xpcC5tcDQ=,category eA==")]
    [InlineData("filename Y2xpcC5tcDQ=,group eA==")]
    [InlineData("filename Y2xpcC5tcDQ=,sha256 eA==")]
    public async Task Refuses_metadata_that_cannot_be_read(string metadata) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Client.CreateAsync(10, metadata)).StatusCode);

    [Fact]
    public async Task Refuses_parts_with_wrong_headers()
    {
        var address = await Client.BeginAsync(5000);
        await (await Client.PatchAsync(address, 0, Content, ("Content-Type", "application/octet-stream")))
            .RefusedAsync(HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType", "Content-Type", "application/offset+octet-stream");
        Assert.Equal(HttpStatusCode.BadRequest, (await Client.PatchAsync(address, null, Content)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Client.PatchAsync(address, null, Content, ("Upload-Offset", "-1"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Client.PatchAsync(address, null, Content, ("Upload-Offset", "0x0"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Client.PatchAsync(address, 1, Content[..10])).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Client.PatchAsync(address, 0, new byte[5001])).StatusCode);
        Assert.Equal(0, await Client.OffsetAsync(address));
    }

    [Fact]
    public async Task Takes_a_checked_part_only_whole()
    {
        var address = await Client.BeginAsync(5000);
        var right = $"sha256 {Convert.ToBase64String(SHA256.HashData(Content[..3000]))}";
        var wrong = $"sha256 {Convert.ToBase64String(SHA256.HashData(Content))}";

        Assert.Equal(460, (int)(await Client.PatchAsync(address, 0, Content[..3000], ("Upload-Checksum", wrong))).StatusCode);
        Assert.Equal(0, await Client.OffsetAsync(address));
        foreach (var unreadable in (string[])["md5 AAAA", "sha256", "sha256 %%%", "sha256 a b", "nothing"])
            Assert.Equal(HttpStatusCode.BadRequest, (await Client.PatchAsync(address, 0, Content[..3000], ("Upload-Checksum", unreadable))).StatusCode);
        Assert.Equal(3000, (await Client.PatchAsync(address, 0, Content[..3000], ("Upload-Checksum", right))).Offset());
    }

    [Fact]
    public async Task Takes_a_part_larger_than_the_servers_own_limit_and_one_without_a_length()
    {
        const int size = 32 << 20;
        var address = await Client.BeginAsync(size + 10);
        Assert.Equal(size, (await Client.PatchAsync(address, 0, new byte[size])).Offset());
        Assert.Equal(size + 5, (await Client.PatchAsync(address, size, new byte[5], ("Transfer-Encoding", "chunked"))).Offset());
        await Client.DeleteAsync(address);
    }

    [Fact]
    public async Task Takes_the_method_from_the_header_where_a_client_can_only_post()
    {
        var address = await Client.BeginAsync(5000);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Content[..10]) };
        request.Content.Headers.ContentType = new("application/offset+octet-stream");
        request.Headers.Add("Upload-Offset", "0");
        request.Headers.Add("X-HTTP-Method-Override", "PATCH");
        Assert.Equal(HttpStatusCode.NoContent, (await Client.SendAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await Client.PostAsync(address, null)).StatusCode);
    }

    [Fact]
    public async Task Lets_one_of_several_parts_at_once_win()
    {
        var address = await Client.BeginAsync(2_000_000);
        var part = new byte[1_000_000];
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Client.PatchAsync(address, 0, part)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.NoContent, HttpStatusCode.Conflict, HttpStatusCode.Locked]));
        Assert.Equal(1_000_000, await Client.OffsetAsync(address));
    }

    [Fact]
    public async Task Ends_an_upload_and_keeps_nothing()
    {
        var address = await Client.BeginAsync(5000);
        await Client.PatchAsync(address, 0, Content[..100]);
        Assert.Equal(HttpStatusCode.NoContent, (await Client.DeleteAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.HeadAsync(address)).StatusCode);
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(server.Host.Data.Staging), path => path.Contains($"{TusClient.IdOf(address):N}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("00000000000000000000000000000001")]
    [InlineData("..%2f..%2fvodconsole.db")]
    [InlineData("%2e%2e%2f%2e%2e%2fkeys")]
    [InlineData("nothing")]
    public async Task Knows_no_other_address(string id)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Client.HeadAsync($"/uploads/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.PatchAsync($"/uploads/{id}", 0, Content)).StatusCode);
    }

    [Fact]
    public async Task Lets_only_people_in_who_may_edit()
    {
        using var nobody = server.Host.NewClient();
        nobody.DefaultRequestHeaders.Add("Tus-Resumable", "1.0.0");
        await (await nobody.CreateAsync(10)).RefusedAsync(HttpStatusCode.Unauthorized, "NotSignedIn", "Authorization is missing", "SecurityToken");
        using var auditor = await server.Host.SignInAsync(Role.Auditor);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.CreateAsync(10)).StatusCode);
    }

    [Fact]
    public async Task Hides_an_upload_from_others_but_not_from_administrators()
    {
        var address = await Client.BeginAsync(5000);
        using var other = await server.Host.SignInAsync(Role.Operator);
        Assert.Equal(HttpStatusCode.NotFound, (await other.HeadAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PatchAsync(address, 0, Content)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.DeleteAsync(address)).StatusCode);
        using var administrator = await server.Host.SignInAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await administrator.HeadAsync(address)).StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "none", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "null", false)]
    public async Task Refuses_a_request_that_another_site_is_behind(string header, string value, bool isTaken)
    {
        var answer = await Client.CreateAsync(10, null, (header, value));
        Assert.Equal(isTaken ? HttpStatusCode.Created : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Says_why_in_the_readers_language()
    {
        var answer = await Client.CreateAsync(10, MediaHost.Metadata(("filename", "a.exe")), ("Accept-Language", "zh-CN"));
        var body = await answer.Content.ReadFromJsonAsync<Dictionary<string, string>>();
        Assert.Equal("UploadExtensionNotAllowed", body!["code"]);
        Assert.StartsWith("不接受“exe”类型的文件", body["message"]);
    }
}
