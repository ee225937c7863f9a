using System.Globalization;
using System.Net;
using System.Text;
using VodConsole.Protocol.Signing;

namespace VodConsole.Benchmarks.ApiAccess;

/// <summary>Requests of the API, signed beforehand as <c>@alicloud/pop-core</c> signs them, each with its own nonce.</summary>
internal sealed class SignedCalls(IPEndPoint server, string accessKeyId, string accessKeySecret)
{
    private readonly byte[] secret = Encoding.ASCII.GetBytes(accessKeySecret);
    private long number;

    public List<byte[]> Make(int count, string action, params IEnumerable<KeyValuePair<string, string>> parameters) =>
        [.. Enumerable.Range(0, count).Select(_ => One(action, parameters))];

    public byte[] One(string action, params IEnumerable<KeyValuePair<string, string>> parameters) =>
        LoadConnection.Request(server, $"/?{Query(action, parameters)}");

    public string Query(string action, params IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var all = new Dictionary<string, string>(parameters)
        {
            ["Action"] = action, ["Version"] = "2017-03-21", ["Format"] = "JSON", ["AccessKeyId"] = accessKeyId,
            ["SignatureMethod"] = "HMAC-SHA1", ["SignatureVersion"] = "1.0",
            ["SignatureNonce"] = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId:x8}{TimeProvider.System.GetTimestamp():x16}{Interlocked.Increment(ref number):x8}"),
            ["Timestamp"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        all["Signature"] = SignatureV1.Sign(secret, SignatureV1.StringToSign("GET", all));
        return string.Join('&', all.Select(pair => $"{PercentEncoding.Encode(pair.Key)}={PercentEncoding.Encode(pair.Value)}"));
    }
}
