using System.Net;
using System.Net.Sockets;
using System.Text;
using VodConsole.Core.Media;
using VodConsole.Core.Storage;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Worker.Transcoding;
using VodConsole.Worker.Transcoding.Ingest;

namespace VodConsole.Worker.Tests.Transcoding;

public sealed class HlsIngestTests : IAsyncLifetime
{
    private readonly Lazy<PackagingBench> bench = new(() => new PackagingBench());
    private readonly HlsIngestServer server = new();
    private readonly HttpClient client = new();
    private IngestSession session = null!;
    private IngestAddress address = null!;

    public async Task InitializeAsync()
    {
        var source = new SourceInfo { Container = "mp4", Duration = 12, VideoCodec = "h264", Width = 64, Height = 64, AudioCodec = null };
        var request = new PackagingRequest(
            Guid.NewGuid(), Guid.NewGuid(), 1, "/source", source, Ladder.Plan(source, TemplateGroup.Ladder), new byte[16]);
        session = new(bench.Value.Store, request);
        address = await server.OpenAsync(session, 1 << 20, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await address.DisposeAsync();
        session.Dispose();
        client.Dispose();
        await server.DisposeAsync();
        await bench.Value.DisposeAsync();
    }

    [SkippableFact]
    public async Task Takes_segments_in_any_order_and_at_the_same_time_and_is_complete_with_the_last()
    {
        Assert.StartsWith("http://127.0.0.1:", address.Url);
        await PutAsync("fd/index.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\n000000.ts\n#EXTINF:6,\n000001.ts\n#EXT-X-ENDLIST\n");
        Assert.False(session.Ledgers[0].IsComplete);
        await Task.WhenAll(PutAsync("fd/000001.ts", "second"), PutAsync("fd/000000.ts", "first"));
        await session.SettleAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
        Assert.True(session.Ledgers[0].IsComplete);
        Assert.Equal(32, session.Ledgers[0].StoredBytes);
        Assert.Null(session.Failure);
    }

    [SkippableFact]
    public async Task A_body_that_breaks_off_is_a_failure_and_leaves_nothing()
    {
        await SendRawAsync("Transfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\nA\r\n01234");
        await WaitForFailureAsync();
        Assert.Equal(ErrorCode.TranscodeSegmentMissing, session.Failure?.Code);
        await session.CloseAsync();
        Assert.Empty(bench.Value.StoredFiles);
    }

    [SkippableFact]
    public async Task A_body_that_ends_counts_although_the_sender_is_gone()
    {
        await SendRawAsync("Transfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n");
        await PutAsync("fd/index.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\n000000.ts\n#EXT-X-ENDLIST\n");
        await session.SettleAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
        Assert.Null(session.Failure);
        Assert.Equal(16, session.Ledgers[0].StoredBytes);
    }

    [SkippableFact]
    public async Task A_segment_above_the_limit_is_a_failure()
    {
        try
        {
            await PutAsync("fd/000000.ts", new string('x', 2 << 20));
        }
        catch (HttpRequestException)
        {
            // The server may hang up before it has taken all of what it does not want.
        }

        await WaitForFailureAsync();
        Assert.Equal(ErrorCode.TranscodeSegmentMissing, session.Failure?.Code);
    }

    [SkippableFact]
    public async Task A_second_segment_of_the_same_name_is_a_failure()
    {
        Assert.Equal(HttpStatusCode.Created, await PutAsync("fd/000000.ts", "x"));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync("fd/000000.ts", "y"));
        Assert.NotNull(session.Failure);
    }

    [SkippableTheory]
    [InlineData("fd/../fd/000000.m4s")]
    [InlineData("fd/%2e%2e%2f000000.ts")]
    [InlineData("fd/0.ts")]
    [InlineData("hd/000000.ts")]
    [InlineData("fd/key")]
    public async Task Names_that_ffmpeg_was_not_told_to_write_are_failures(string path)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(path, "x"));
        Assert.NotNull(session.Failure);
        Assert.Empty(bench.Value.StoredFiles);
    }

    [SkippableFact]
    public async Task Nobody_without_the_token_gets_in()
    {
        var root = new Uri(address.Url).GetLeftPart(UriPartial.Authority);
        foreach (var path in new[] { "/", "/fd/000000.ts", "/00000000000000000000000000000000/fd/000000.ts", $"/{session.Token}", $"/{session.Token}/fd" })
        {
            using var answer = await client.PutAsync(new Uri(root + path), new StringContent("x"));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        using var read = await client.GetAsync(new Uri(address.Url + "/fd/000000.ts"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, read.StatusCode);
        Assert.Null(session.Failure);
    }

    [SkippableFact]
    public async Task A_playlist_that_is_none_is_a_failure()
    {
        await PutAsync("fd/index.m3u8", "#EXTM3U\n#EXT-X-BYTERANGE:1\n");
        Assert.Equal(ErrorCode.TranscodePlaylistMissing, session.Failure?.Code);
    }

    [SkippableFact]
    public async Task Takes_nothing_after_it_was_closed()
    {
        await session.CloseAsync();
        Assert.Equal(HttpStatusCode.Gone, await PutAsync("fd/000000.ts", "x"));
    }

    [SkippableFact]
    public async Task Does_not_wait_for_ever_for_what_never_comes()
    {
        await PutAsync("fd/index.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\n000000.ts\n#EXT-X-ENDLIST\n");
        await session.SettleAsync(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        Assert.False(session.Ledgers[0].IsComplete);
    }

    private async Task<HttpStatusCode> PutAsync(string path, string body)
    {
        using var answer = await client.PutAsync(new Uri($"{address.Url}/{path}"), new StringContent(body));
        return answer.StatusCode;
    }

    /// <summary>Sends a request for the first segment as it is written here, and closes the connection at once, as ffmpeg does.</summary>
    private async Task SendRawAsync(string rest)
    {
        var url = new Uri(address.Url);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, url.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"PUT {url.AbsolutePath}/fd/000000.ts HTTP/1.1\r\nHost: x\r\n{rest}"));
    }

    private async Task WaitForFailureAsync()
    {
        var failed = new TaskCompletionSource();
        using var registration = session.Failed.Register(failed.SetResult);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
