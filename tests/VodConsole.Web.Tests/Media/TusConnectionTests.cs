using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using VodConsole.Core.Media;

namespace VodConsole.Web.Tests.Media;

/// <summary>Connections that break, lie and outlive the server.</summary>
public sealed class TusConnectionTests(TusFixture server) : IClassFixture<TusFixture>
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(300_000);
    private readonly string staging = server.Host.Data.Staging;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keeps_the_bytes_of_a_part_that_broke_off(bool isReset)
    {
        var address = await server.Client.BeginAsync(Content.Length);
        using (var socket = await OpenAsync(address, $"Upload-Offset: 0\r\nContent-Length: {Content.Length}\r\n"))
        {
            await socket.SendAsync(Content[..100_000]);
            await UntilOffsetAsync(address, 100_000);
            if (isReset) socket.LingerState = new LingerOption(true, 0);
        }
        Assert.Equal(HttpStatusCode.NoContent, (await PatchWhenFreeAsync(address, 100_000, Content[100_000..200_000])).StatusCode);
        Assert.Equal(200_000, await server.Client.OffsetAsync(address));
        Assert.Equal(Content[..200_000], await File.ReadAllBytesAsync(PathOf(address)));
    }

    [Fact]
    public async Task Keeps_nothing_of_a_checked_part_that_broke_off()
    {
        var address = await server.Client.BeginAsync(Content.Length);
        var checksum = Convert.ToBase64String(SHA1(Content));
        using (var socket = await OpenAsync(address, $"Upload-Offset: 0\r\nUpload-Checksum: sha1 {checksum}\r\nContent-Length: {Content.Length}\r\n"))
            await socket.SendAsync(Content[..100_000]);
        Assert.Equal(HttpStatusCode.NoContent, (await PatchWhenFreeAsync(address, 0, Content[..10])).StatusCode);
        Assert.Equal(Content[..10], await File.ReadAllBytesAsync(PathOf(address)));
    }

    [Fact]
    public async Task Refuses_a_part_that_turns_out_longer_than_the_file()
    {
        var address = await server.Client.BeginAsync(1000);
        using var socket = await OpenAsync(address, "Upload-Offset: 0\r\nTransfer-Encoding: chunked\r\n");
        await socket.SendAsync(Encoding.ASCII.GetBytes("7d0\r\n"));
        await socket.SendAsync(Content[..2000]);
        await socket.SendAsync(Encoding.ASCII.GetBytes("\r\n0\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 413", await ReadAsync(socket));
        Assert.Equal(0, await server.Client.OffsetAsync(address));
    }

    [Fact]
    public async Task Takes_no_more_of_a_body_than_its_announced_length()
    {
        var address = await server.Client.BeginAsync(1000);
        using var socket = await OpenAsync(address, "Upload-Offset: 0\r\nContent-Length: 100\r\n");
        await socket.SendAsync(Content[..900]);
        Assert.StartsWith("HTTP/1.1 204", await ReadAsync(socket));
        Assert.Equal(100, await server.Client.OffsetAsync(address));
    }

    [SkippableFact]
    public async Task Goes_on_after_a_restart_of_the_server_and_accepts_the_file_whole()
    {
        var clip = SharedClip.Read();
        var hash = Convert.ToHexStringLower(SHA256.HashData(clip));
        var address = await server.Client.BeginAsync(clip.Length, MediaHost.Metadata(("filename", "clip.mp4"), ("sha256", hash)));
        await server.Client.PatchAsync(address, 0, clip[..1_000_000]);

        await server.RestartAsync();

        Assert.Equal(1_000_000, await server.Client.OffsetAsync(address));
        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.PatchAsync(address, 1_000_000, clip[1_000_000..])).StatusCode);
        var video = await server.Host.UntilAsync(TusClient.IdOf(address), video => video.Status != VideoStatus.Uploading);
        Assert.Equal((VideoStatus.Transcoding, hash), (video.Status, video.SourceSha256));
        // A client that missed the last answer learns that nothing is left to do.
        Assert.Equal(clip.Length, await server.Client.OffsetAsync(address));
    }

    [SkippableFact]
    public async Task Accepts_at_the_start_what_was_whole_before_the_end()
    {
        var clip = SharedClip.Read();
        var address = await server.Client.BeginAsync(clip.Length);
        var id = TusClient.IdOf(address);
        // The last byte on the disk, and the process gone before it could look at the file.
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(address))!);
        await server.Host.DisposeAsync();
        await File.WriteAllBytesAsync(PathOf(address), clip);

        await server.RestartAsync();

        Assert.Equal(VideoStatus.Transcoding, (await server.Host.UntilAsync(id, video => video.Status != VideoStatus.Uploading)).Status);
    }

    private string PathOf(string address) => Path.Combine(staging, $"{TusClient.IdOf(address):N}", "source");

    // The server may not have noticed yet that the sender before has gone.
    private async Task<HttpResponseMessage> PatchWhenFreeAsync(string address, long offset, byte[] part)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var answer = await server.Client.PatchAsync(address, offset, part);
            if (answer.StatusCode != HttpStatusCode.Locked && answer.StatusCode != HttpStatusCode.Conflict) return answer;
            await Task.Delay(50, patience.Token);
        }
    }

    private async Task UntilOffsetAsync(string address, long offset)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await server.Client.OffsetAsync(address) != offset) await Task.Delay(20, patience.Token);
    }

    private async Task<Socket> OpenAsync(string address, string headers)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Host.Address.Host, server.Host.Address.Port);
        var cookie = server.Host.CookieOf(server.Client);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"PATCH {address} HTTP/1.1\r\nHost: {server.Host.Address.Authority}\r\nCookie: {cookie}\r\nTus-Resumable: 1.0.0\r\n"
            + $"Content-Type: application/offset+octet-stream\r\n{headers}\r\n"));
        return socket;
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        var buffer = new byte[4096];
        var read = await socket.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromMinutes(1));
        return Encoding.ASCII.GetString(buffer, 0, read);
    }

    private static byte[] SHA1(byte[] content) => CryptographicOperations.HashData(HashAlgorithmName.SHA1, content);
}

/// <summary>The real clip of the folder <c>shared</c> beside the checkout.</summary>
internal static class SharedClip
{
    public static byte[] Read()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "VodConsole.sln"))) directory = directory.Parent;
        var path = Path.Combine(directory?.Parent?.FullName ?? "/", "shared", "media", "car-detection.mp4");
        Skip.IfNot(File.Exists(path), "shared/media/car-detection.mp4 does not lie beside this checkout.");
        return File.ReadAllBytes(path);
    }
}
