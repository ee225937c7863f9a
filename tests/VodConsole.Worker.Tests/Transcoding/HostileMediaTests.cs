using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;
using VodConsole.Worker.Transcoding;

namespace VodConsole.Worker.Tests.Transcoding;

/// <summary>
/// Files that try to make the tools open something else: a neighbour's upload (a canary clip), or an address (a canary
/// listener). They are tried as an upload is probed, and again as if the probe had let them through.
/// </summary>
public sealed class HostileMediaTests : IAsyncLifetime
{
    private readonly TcpListener canary = new(IPAddress.Loopback, 0);
    private readonly PackagingBench bench = new();
    private string neighbour = "";

    public async Task InitializeAsync()
    {
        canary.Start();
        neighbour = await bench.Media.MakeClipAsync("neighbour.mp4");
    }

    public async Task DisposeAsync()
    {
        canary.Stop();
        await bench.DisposeAsync();
    }

    public static TheoryData<string, string, ErrorCode> Corpus => new()
    {
        { "hls-file.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n{file}\n#EXT-X-ENDLIST\n", ErrorCode.MediaIsPlaylist },
        { "hls-http.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n{http}/a.ts\n#EXT-X-ENDLIST\n", ErrorCode.MediaIsPlaylist },
        { "hls-concat.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nconcat:{file}|/etc/passwd\n#EXT-X-ENDLIST\n", ErrorCode.MediaIsPlaylist },
        { "hls-subfile.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nsubfile,,start,0,end,10,,:/etc/passwd\n#EXT-X-ENDLIST\n", ErrorCode.MediaIsPlaylist },
        { "hls-key.mkv", "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXT-X-KEY:METHOD=AES-128,URI=\"{http}/key\"\n#EXTINF:3,\n{file}\n", ErrorCode.MediaIsPlaylist },
        { "bom.mp4", "\uFEFF  #EXTM3U\n#EXTINF:3,\n{file}\n", ErrorCode.MediaIsPlaylist },
        { "concat.mp4", "ffconcat version 1.0\nfile {file}\n", ErrorCode.MediaIsPlaylist },
        { "concat-http.avi", "ffconcat version 1.0\nfile {http}/a.mp4\n", ErrorCode.MediaIsPlaylist },
        { "dash.mp4", "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><AdaptationSet><Representation><BaseURL>{http}/a</BaseURL></Representation></AdaptationSet></Period></MPD>", ErrorCode.MediaIsPlaylist },
        { "data.mp4", "data:video/mp4;base64,AAAA", ErrorCode.MediaIsPlaylist },
        { "link.mp4", "{http}/a.mp4\n", ErrorCode.MediaIsPlaylist },
        { "asx.wmv", "<ASX version=\"3.0\"><Entry><Ref href=\"{http}/a\"/></Entry></ASX>", ErrorCode.MediaIsPlaylist },
        { "pls.mp3", "[playlist]\nFile1={http}/a.mp3\n", ErrorCode.MediaIsPlaylist },
        { "sdp.mp4", "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video {port} RTP/AVP 96\n", ErrorCode.MediaNotRecognised },
        { "svg.mp4", "<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><image xlink:href=\"{http}/a.png\"/></svg>", ErrorCode.MediaNotRecognised },
        { "script.mp4", "#!/bin/sh\ncat /etc/passwd\n", ErrorCode.MediaNotRecognised },
        { "vapoursynth.avi", "AviSource(\"{file}\")\n", ErrorCode.MediaNotRecognised },
    };

    [SkippableTheory]
    [MemberData(nameof(Corpus))]
    public async Task Opens_nothing_but_the_file_itself(string name, string content, ErrorCode expected)
    {
        var port = ((IPEndPoint)canary.LocalEndpoint).Port;
        var path = bench.Media.Write(name, content
            .Replace("{file}", neighbour, StringComparison.Ordinal)
            .Replace("{http}", $"http://127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("{port}", $"{port}", StringComparison.Ordinal));

        var refusal = await Assert.ThrowsAsync<VodException>(() => bench.RequestAsync(path));
        Assert.Equal(expected, refusal.Code);

        var honest = await bench.RequestAsync(neighbour, TemplateGroup.Original);
        var failed = await Assert.ThrowsAsync<TranscodeFailedException>(() => bench.RunAsync(honest with { SourcePath = path }));
        Assert.Equal(ErrorCode.TranscodeSourceFailed, failed.Code);

        Assert.False(canary.Pending(), "something was fetched");
        Assert.Empty(bench.StoredFiles);
    }

    [SkippableFact]
    public async Task The_packager_bounds_what_a_decoder_may_take()
    {
        var honest = await bench.RequestAsync(neighbour);
        var bomb = await bench.Media.MakeAsync("-f", "lavfi", "-i", "color=s=12288x8192:r=1:d=1", "-c:v", "mjpeg", "-q:v", "31", "bomb.avi");
        await Assert.ThrowsAsync<TranscodeFailedException>(() => bench.RunAsync(honest with { SourcePath = bomb }));
    }
}
