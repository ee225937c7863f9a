using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VodConsole.Core.Keys;
using VodConsole.Protocol.Playback;

namespace VodConsole.Core.Playback;

/// <summary>
/// Signs paths with an end: <c>{path}?expires={unix}&amp;kid={k1}&amp;signature={base64url(HMAC-SHA256)}</c> over
/// <c>"vod-url/v1" 00 | u64 expires | u16 length | path</c>, big-endian. Thread-safe. In contrast to a playback token a signature
/// opens exactly one address and says nothing of who asked.
/// </summary>
public sealed class SignedUrls(IKeyEncryptionKey keys, TimeProvider clock)
{
    private const string KeyInfo = "url";

    /// <summary>A signer for many addresses with one end: the key is derived once.</summary>
    public async Task<UrlSigner> OpenAsync(TimeSpan lifetime, CancellationToken cancellation)
    {
        var key = await keys.DeriveAsync(KeyPurpose.Token, KeyInfo, 32, version: null, cancellation);
        return new UrlSigner(key, clock.GetUtcNow().Add(lifetime).ToUnixTimeSeconds());
    }

    /// <summary>Whether the signature fits <paramref name="path"/> and its end has not come. Never throws for a bad one.</summary>
    public async Task<bool> CheckAsync(string path, string? expires, string? kid, string? signature, CancellationToken cancellation)
    {
        if (signature is null || !TokenKeyId.TryParse(kid, out var version)
            || !long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var end))
            return false;
        DerivedKey key;
        try
        {
            key = await keys.DeriveAsync(KeyPurpose.Token, KeyInfo, 32, version, cancellation);
        }
        catch (CryptoRejectedException)
        {
            return false;
        }

        var fits = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(UrlSigner.Mac(key.Key, path, end)), Encoding.UTF8.GetBytes(signature));
        return fits && clock.GetUtcNow().ToUnixTimeSeconds() < end;
    }
}

/// <summary>Signs addresses that all end at the same time; see <see cref="SignedUrls"/>.</summary>
public sealed class UrlSigner
{
    private static readonly byte[] Context = [.. "vod-url/v1"u8, 0];
    private readonly DerivedKey key;
    private readonly long expires;

    internal UrlSigner(DerivedKey key, long expires)
    {
        this.key = key;
        this.expires = expires;
    }

    /// <summary>The query string, without its question mark, that opens <paramref name="path"/>.</summary>
    public string Sign(string path) => string.Create(CultureInfo.InvariantCulture,
        $"{PlaybackAddress.Expires}={expires}&{PlaybackAddress.KeyId}={TokenKeyId.Of(key.Version)}&{PlaybackAddress.Signature}={Mac(key.Key, path, expires)}");

    internal static string Mac(byte[] key, string path, long expires)
    {
        var text = Encoding.UTF8.GetBytes(path);
        var message = new byte[Context.Length + 10 + text.Length];
        Context.CopyTo(message, 0);
        BinaryPrimitives.WriteInt64BigEndian(message.AsSpan(Context.Length), expires);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(Context.Length + 8), checked((ushort)text.Length));
        text.CopyTo(message, Context.Length + 10);
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, message));
    }
}
