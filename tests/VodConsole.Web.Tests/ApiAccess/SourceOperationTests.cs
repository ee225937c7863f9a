using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Storage;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>Programs ask for the files of a video that are not its streams, its source and its cover, by the public clients.</summary>
public sealed class SourceOperationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Client = "openapi-client V3";

    public static TheoryData<string> Clients => [.. PublicClients.Names];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Says_what_a_source_is_and_hands_it_to_whoever_may_change_media(string client)
    {
        var (id, source) = await WithSourceAsync();
        var parameters = new Dictionary<string, string> { ["VideoId"] = $"{id:N}", ["AdditionType"] = "video,audio", ["AuthTimeout"] = "60" };

        var found = (await host.CallAsync(client, "GetMezzanineInfo", parameters, Role.Operator)).Required.GetProperty("Mezzanine");
        Assert.Equal(
            ($"{id:N}", $"{id:N}.mp4", "12.5000", "25.0000", "Normal"),
            (Text(found, "VideoId"), Text(found, "FileName"), Text(found, "Duration"), Text(found, "Fps"), Text(found, "Status")));
        Assert.Equal((1280, source.Length), (found.GetProperty("Width").GetInt32(), found.GetProperty("Size").GetInt32()));
        var (pictures, sound) = (found.GetProperty("VideoStreamList")[0], found.GetProperty("AudioStreamList")[0]);
        Assert.Equal(
            ("h264", "avc1", "1280", "25.0000", "90", "12.500000"),
            (Text(pictures, "CodecName"), Text(pictures, "CodecTagString"), Text(pictures, "Width"), Text(pictures, "AvgFPS"), Text(pictures, "Rotate"), Text(pictures, "Duration")));
        Assert.Equal(
            ("1", "aac", "44100", "stereo", "62.8850"),
            (Text(sound, "Index"), Text(sound, "CodecName"), Text(sound, "SampleRate"), Text(sound, "ChannelLayout"), Text(sound, "Bitrate")));

        using var http = new HttpClient();
        var address = Text(found, "FileURL")!;
        using var answer = await http.GetAsync(address);
        Assert.Equal(source, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("application/octet-stream", "attachment"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType));
        using var part = new HttpRequestMessage(HttpMethod.Get, address);
        part.Headers.Range = new RangeHeaderValue(2, 5);
        Assert.Equal(source[2..6], await (await http.SendAsync(part)).Content.ReadAsByteArrayAsync());

        // An auditor sees everything about it and not the thing itself.
        var seen = (await host.CallAsync(client, "GetMezzanineInfo", parameters, Role.Auditor)).Required.GetProperty("Mezzanine");
        Assert.False(seen.TryGetProperty("FileURL", out _));
        Assert.Equal("12.5000", Text(seen, "Duration"));
    }

    [Fact]
    public async Task Says_of_a_source_from_before_its_streams_were_kept_what_it_knows()
    {
        var (id, _) = await WithSourceAsync();
        await using (var db = host.OpenDatabase()) await db.SourceDetails.Where(details => details.VideoId == id).ExecuteDeleteAsync();
        var parameters = new Dictionary<string, string> { ["VideoId"] = $"{id:N}", ["AdditionType"] = "video,audio" };
        var found = (await host.CallAsync(Client, "GetMezzanineInfo", parameters)).Required.GetProperty("Mezzanine");
        var (pictures, sound) = (found.GetProperty("VideoStreamList")[0], found.GetProperty("AudioStreamList")[0]);
        Assert.Equal(("h264", "720", "25.0000"), (Text(pictures, "CodecName"), Text(pictures, "Height"), Text(pictures, "AvgFPS")));
        Assert.Equal("aac", Text(sound, "CodecName"));
        Assert.False(sound.TryGetProperty("SampleRate", out _) || sound.TryGetProperty("Index", out _));
    }

    [Fact]
    public async Task An_address_of_a_source_is_for_its_own_file_and_time()
    {
        var ((id, _), (other, _)) = (await WithSourceAsync(), await WithSourceAsync());
        var address = Text((await host.CallAsync(Client, "GetMezzanineInfo", new Dictionary<string, string> { ["VideoId"] = $"{id:N}" })).Required.GetProperty("Mezzanine"), "FileURL")!;
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(address)).StatusCode);
        foreach (var wrong in (string[])
            [
                address.Replace($"{id:N}", $"{other:N}", StringComparison.Ordinal), address.Replace("/source", "/cover.jpg", StringComparison.Ordinal),
                address[..address.IndexOf('?', StringComparison.Ordinal)], address.Replace("expires=", "expires=9", StringComparison.Ordinal), address[..^1] + (address[^1] == 'A' ? 'B' : 'A'),
            ])
            Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(wrong)).StatusCode);
    }

    [Fact]
    public async Task A_cover_has_an_address_that_shows_it_to_anyone_for_a_while()
    {
        var id = (await host.PublishAsync()).Id;
        byte[] picture = [0xFF, 0xD8, 0xFF, 1, 2, 3];
        await StoreAsync($"cover/{id:N}/1.jpg", picture);
        await using (var db = host.OpenDatabase())
            await db.Videos.Where(video => video.Id == id).ExecuteUpdateAsync(set => set.SetProperty(video => video.CoverKey, $"cover/{id:N}/1.jpg"));

        var video = (await host.CallAsync(Client, "GetVideoInfo", new Dictionary<string, string> { ["VideoId"] = $"{id:N}" })).Required.GetProperty("Video");
        var address = Text(video, "CoverURL")!;
        Assert.Equal([address], video.GetProperty("Snapshots").GetProperty("Snapshot").EnumerateArray().Select(one => one.GetString()));
        using var http = new HttpClient();
        using var answer = await http.GetAsync(address);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(picture, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(address[..^2])).StatusCode);
    }

    private async Task<(Guid Id, byte[] Source)> WithSourceAsync()
    {
        var id = (await host.PublishAsync()).Id;
        byte[] source = [.. "the source, byte by byte"u8];
        await StoreAsync($"src/{id:N}/source.mp4", source);
        await using var db = host.OpenDatabase();
        var video = await db.Videos.SingleAsync(row => row.Id == id);
        (video.SourceKey, video.Size) = ($"src/{id:N}/source.mp4", source.Length);
        video.Source = new SourceInfo { Container = "mov", Duration = 12.5, VideoCodec = "h264", AudioCodec = "aac", Width = 1280, Height = 720, FrameRate = 25, BitrateKbps = 800 };
        db.SourceDetails.Add(new SourceDetails
        {
            VideoId = id,
            Streams =
            [
                new SourceStream { Index = 0, IsVideo = true, Codec = "h264", CodecTagText = "avc1", Width = 1280, Height = 720, FrameRate = 25, Rotation = 90, Duration = 12.5 },
                new SourceStream { Index = 1, IsVideo = false, Codec = "aac", SampleRate = 44100, Channels = 2, ChannelLayout = "stereo", BitrateKbps = 62.885 },
            ],
        });
        await db.SaveChangesAsync();
        return (id, source);
    }

    private async Task StoreAsync(string key, byte[] content)
    {
        await using var writer = await host.Services.GetRequiredService<IMediaStore>().CreateAsync(key, default);
        await writer.Content.WriteAsync(content);
        await writer.CommitAsync(default);
    }

    private static string? Text(JsonElement video, string name) => video.GetProperty(name).GetString();
}
