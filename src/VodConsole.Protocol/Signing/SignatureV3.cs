using System.Security.Cryptography;
using System.Text;

namespace VodConsole.Protocol.Signing;

/// <summary>
/// The header signature <c>ACS3-HMAC-SHA256</c> (<c>vod-contract.md</c> §2.3). It covers method, path, query, the signed headers and, by its
/// hash, the body. In contrast to <see cref="SignatureV1"/> a form's parameters are covered by the body's hash, not one by one. Stateless.
/// </summary>
public static class SignatureV3
{
    /// <summary>The algorithm, as the header begins.</summary>
    public const string Algorithm = "ACS3-HMAC-SHA256";

    /// <summary>The header that carries the hash of the body: <see cref="HashOf"/>.</summary>
    public const string ContentHash = "x-acs-content-sha256";

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string HashOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    /// <summary>The request in its canonical form.</summary>
    /// <param name="method">The HTTP method, in upper case.</param>
    /// <param name="path">The path as it came; <c>/</c> for RPC.</param>
    /// <param name="query">The parameters of the query string alone.</param>
    /// <param name="headers">The signed headers in the order of <see cref="V3Authorization.SignedHeaders"/>: lower-case name, value.</param>
    /// <param name="bodyHash">The value of <see cref="ContentHash"/>.</param>
    public static string CanonicalRequest(
        string method, string path, IEnumerable<KeyValuePair<string, string>> query,
        IReadOnlyList<KeyValuePair<string, string>> headers, string bodyHash)
    {
        var text = new StringBuilder();
        text.Append(method).Append('\n').Append(path).Append('\n').Append(CanonicalQuery.Of(query)).Append('\n');
        // Only what HTTP itself takes off: two values that a receiver can tell apart must not have one signature.
        foreach (var (name, value) in headers) text.Append(name).Append(':').Append(value.Trim(' ', '\t')).Append('\n');
        return text.Append('\n').AppendJoin(';', headers.Select(header => header.Key)).Append('\n').Append(bodyHash).ToString();
    }

    /// <summary>What is signed, made of the canonical request.</summary>
    public static string StringToSign(string canonicalRequest) => $"{Algorithm}\n{HashOf(Encoding.UTF8.GetBytes(canonicalRequest))}";

    /// <summary>Signs.</summary>
    /// <param name="secret">The access key's secret, ASCII; without the ampersand that version 1 adds.</param>
    /// <param name="stringToSign">From <see cref="StringToSign"/>.</param>
    /// <returns>The HMAC-SHA256 in lower-case hex.</returns>
    public static string Sign(ReadOnlySpan<byte> secret, string stringToSign) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(stringToSign)));

    /// <summary>Whether <paramref name="signature"/> is that of the request; takes the same time whatever it is.</summary>
    public static bool Verify(ReadOnlySpan<byte> secret, string stringToSign, string signature) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Sign(secret, stringToSign)), Encoding.UTF8.GetBytes(signature));
}
