using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace VodConsole.Sdk.Playback;

/// <summary>Fetches the parts of one stream, bounded in size, each key once; keys are zeroed at the end.</summary>
internal sealed class StreamSource(HttpClient http) : IDisposable
{
    private const int PlaylistLimit = 16 << 20;
    private const int SegmentLimit = 256 << 20;
    private const int KeySize = 16;
    private readonly Dictionary<Uri, byte[]> keys = [];

    public async Task<string> TextAsync(Uri address, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(await GetAsync(address, PlaylistLimit, cancellation));

    public Task<byte[]> SegmentAsync(Uri address, CancellationToken cancellation) => GetAsync(address, SegmentLimit, cancellation);

    public async Task<byte[]> KeyAsync(Uri address, CancellationToken cancellation)
    {
        if (keys.TryGetValue(address, out var known)) return known;
        var key = await GetAsync(address, KeySize, cancellation);
        if (key.Length != KeySize) throw new StreamDamagedException(address, "The key is not 16 bytes long.");
        return keys[address] = key;
    }

    public void Dispose()
    {
        foreach (var key in keys.Values) CryptographicOperations.ZeroMemory(key);
    }

    private async Task<byte[]> GetAsync(Uri address, int limit, CancellationToken cancellation)
    {
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            throw new StreamDamagedException(address, "Only http and https addresses are followed.");
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                throw new StreamRefusedException(address, response.StatusCode);
            if (!response.IsSuccessStatusCode) throw new StreamUnreachableException(address, response.StatusCode, null);
            return await ReadAsync(address, response, limit, cancellation);
        }
        catch (Exception error) when (error is HttpRequestException or IOException
            || (error is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new StreamUnreachableException(address, null, error);
        }
    }

    private static async Task<byte[]> ReadAsync(Uri address, HttpResponseMessage response, int limit, CancellationToken cancellation)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        using var bytes = new MemoryStream((int)Math.Min(response.Content.Headers.ContentLength ?? 0, limit));
        var buffer = new byte[64 << 10];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (bytes.Length + read > limit) throw new StreamDamagedException(address, $"The answer is longer than {limit} bytes.");
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
