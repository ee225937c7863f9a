using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using VodConsole.Core.ApiAccess;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>Requests signed by hand, for what no client would send.</summary>
internal sealed record RawRequest(string Endpoint, NewAccessKey Key)
{
    public string Action { get; init; } = "GetVideoInfo";

    public string Version { get; init; } = "2017-03-21";

    public string Nonce { get; init; } = $"{Guid.NewGuid():N}";

    public DateTime Time { get; init; } = TimeProvider.System.GetUtcNow().UtcDateTime;

    public string Format { get; init; } = "JSON";

    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string> { ["VideoId"] = $"{Guid.NewGuid():N}" };

    private string TimeText => Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The parameters of a query-signed request, with their signature.</summary>
    public IReadOnlyDictionary<string, string> SignedV1(string method)
    {
        var all = new Dictionary<string, string>(Parameters)
        {
            ["Action"] = Action, ["Version"] = Version, ["Format"] = Format, ["AccessKeyId"] = Key.Id, ["SignatureMethod"] = "HMAC-SHA1",
            ["SignatureVersion"] = "1.0", ["SignatureNonce"] = Nonce, ["Timestamp"] = TimeText,
        };
        all["Signature"] = SignatureV1.Sign(Encoding.ASCII.GetBytes(Key.Secret), SignatureV1.StringToSign(method, all));
        return all;
    }

    /// <summary>A query-signed GET.</summary>
    public HttpRequestMessage Get() => new(HttpMethod.Get, $"http://{Endpoint}/?{Query(SignedV1("GET"))}");

    /// <summary>A header-signed POST with a form.</summary>
    public HttpRequestMessage PostV3(string form = "")
    {
        var body = Encoding.UTF8.GetBytes(form);
        var request = new HttpRequestMessage(HttpMethod.Post, $"http://{Endpoint}/?{Query(Parameters)}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        List<KeyValuePair<string, string>> headers =
        [
            new("content-type", "application/x-www-form-urlencoded"), new("host", Endpoint), new("x-acs-action", Action),
            new("x-acs-content-sha256", SignatureV3.HashOf(body)), new("x-acs-date", TimeText), new("x-acs-signature-nonce", Nonce),
            new("x-acs-version", Version),
        ];
        var text = SignatureV3.StringToSign(SignatureV3.CanonicalRequest("POST", "/", Parameters, headers, SignatureV3.HashOf(body)));
        foreach (var (name, value) in headers.Where(header => header.Key.StartsWith("x-acs", StringComparison.Ordinal))) request.Headers.Add(name, value);
        var authorization = new V3Authorization(
            Key.Id, [.. headers.Select(header => header.Key)], SignatureV3.Sign(Encoding.ASCII.GetBytes(Key.Secret), text));
        request.Headers.TryAddWithoutValidation("Authorization", authorization.ToString());
        request.Headers.Accept.ParseAdd(Format == "XML" ? "text/xml" : "application/json");
        return request;
    }

    public static string Query(IReadOnlyDictionary<string, string> parameters) =>
        string.Join('&', parameters.Select(pair => $"{PercentEncoding.Encode(pair.Key)}={PercentEncoding.Encode(pair.Value)}"));
}
