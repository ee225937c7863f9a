using System.Net;
using System.Security.Cryptography;
using System.Text;
using VodConsole.Protocol.Formats.Hls;

namespace VodConsole.Sdk.Tests.Playback;

/// <summary>A stream of two renditions with three encrypted segments each, served from memory; any part can be replaced.</summary>
internal sealed class CannedServer : HttpMessageHandler
{
    public static readonly Uri Master = new("http://media.test/play/v/p/master.m3u8?MtsHlsUriToken=secret");
    private readonly Dictionary<string, Func<HttpResponseMessage>> answers = [];
    private readonly byte[] key = RandomNumberGenerator.GetBytes(16);

    public CannedServer()
    {
        Set("/play/v/p/master.m3u8", new MasterPlaylist
        {
            Variants =
            [
                new VariantStream("fd/index.m3u8?MtsHlsUriToken=secret", 500_000) { Width = 640, Height = 360 },
                new VariantStream("sd/index.m3u8?MtsHlsUriToken=secret", 1_500_000) { Width = 1280, Height = 720 },
            ],
        }.Write());
        Set("/play/keys/k", key);
        foreach (var rendition in new[] { "fd", "sd" })
        {
            List<MediaSegment> segments = [];
            for (var at = 0; at < 3; at++)
            {
                var iv = SegmentCipher.NewIv();
                segments.Add(new MediaSegment($"{at:000000}.ts?signature=s", 2, new SegmentKey("../../../keys/k?MtsHlsUriToken=secret", iv)));
                Set($"/play/v/p/{rendition}/{at:000000}.ts", Encrypt(TransportPackets(100), iv));
            }

            Set($"/play/v/p/{rendition}/index.m3u8",
                new MediaPlaylist { TargetDuration = 2, IsClosed = true, Segments = segments }.Write());
        }
    }

    public List<string> Requests { get; } = [];

    public static byte[] TransportPackets(int count)
    {
        var packets = RandomNumberGenerator.GetBytes(count * 188);
        for (var at = 0; at < packets.Length; at += 188) packets[at] = 0x47;
        return packets;
    }

    public void Set(string path, string text) => Set(path, Encoding.UTF8.GetBytes(text));

    public void Set(string path, byte[] bytes) => answers[path] = () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) };

    public void Set(string path, HttpStatusCode status) => answers[path] = () => new HttpResponseMessage(status);

    public void Break(string path) => answers[path] = () => throw new HttpRequestException("connection reset");

    public string Text(string path) => Encoding.UTF8.GetString(answers[path]().Content.ReadAsByteArrayAsync().GetAwaiter().GetResult());

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        Requests.Add(path);
        return Task.FromResult(answers.TryGetValue(path, out var answer) ? answer() : new HttpResponseMessage(HttpStatusCode.NotFound));
    }

    private byte[] Encrypt(byte[] clear, UInt128 iv)
    {
        using var output = new MemoryStream();
        SegmentCipher.EncryptAsync(new MemoryStream(clear), output, key, iv, default).AsTask().GetAwaiter().GetResult();
        return output.ToArray();
    }
}
