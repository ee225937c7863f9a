using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace VodConsole.Core.Accounts;

/// <summary>The secret part of a link that works once: 256 random bits, of which the hash is stored.</summary>
internal static class OneTimeToken
{
    /// <summary>A new token, as the link writes it.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of it. It is random enough to need no slower hash.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
