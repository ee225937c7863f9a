using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using VodConsole.EndToEnd.Tests.Browser;
using VodConsole.EndToEnd.Tests.Server;
using VodConsole.Protocol.Signing;

namespace VodConsole.EndToEnd.Tests.ApiAccess;

/// <summary>
/// The public web player, unmodified from npm, gets from a video's id and its credential to playlist, key and segments. Its own licence
/// check then stops the picture (<c>vod-contract.md</c> §3.4); the way over the wire is what is tested here.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed class WebPlayerTests(ChromiumFixture chromium)
{
    private static readonly string Build = Path.Combine(Repository.Root, "tests", "clients", "node_modules", "aliyun-aliplayer", "build");

    [SkippableFact]
    public async Task The_public_player_gets_from_a_credential_to_the_segments()
    {
        var browser = chromium.Require();
        using var folder = new TempFolder();
        var data = folder.File("data");
        var clip = Repository.SharedVideo;
        if (clip is null) await Clips.MakeAsync(clip = folder.File("clip.mp4"), 640, 360, 12);
        var imported = await VerbProcess.RunAsync(data, "import", clip, "--wait", "--json");
        var videoId = imported.Json.GetProperty("videoId").GetString()!;
        await VerbProcess.RunWithInputAsync(data, "correct horse battery", "users", "add", "--email", "app@example.com", "--role", "Operator", "--password-stdin");
        var key = (await VerbProcess.RunAsync(data, "access-keys", "create", "--user", "app@example.com", "--json")).Json;
        await using var server = await ServerProcess.StartAsync(data);
        var credential = await AdmitAsync(server.Address, key, videoId);

        await using var site = await StartSiteAsync(Page(server.Address, videoId, credential));
        await using var context = await browser.NewContextAsync();
        context.SetDefaultTimeout(ConsoleWindow.Patience);
        var page = await context.NewPageAsync();
        var seen = new ConcurrentQueue<(string Url, int Status)>();
        page.Response += (_, response) => seen.Enqueue((response.Url, response.Status));
        page.RequestFailed += (_, request) => seen.Enqueue(($"{request.Url}: {request.Failure}", 0));
        // The player reports to its makers; nothing of this leaves the machine.
        await page.RouteAsync("**/*", route => new Uri(route.Request.Url).IsLoopback ? route.ContinueAsync() : route.AbortAsync());
        await page.GotoAsync(site.Urls.Single());

        // The player asks for the key and the first segment at once; either may come first.
        await UntilAsync(["Action=GetPlayInfo", ".m3u8", "/play/keys/", ".ts?"], seen);
        Assert.DoesNotContain(seen, one => one.Url.StartsWith(server.Address.AbsoluteUri, StringComparison.Ordinal) && one.Status >= 400);
    }

    /// <summary>What an application server does: it signs GetVideoPlayAuth with its own key.</summary>
    private static async Task<string> AdmitAsync(Uri server, JsonElement key, string videoId)
    {
        var parameters = new Dictionary<string, string>
        {
            ["Action"] = "GetVideoPlayAuth", ["Version"] = "2017-03-21", ["Format"] = "JSON", ["VideoId"] = videoId,
            ["AccessKeyId"] = key.GetProperty("AccessKeyId").GetString()!, ["SignatureMethod"] = "HMAC-SHA1", ["SignatureVersion"] = "1.0",
            ["SignatureNonce"] = $"{Guid.NewGuid():N}",
            ["Timestamp"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        var secret = Encoding.ASCII.GetBytes(key.GetProperty("AccessKeySecret").GetString()!);
        parameters["Signature"] = SignatureV1.Sign(secret, SignatureV1.StringToSign("GET", parameters));
        using var client = new HttpClient();
        var query = string.Join('&', parameters.Select(pair => $"{PercentEncoding.Encode(pair.Key)}={PercentEncoding.Encode(pair.Value)}"));
        var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri(server, $"/?{query}"))).RootElement;
        return answer.GetProperty("PlayAuth").GetString()!;
    }

    /// <summary>The site of somebody who embeds the player, with the player's own files.</summary>
    private static async Task<WebApplication> StartSiteAsync(string page)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Build), RequestPath = "/aliplayer" });
        site.MapGet("/", () => Results.Content(page, "text/html"));
        await site.StartAsync();
        return site;
    }

    private static string Page(Uri server, string videoId, string credential) => $$"""
        <!doctype html><link rel="stylesheet" href="/aliplayer/skins/default/aliplayer-min.css">
        <script src="/aliplayer/aliplayer-min.js"></script><div id="J"></div>
        <script>
          new Aliplayer({ id: 'J', vid: '{{videoId}}', playauth: '{{credential}}', format: 'm3u8', assetPrefix: '/aliplayer', autoplay: true,
            customVodServer: '{{server}}', customVodServerFirst: true });
        </script>
        """;

    /// <summary>Waits until each of these was asked for and given.</summary>
    private static async Task UntilAsync(IReadOnlyList<string> wanted, IEnumerable<(string Url, int Status)> seen)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!wanted.All(part => seen.Any(one => one.Status == 200 && one.Url.Contains(part, StringComparison.Ordinal))))
        {
            if (patience.IsCancellationRequested) Assert.Fail($"The player never got all it needs. It asked:\n{string.Join('\n', seen)}");
            await Task.Delay(100);
        }
    }
}
