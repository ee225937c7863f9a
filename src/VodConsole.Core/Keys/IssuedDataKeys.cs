using System.Security.Cryptography;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Keys;

/// <summary>
/// Data keys for callers who run a key service of their own (<c>vod-contract.md</c> §4): they keep the wrapped key, hand it in with a
/// transcoding, and have it opened when a player asks them. Nothing is stored here. In contrast to <see cref="DataKeys"/>, such a
/// key belongs to no video. Thread-safe.
/// </summary>
public sealed class IssuedDataKeys(IKeyEncryptionKey keys, AccessGuard guard)
{
    private static readonly byte[] Context = "vod-issued-key/v1"u8.ToArray();

    /// <summary>Makes one.</summary>
    public async Task<IssuedDataKey> GenerateAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.RunTasks, cancellation);
        var made = await keys.GenerateAsync(KeyPurpose.IssuedKey, Context, DataKeys.Length, cancellation);
        return new IssuedDataKey(await NameAsync(made.Wrapped.KekVersion, cancellation), Convert.ToBase64String(made.Wrapped.ToBytes()), made.Plaintext);
    }

    /// <summary>Opens one; the caller disposes of it.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.IssuedKeyInvalid"/>: not a key that this installation wrapped, or damaged.</exception>
    public async Task<IssuedDataKey> DecryptAsync(Actor actor, string cipherText, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.RunTasks, cancellation);
        var (key, version) = await UnwrapAsync(cipherText, cancellation);
        return new IssuedDataKey(await NameAsync(version, cancellation), cipherText, key);
    }

    /// <summary>Opens one for a transcoding that was admitted with it; the caller zeroes the result.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.IssuedKeyInvalid"/>.</exception>
    public async Task<byte[]> OpenAsync(string cipherText, CancellationToken cancellation) => (await UnwrapAsync(cipherText, cancellation)).Key;

    private async Task<(byte[] Key, uint Version)> UnwrapAsync(string cipherText, CancellationToken cancellation)
    {
        try
        {
            var wrapped = WrappedKey.Parse(Convert.FromBase64String(cipherText));
            var key = await keys.UnwrapAsync(KeyPurpose.IssuedKey, wrapped, Context, cancellation);
            if (key.Length == DataKeys.Length) return (key, wrapped.KekVersion);
            CryptographicOperations.ZeroMemory(key);
        }
        catch (Exception rejected) when (rejected is FormatException or CryptoRejectedException)
        {
            // Told below, and no finer: what is wrong with a forged key helps only its forger.
        }

        throw new VodException(ErrorCode.IssuedKeyInvalid);
    }

    // Derived, so that it is the same in every process and says nothing of the key that it names.
    private async Task<string> NameAsync(uint version, CancellationToken cancellation)
    {
        var derived = await keys.DeriveAsync(KeyPurpose.IssuedKey, "key-id", 16, version, cancellation);
        return new Guid(derived.Key).ToString();
    }
}

/// <summary>A data key in the clear and wrapped. Dispose zeroes the clear one; <c>ToString</c> never shows it.</summary>
/// <param name="keyId">Names the key that wraps it.</param>
/// <param name="cipherText">The wrapped key in base64; may be stored.</param>
/// <param name="plaintext">16 bytes; memory only.</param>
public sealed class IssuedDataKey(string keyId, string cipherText, byte[] plaintext) : IDisposable
{
    /// <summary>Names the key that wraps it.</summary>
    public string KeyId { get; } = keyId;

    /// <summary>The wrapped key in base64; may be stored.</summary>
    public string CipherText { get; } = cipherText;

    /// <summary>16 bytes; memory only.</summary>
    public byte[] Plaintext { get; } = plaintext;

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(Plaintext);

    /// <inheritdoc/>
    public override string ToString() => "***";
}
