using System.Net;
using System.Security.Cryptography;
using VodConsole.Protocol;
using VodConsole.Sdk.Playback;

namespace VodConsole.Sdk.Tests.Playback;

public sealed class StreamInspectorTests : IDisposable
{
    private readonly CannedServer server = new();
    private readonly HttpClient http;

    public StreamInspectorTests() => http = new HttpClient(server);

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Reports_each_rendition_and_decrypts_its_first_middle_and_last_segment()
    {
        var report = await InspectAsync();

        Assert.True(report.Encrypted);
        Assert.Equal([Definition.FD, Definition.SD], report.Renditions.Select(one => one.Definition!.Value));
        Assert.All(report.Renditions, one =>
        {
            Assert.Equal(3, one.Segments);
            Assert.Equal(6, one.Duration);
            Assert.Equal(3, one.CheckedSegments);
            Assert.Equal(3 * 100 * 188, one.CheckedBytes);
        });
        Assert.Equal(720, report.Renditions[1].Height);
    }

    [Fact]
    public async Task Fetches_the_key_once()
    {
        await InspectAsync();

        Assert.Single(server.Requests, "/play/keys/k");
    }

    [Fact]
    public async Task Never_shows_the_token()
    {
        server.Set("/play/keys/k", HttpStatusCode.Forbidden);

        var error = await Assert.ThrowsAsync<StreamRefusedException>(InspectAsync);

        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("http://media.test/play/keys/k", error.Address);
    }

    [Theory]
    [InlineData("/play/v/p/master.m3u8")]
    [InlineData("/play/v/p/sd/index.m3u8")]
    [InlineData("/play/v/p/sd/000002.ts")]
    public async Task Tells_a_refusal_from_a_failure(string path)
    {
        server.Set(path, HttpStatusCode.Forbidden);
        await Assert.ThrowsAsync<StreamRefusedException>(InspectAsync);

        server.Set(path, HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAsync<StreamUnreachableException>(InspectAsync)).Status);

        server.Break(path);
        Assert.Null((await Assert.ThrowsAsync<StreamUnreachableException>(InspectAsync)).Status);
    }

    [Fact]
    public async Task Finds_a_segment_that_is_stored_in_the_clear()
    {
        server.Set("/play/v/p/fd/000001.ts", CannedServer.TransportPackets(4));

        var error = await Assert.ThrowsAsync<StreamDamagedException>(InspectAsync);

        Assert.Contains("in the clear", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_segment_of_another_key()
    {
        server.Set("/play/keys/k", RandomNumberGenerator.GetBytes(16));

        await Assert.ThrowsAsync<StreamDamagedException>(InspectAsync);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    public async Task Refuses_a_key_that_is_not_16_bytes_long(int length)
    {
        server.Set("/play/keys/k", RandomNumberGenerator.GetBytes(length));

        await Assert.ThrowsAsync<StreamDamagedException>(InspectAsync);
    }

    [Theory]
    [InlineData("/play/v/p/master.m3u8", "sd/index.m3u8", "file:///etc/passwd#")]
    [InlineData("/play/v/p/fd/index.m3u8", "#EXT-X-ENDLIST", "")]
    [InlineData("/play/v/p/fd/index.m3u8", "AES-128", "SAMPLE-AES")]
    [InlineData("/play/v/p/fd/index.m3u8", "#EXTM3U", "<html>")]
    [InlineData("/play/v/p/master.m3u8", "#EXTM3U", "<html>")]
    public async Task Refuses_a_playlist_that_it_cannot_follow(string path, string what, string instead)
    {
        server.Set(path, server.Text(path).Replace(what, instead, StringComparison.Ordinal));

        await Assert.ThrowsAsync<StreamDamagedException>(InspectAsync);
    }

    private Task<StreamReport> InspectAsync() => new StreamInspector(http).InspectAsync(CannedServer.Master, InspectionDepth.Samples, default);
}
