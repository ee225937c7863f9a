using System.Text;
using VodConsole.Protocol.Signing;

namespace VodConsole.Protocol.Tests.Signing;

/// <summary>A request as a public client sent it, recorded on the wire (<c>vod-contract.md</c> §11), and what it signed.</summary>
internal sealed record RecordedRequest(string Method, string Query, string Body, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public const string Secret = "testAccessKeySecret";

    private const string TemporarySecret = "testStsSecret";

    public string this[string header] => Headers.Single(pair => pair.Key.Equals(header, StringComparison.OrdinalIgnoreCase)).Value;

    public RequestParameters Parameters
    {
        get
        {
            Assert.Null(RequestParameters.Read(Query, Encoding.UTF8.GetBytes(Body), out var parameters));
            return parameters;
        }
    }

    public RequestParameters QueryParameters
    {
        get
        {
            Assert.Null(RequestParameters.Read(Query, [], out var parameters));
            return parameters;
        }
    }

    public bool IsSignedV1(params string[] except) => SignatureV1.Verify(
        Encoding.ASCII.GetBytes(Secret),
        SignatureV1.StringToSign(Method, Parameters.All.Where(pair => !except.Contains(pair.Key))),
        Parameters[SignatureV1.Parameter]!);

    public string CanonicalV3 => SignatureV3.CanonicalRequest(
        Method, "/", QueryParameters.All,
        [.. V3Authorization.Parse(this["Authorization"])!.SignedHeaders.Select(name => KeyValuePair.Create(name, this[name]))],
        this[SignatureV3.ContentHash]);

    public bool IsSignedV3 => SignatureV3.Verify(
            Encoding.ASCII.GetBytes(V3Authorization.Parse(this["Authorization"])!.AccessKeyId.StartsWith("STS.", StringComparison.Ordinal) ? TemporarySecret : Secret), SignatureV3.StringToSign(CanonicalV3), V3Authorization.Parse(this["Authorization"])!.Signature)
        && SignatureV3.HashOf(Encoding.UTF8.GetBytes(Body)) == this[SignatureV3.ContentHash];

    /// <summary>Reads the request's text: request line, headers, an empty line, body.</summary>
    public static RecordedRequest Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var line = lines[0].Split(' ');
        var split = line[1].IndexOf('?', StringComparison.Ordinal);
        var empty = Array.IndexOf(lines, "");
        var headers = lines[1..(empty < 0 ? lines.Length : empty)].Select(header => header.Split(": ", 2));
        return new(
            line[0], split < 0 ? "" : line[1][(split + 1)..], empty < 0 ? "" : string.Join('\n', lines[(empty + 1)..]).Trim(),
            [.. headers.Select(header => KeyValuePair.Create(header[0].ToLowerInvariant(), header[1]))]);
    }
}
