using System.Security.Cryptography;
using System.Text;
using VodConsole.Core.Keys;

namespace VodConsole.Core.ApiAccess;

/// <summary>Makes and opens the secrets of access keys. Thread-safe.</summary>
internal sealed class AccessKeySecrets(IKeyEncryptionKey keys)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A new id; it says whose it is and is no secret.</summary>
    public static string NewId() => $"VODA{RandomNumberGenerator.GetString(Letters, AccessKey.IdLength - 4)}";

    /// <summary>A new secret of 178 random bits, and its stored form.</summary>
    public async Task<(string Secret, WrappedKey Wrapped)> MakeAsync(string id, CancellationToken cancellation)
    {
        var secret = RandomNumberGenerator.GetString(Letters, AccessKey.SecretLength);
        return (secret, await keys.WrapAsync(KeyPurpose.AccessKey, Encoding.ASCII.GetBytes(secret), ContextOf(id), cancellation));
    }

    /// <summary>The secret's ASCII bytes; the caller zeroes them.</summary>
    /// <exception cref="CryptoRejectedException">The row was moved or damaged.</exception>
    public Task<byte[]> OpenAsync(AccessKey key, CancellationToken cancellation) =>
        keys.UnwrapAsync(KeyPurpose.AccessKey, WrappedKey.Parse(key.Wrapped), ContextOf(key.Id), cancellation);

    private static byte[] ContextOf(string id) => [.. "vod-access-key/v1\0"u8, .. Encoding.ASCII.GetBytes(id)];
}
