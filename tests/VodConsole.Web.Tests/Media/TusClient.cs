using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace VodConsole.Web.Tests.Media;

/// <summary>The protocol by hand, header by header.</summary>
internal static class TusClient
{
    public static async Task<HttpResponseMessage> CreateAsync(
        this HttpClient client, long? length, string? metadata = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/uploads");
        if (length is { } known) request.Headers.Add("Upload-Length", known.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("Upload-Metadata", metadata ?? MediaHost.Metadata(("filename", "clip.mp4")));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    /// <summary>Creates an upload and gives its address.</summary>
    public static async Task<string> BeginAsync(this HttpClient client, long length, string? metadata = null)
    {
        var answer = await client.CreateAsync(length, metadata);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    public static async Task<HttpResponseMessage> PatchAsync(
        this HttpClient client, string address, long? offset, byte[] part, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, address) { Content = new ByteArrayContent(part) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        if (offset is { } known) request.Headers.Add("Upload-Offset", known.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type") request.Content.Headers.ContentType = new MediaTypeHeaderValue(value);
            else request.Headers.TryAddWithoutValidation(name, value);
        }
        return await client.SendAsync(request);
    }

    public static async Task<HttpResponseMessage> HeadAsync(this HttpClient client, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        return await client.SendAsync(request);
    }

    public static async Task<long> OffsetAsync(this HttpClient client, string address) => Offset(await client.HeadAsync(address));

    public static long Offset(this HttpResponseMessage answer) => long.Parse(answer.Header("Upload-Offset")!, CultureInfo.InvariantCulture);

    public static string? Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    /// <summary>Requires the status, and a body that has the code and names these words.</summary>
    public static async Task RefusedAsync(this HttpResponseMessage answer, HttpStatusCode status, string code, params string[] words)
    {
        Assert.Equal(status, answer.StatusCode);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(code, body.GetProperty("code").GetString());
        foreach (var word in words) Assert.Contains(word, body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    public static Guid IdOf(string address) => Guid.ParseExact(address.Split('/')[^1], "N");
}
