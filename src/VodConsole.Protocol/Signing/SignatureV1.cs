using System.Security.Cryptography;
using System.Text;

namespace VodConsole.Protocol.Signing;

/// <summary>
/// The query signature of RPC requests, version 1.0 with HMAC-SHA1 (<c>vod-contract.md</c> §2.2). It covers the method and the parameters,
/// query and form alike. In contrast to <see cref="SignatureV3"/> it covers no header. Stateless.
/// </summary>
public static class SignatureV1
{
    /// <summary>The parameter that carries the signature and is not signed itself.</summary>
    public const string Parameter = "Signature";

    /// <summary>What is signed.</summary>
    /// <param name="method">The HTTP method, in upper case.</param>
    /// <param name="parameters">Name and value of every parameter; <see cref="Parameter"/> is left out.</param>
    public static string StringToSign(string method, IEnumerable<KeyValuePair<string, string>> parameters) =>
        $"{method}&%2F&{PercentEncoding.Encode(CanonicalQuery.Of(parameters.Where(pair => pair.Key != Parameter)))}";

    /// <summary>Signs.</summary>
    /// <param name="secret">The access key's secret, ASCII.</param>
    /// <param name="stringToSign">From <see cref="StringToSign"/>.</param>
    /// <returns>base64 of the HMAC-SHA1.</returns>
    public static string Sign(ReadOnlySpan<byte> secret, string stringToSign)
    {
        byte[] key = [.. secret, (byte)'&'];
        try
        {
#pragma warning disable CA5350 // The contract's algorithm. A MAC does not rest on what is broken about SHA-1.
            return Convert.ToBase64String(HMACSHA1.HashData(key, Encoding.UTF8.GetBytes(stringToSign)));
#pragma warning restore CA5350
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Whether <paramref name="signature"/> is that of the request; takes the same time whatever it is.</summary>
    public static bool Verify(ReadOnlySpan<byte> secret, string stringToSign, string signature) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Sign(secret, stringToSign)), Encoding.UTF8.GetBytes(signature));
}
