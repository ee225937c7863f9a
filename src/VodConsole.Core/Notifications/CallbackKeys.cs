using System.Security.Cryptography;
using System.Text;
using VodConsole.Core.Keys;

namespace VodConsole.Core.Notifications;

/// <summary>Wraps and opens the keys that sign notifications. Thread-safe.</summary>
internal static class CallbackKeys
{
    /// <summary>The stored form of a key.</summary>
    public static Task<WrappedKey> WrapAsync(IKeyEncryptionKey keys, string appId, string key, CancellationToken cancellation) =>
        keys.WrapAsync(KeyPurpose.Callback, Encoding.ASCII.GetBytes(key), ContextOf(appId), cancellation);

    /// <summary>The key in the clear; null when there is none.</summary>
    /// <exception cref="CryptoRejectedException">The row was moved or damaged.</exception>
    public static async Task<string?> OpenAsync(IKeyEncryptionKey keys, CallbackSettings settings, CancellationToken cancellation)
    {
        if (settings.WrappedKey is not { } record) return null;
        var bytes = await keys.UnwrapAsync(KeyPurpose.Callback, WrappedKey.Parse(record), ContextOf(settings.AppId), cancellation);
        var key = Encoding.ASCII.GetString(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    private static byte[] ContextOf(string appId) => [.. "vod-callback-key/v1\0"u8, .. Encoding.UTF8.GetBytes(appId)];
}
