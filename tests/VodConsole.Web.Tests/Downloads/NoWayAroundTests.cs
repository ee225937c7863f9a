using System.Net;
using System.Text;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Playback;
using VodConsole.Core.Storage;
using VodConsole.Protocol.Playback;
using VodConsole.Web.Tests.Accounts;
using VodConsole.Web.Tests.Playback;

namespace VodConsole.Web.Tests.Downloads;

/// <summary>
/// There is no address by which a file meant for download can be had around the policy. Every endpoint of the real server is tried,
/// by every method that it maps, with every kind of credential, while downloads are off and while the video is disabled.
/// </summary>
public sealed class NoWayAroundTests(PlaybackHost host) : IClassFixture<PlaybackHost>
{
    private static readonly byte[] Source = [.. "\0\0\0\u0018ftypmp42"u8, .. Encoding.ASCII.GetBytes("the source, byte by byte"), .. new byte[4096]];

    public static TheoryData<DownloadMode, bool> States => new()
    {
        { DownloadMode.Off, false },
        { DownloadMode.Secure, true },
        { DownloadMode.Normal, true },
        { DownloadMode.Normal, false },
    };

    [Theory]
    [MemberData(nameof(States))]
    public async Task No_endpoint_answers_with_a_file_of_a_video(DownloadMode mode, bool isOfflineDisabled)
    {
        var video = await PublishAsync(mode, isOfflineDisabled);
        var operatorCookies = await SignInAsync();
        var tried = 0;
        foreach (var (method, path) in Addresses(video))
            foreach (var (name, address, cookies) in Credentials(path, video, operatorCookies))
            {
                using var browser = new Browser(host.CreateDefaultClient(new CookieContainerHandler(cookies)), cookies);
                using var request = new HttpRequestMessage(method, address);
                using var answer = await browser.Http.SendAsync(request);
                await AssertNoFileAsync(answer, $"{method} {path} with {name}");
                tried++;
            }

        Assert.InRange(tried, 100, int.MaxValue);
    }

    [Fact]
    public async Task A_token_for_a_download_opens_no_playlist_no_segment_and_no_key()
    {
        var video = await PublishAsync(DownloadMode.Secure, isOfflineDisabled: false);
        var token = await DownloadTokenAsync(video.Id);
        using var http = host.CreateClient();
        foreach (var path in (string[])
            [
                PlaybackAddress.Master(video.Id, video.PublicationId), PlaybackAddress.Media(video.Id, video.PublicationId, "sd"),
                PlaybackAddress.Segment(video.Id, video.PublicationId, "sd", "000000.ts"), PlaybackAddress.Key(video.DataKeyId),
            ])
        {
            using var answer = await http.GetAsync($"{path}?{PlaybackAddress.Token}={token}");
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task What_plays_is_never_offered_as_a_file_and_never_in_clear()
    {
        var video = await PublishAsync(DownloadMode.Off, isOfflineDisabled: true);
        using var http = host.CreateClient();
        var playlist = await http.GetStringAsync($"{PlaybackAddress.Media(video.Id, video.PublicationId, "sd")}?{PlaybackAddress.Token}={video.Token}");
        var segment = playlist.Split('\n').First(line => line.Contains("000000.ts", StringComparison.Ordinal));
        using var answer = await http.GetAsync($"{PlaybackAddress.Root}/{video.Id:N}/{video.PublicationId:N}/sd/{segment}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(answer.Content.Headers.ContentDisposition);
        Assert.False(Holds(await answer.Content.ReadAsByteArrayAsync(), PublishedVideo.Clear.AsSpan(0, 188)));
    }

    /// <summary>Every endpoint with this video's own ids in the place of its parameters, and places where files are often left lying.</summary>
    private IEnumerable<(HttpMethod Method, string Path)> Addresses(PublishedVideo video)
    {
        string[] guesses =
        [
            $"src/{video.Id:N}/source.mp4", $"media/src/{video.Id:N}/source.mp4", $"data/media/src/{video.Id:N}/source.mp4",
            $"download/{video.Id:N}", $"downloads/{video.Id:N}", $"play/{video.Id:N}/source.mp4", $"play/{video.Id:N}.mp4",
            $"play/{video.Id:N}/{video.PublicationId:N}/sd/source.mp4", $"play/{video.Id:N}/{video.PublicationId:N}/sd/..%2F..%2Fsource.mp4",
            $"media/videos/{video.Id:N}/source", $"media/videos/{video.Id:N}/download", $"vodconsole.db", "data/vodconsole.db",
        ];
        var mapped =
            from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where !endpoint.Metadata.Any(metadata => metadata.GetType().Name == "StaticAssetDescriptor")
            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
            select (new HttpMethod(method), Fill(endpoint.RoutePattern, video));
        return mapped.Concat(guesses.Select(guess => (HttpMethod.Get, $"/{guess}"))).Distinct();
    }

    private static string Fill(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern, PublishedVideo video) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { IsCatchAll: true } => $"src/{video.Id:N}/source.mp4",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => parameter.Name switch
            {
                "publicationId" => $"{video.PublicationId:N}",
                "dataKeyId" => $"{video.DataKeyId:N}",
                "rendition" => "sd",
                "segment" => "000000.ts",
                _ => $"{video.Id:N}",
            },
            _ => throw new InvalidOperationException($"An unknown part of a route: {part}"),
        }))));

    private IEnumerable<(string Name, string Address, CookieContainer Cookies)> Credentials(
        string path, PublishedVideo video, CookieContainer operatorCookies)
    {
        yield return ("nothing", path, new CookieContainer());
        yield return ("a token for playing", $"{path}?{PlaybackAddress.Token}={video.Token}", new CookieContainer());
        yield return ("a token for downloads", $"{path}?{PlaybackAddress.Token}={downloadTokens[video.Id]}", new CookieContainer());
        var cookies = new CookieContainer();
        cookies.Add(operatorCookies.GetAllCookies());
        yield return ("an operator's cookie", path, cookies);
    }

    private readonly Dictionary<Guid, string> downloadTokens = [];

    private static async Task AssertNoFileAsync(HttpResponseMessage answer, string what)
    {
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.False(Holds(body, Source.AsSpan(0, 32)), $"{what} answered with the source");
        Assert.False(Holds(body, PublishedVideo.Clear.AsSpan(0, 188)), $"{what} answered with a clear segment");
        var type = answer.Content.Headers.ContentType?.MediaType ?? "";
        Assert.False(
            answer.IsSuccessStatusCode && (type.StartsWith("video/", StringComparison.Ordinal) || type.StartsWith("audio/", StringComparison.Ordinal)),
            $"{what} answered {type}");
        // Tables are offered as files: the audit log, the key register, the result of a run.
        Assert.True(
            answer.Content.Headers.ContentDisposition is not { DispositionType: "attachment" } || type == "text/csv",
            $"{what} offered {answer.Content.Headers.ContentDisposition}");
    }

    private static bool Holds(ReadOnlySpan<byte> body, ReadOnlySpan<byte> part) => body.IndexOf(part) >= 0;

    private async Task<PublishedVideo> PublishAsync(DownloadMode mode, bool isOfflineDisabled)
    {
        var published = await host.PublishAsync();
        var key = $"src/{published.Id:N}/source.mp4";
        await using (var writer = await host.Services.GetRequiredService<IMediaStore>().CreateAsync(key, default))
        {
            await writer.Content.WriteAsync(Source);
            await writer.CommitAsync(default);
        }

        await using var db = await host.Services.GetRequiredService<IDbContextFactory<VodDbContext>>().CreateDbContextAsync();
        var video = await db.Videos.SingleAsync(one => one.Id == published.Id);
        (video.SourceKey, video.Size, video.IsOfflineDisabled) = (key, Source.Length, isOfflineDisabled);
        (await db.DownloadSettings.SingleAsync()).Mode = mode;
        await db.SaveChangesAsync();
        downloadTokens[published.Id] = await DownloadTokenAsync(published.Id);
        return published;
    }

    private async Task<string> DownloadTokenAsync(Guid videoId) => (await host.Services.GetRequiredService<PlaybackTokens>()
        .IssueAsync(videoId, "viewer", [PlaybackOperation.Download], default)).Token;

    private async Task<CookieContainer> SignInAsync()
    {
        var email = $"operator-{Guid.NewGuid():N}@example.com";
        await host.Services.GetRequiredService<UserAdministration>().AddAsync(Actor.CommandLine, email, ConsoleHost.Password, Role.Operator, default);
        var cookies = new CookieContainer();
        using var browser = new Browser(host.CreateDefaultClient(new CookieContainerHandler(cookies)), cookies);
        Assert.True(await browser.SignInAsync(email, ConsoleHost.Password));
        return cookies;
    }
}
