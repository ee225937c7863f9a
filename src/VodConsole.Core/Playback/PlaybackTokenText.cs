using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VodConsole.Core.Keys;

namespace VodConsole.Core.Playback;

/// <summary>
/// The writing of a playback token, taken apart but not believed: <c>pa1.{kid}.{base64url(claims)}.{base64url(HMAC-SHA256)}</c>
/// (<c>security-reliability.md</c> §2f). In contrast to <see cref="PlaybackTokens"/> it knows no keys and judges nothing.
/// </summary>
internal readonly struct PlaybackTokenText
{
    private const string Prefix = "pa1";
    private const int MacLength = 43;

    private readonly byte[] text;
    private readonly Range payload;
    private readonly int macAt;

    private PlaybackTokenText(byte[] text, Range payload, int macAt, uint keyVersion) =>
        (this.text, this.payload, this.macAt, KeyVersion) = (text, payload, macAt, keyVersion);

    /// <summary>The version of the key that it says to be signed with.</summary>
    public uint KeyVersion { get; }

    /// <summary>Writes and signs a token.</summary>
    public static string Write(PlaybackClaims claims, DerivedKey key)
    {
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims, PlaybackJson.Default.PlaybackClaims));
        var signed = $"{Prefix}.{TokenKeyId.Of(key.Version)}.{payload}";
        Span<byte> mac = stackalloc byte[MacLength];
        Sign(key.Key, Encoding.ASCII.GetBytes(signed), mac);
        return string.Create(CultureInfo.InvariantCulture, $"{signed}.{Encoding.ASCII.GetString(mac)}");
    }

    /// <summary>Takes a token apart; null when it is not one.</summary>
    public static PlaybackTokenText? Read(string token)
    {
        Span<Range> parts = stackalloc Range[5];
        if (token.AsSpan().Split(parts, '.') != 4 || !Ascii.IsValid(token) || token.AsSpan()[parts[0]] is not Prefix
            || !TokenKeyId.TryParse(token.AsSpan()[parts[1]], out var version))
            return null;
        return new PlaybackTokenText(Encoding.ASCII.GetBytes(token), parts[2], parts[3].Start.Value, version);
    }

    /// <summary>Whether the signature is that key's.</summary>
    public bool IsSignedBy(byte[] key)
    {
        Span<byte> expected = stackalloc byte[MacLength];
        Sign(key, text.AsSpan(0, macAt - 1), expected);
        // Compared as text: two texts that decode to the same bytes must not both pass.
        return CryptographicOperations.FixedTimeEquals(expected, text.AsSpan(macAt));
    }

    /// <summary>What it says; null when that does not read. To be believed only when it is signed.</summary>
    public PlaybackClaims? Claims()
    {
        try
        {
            return JsonSerializer.Deserialize(Base64Url.DecodeFromUtf8(text.AsSpan(payload)), PlaybackJson.Default.PlaybackClaims);
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return null;
        }
    }

    private static void Sign(byte[] key, ReadOnlySpan<byte> signed, Span<byte> mac)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, signed, hash);
        Base64Url.EncodeToUtf8(hash, mac);
    }
}
