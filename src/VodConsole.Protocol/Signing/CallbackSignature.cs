using System.Security.Cryptography;
using System.Text;

namespace VodConsole.Protocol.Signing;

/// <summary>
/// The signature of an event notification (<c>vod-contract.md</c> §7): it shows a receiver that the sender knows the shared key and when it
/// sent. It does not cover the body, which is the contract's weakness and the reason to use https. Stateless.
/// </summary>
public static class CallbackSignature
{
    /// <summary>The header with the time, in Unix seconds.</summary>
    public const string TimestampHeader = "X-VOD-TIMESTAMP";

    /// <summary>The header with the signature.</summary>
    public const string Header = "X-VOD-SIGNATURE";

    /// <summary>Signs.</summary>
    /// <param name="url">The receiver's address, as it was set.</param>
    /// <param name="timestamp">Unix seconds.</param>
    /// <param name="key">The shared key.</param>
    /// <returns>32 lower-case hex digits.</returns>
    public static string Sign(string url, long timestamp, string key)
    {
#pragma warning disable CA5351 // The contract's algorithm.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"{url}|{timestamp}|{key}")));
#pragma warning restore CA5351
    }
}
