using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VodConsole.Protocol.Signing;

/// <summary>
/// Type A of URL authentication, which content delivery networks check at their edge (<c>vod-contract.md</c> §8):
/// <c>auth_key={timestamp}-{rand}-{uid}-{md5hex("path-timestamp-rand-uid-secret")}</c>. In contrast to the service's own signed addresses its
/// algorithm is the network's, so that one secret serves both. Immutable.
/// </summary>
/// <param name="Timestamp">When it was made, in Unix seconds; how long it counts from then is the checker's setting.</param>
/// <param name="Rand">A random word of letters and digits, or <c>0</c>.</param>
/// <param name="Uid">Unused by the scheme; <c>0</c>.</param>
/// <param name="Hash">32 lower-case hex digits.</param>
public sealed record TypeAKey(long Timestamp, string Rand, string Uid, string Hash)
{
    /// <summary>The query parameter that carries it.</summary>
    public const string Parameter = "auth_key";

    private const int SizeLimit = 256;

    /// <summary>Signs.</summary>
    /// <param name="path">The path of the address, without host and query.</param>
    /// <param name="timestamp">Unix seconds.</param>
    /// <param name="rand">Letters and digits.</param>
    /// <param name="uid">Letters and digits.</param>
    /// <param name="secret">The secret that both sides know.</param>
    public static TypeAKey Sign(string path, long timestamp, string rand, string uid, string secret) =>
        new(timestamp, rand, uid, HashOf(path, timestamp, rand, uid, secret));

    /// <summary>Reads it; null when it is not one.</summary>
    public static TypeAKey? Parse(string? text) =>
        text is { Length: <= SizeLimit } && text.Split('-') is [var time, var rand, var uid, { Length: 32 } hash]
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp) && timestamp <= uint.MaxValue
        && IsWord(rand) && IsWord(uid) && hash.All(char.IsAsciiHexDigitLower)
            ? new TypeAKey(timestamp, rand, uid, hash)
            : null;

    /// <summary>Whether it was made for that path with that secret; takes the same time whatever the hash is.</summary>
    public bool Fits(string path, string secret) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(HashOf(path, Timestamp, Rand, Uid, secret)), Encoding.ASCII.GetBytes(Hash));

    /// <summary>The parameter's value.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Timestamp}-{Rand}-{Uid}-{Hash}");

    private static bool IsWord(string text) => text.Length > 0 && text.All(char.IsAsciiLetterOrDigit);

    private static string HashOf(string path, long timestamp, string rand, string uid, string secret)
    {
        var text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{path}-{timestamp}-{rand}-{uid}-{secret}"));
#pragma warning disable CA5351 // The networks' algorithm. Our own addresses carry an HMAC beside it.
        return Convert.ToHexStringLower(MD5.HashData(text));
#pragma warning restore CA5351
    }
}
