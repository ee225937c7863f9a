using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using VodConsole.Core.Accounts;
using VodConsole.Core.Keys;

namespace VodConsole.Core.ApiAccess;

/// <summary>
/// Makes and opens security tokens: temporary access keys that carry themselves (<c>security-reliability.md</c> §2f). A token is
/// AES-256-GCM under a key of the installation, <c>st1.{kid}.{base64url(nonce‖ciphertext‖tag)}</c>, so that the server keeps nothing. It holds
/// the secret of its access key: whoever has the token alone cannot sign with it, because they cannot open it. Thread-safe.
/// </summary>
public sealed class SecurityTokens(IKeyEncryptionKey keys, TimeProvider clock)
{
    /// <summary>How ids of temporary access keys begin.</summary>
    public const string IdPrefix = "STS.";

    /// <summary>Characters in a token; longer ones are refused unread.</summary>
    public const int SizeLimit = 8192;

    private const string Prefix = "st1";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Makes a temporary access key.</summary>
    /// <param name="session">For whom, and for what.</param>
    /// <param name="lifetime">How long.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<TemporaryAccess> IssueAsync(ApiSession session, TimeSpan lifetime, CancellationToken cancellation)
    {
        var (id, secret) = ($"{IdPrefix}{RandomNumberGenerator.GetString(Letters, 20)}", RandomNumberGenerator.GetString(Letters, 40));
        var expires = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + lifetime).ToUnixTimeSeconds());
        var key = await keys.DeriveAsync(KeyPurpose.Token, Prefix, 32, version: null, cancellation);
        var header = $"{Prefix}.k{key.Version}";
        var clear = JsonSerializer.SerializeToUtf8Bytes(
            new Content(id, secret, session, expires.ToUnixTimeSeconds()), SecurityTokenJson.Default.Content);
        var sealedBytes = new byte[NonceLength + clear.Length + TagLength];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceLength));
        using var gcm = new AesGcm(key.Key, TagLength);
        gcm.Encrypt(
            sealedBytes.AsSpan(0, NonceLength), clear, sealedBytes.AsSpan(NonceLength, clear.Length), sealedBytes.AsSpan(NonceLength + clear.Length),
            System.Text.Encoding.ASCII.GetBytes(header));
        CryptographicOperations.ZeroMemory(clear);
        return new TemporaryAccess(id, secret, $"{header}.{Base64Url.EncodeToString(sealedBytes)}", expires.UtcDateTime, lifetime);
    }

    /// <summary>Opens a token; null when the service has not made it. Whether its time is over, the caller decides.</summary>
    public async Task<OpenedToken?> OpenAsync(string token, CancellationToken cancellation)
    {
        if (token.Length > SizeLimit || token.Split('.') is not [Prefix, ['k', .. var number], var body]
            || !uint.TryParse(number, System.Globalization.NumberStyles.None, null, out var version))
            return null;
        try
        {
            var sealedBytes = Base64Url.DecodeFromChars(body);
            if (sealedBytes.Length < NonceLength + TagLength) return null;
            var key = await keys.DeriveAsync(KeyPurpose.Token, Prefix, 32, version, cancellation);
            var clear = new byte[sealedBytes.Length - NonceLength - TagLength];
            using var gcm = new AesGcm(key.Key, TagLength);
            gcm.Decrypt(
                sealedBytes.AsSpan(0, NonceLength), sealedBytes.AsSpan(NonceLength, clear.Length), sealedBytes.AsSpan(NonceLength + clear.Length),
                clear, System.Text.Encoding.ASCII.GetBytes($"{Prefix}.k{number}"));
            var content = JsonSerializer.Deserialize(clear, SecurityTokenJson.Default.Content)!;
            CryptographicOperations.ZeroMemory(clear);
            return new OpenedToken(
                content.Id, content.Secret, content.Session, DateTimeOffset.FromUnixTimeSeconds(content.ExpiresAt).UtcDateTime);
        }
        catch (Exception rejected) when (rejected is CryptoRejectedException or AuthenticationTagMismatchException or FormatException)
        {
            return null;
        }
    }

    internal sealed record Content(
        [property: JsonPropertyName("ak")] string Id, [property: JsonPropertyName("sk")] string Secret,
        [property: JsonPropertyName("ses")] ApiSession Session, [property: JsonPropertyName("exp")] long ExpiresAt);
}

/// <summary>Whose a temporary access key is, and what it may do at most.</summary>
/// <param name="UserId">The account whose rights it has.</param>
/// <param name="Name">The account's name, and the session's where it has one; for logs.</param>
/// <param name="Actions">Operations that it may call; null for all.</param>
/// <param name="VideoId">The one video that it is for; null for all.</param>
/// <param name="IssuedTo">
/// Where the call came from that made a playback credential. Its account's policies are asked about that address: the player that
/// uses the credential is not the account.
/// </param>
/// <param name="Role">The role that was assumed, whose rights it has at most; null for the account's own.</param>
/// <param name="Policy">The document that narrows it further; null for none.</param>
public sealed record ApiSession(
    Guid UserId, string Name, IReadOnlyList<string>? Actions = null, Guid? VideoId = null, string? IssuedTo = null, Role? Role = null,
    string? Policy = null);

/// <summary>A temporary access key; <c>ToString</c> shows its id only.</summary>
/// <param name="id">The id.</param>
/// <param name="secret">The secret.</param>
/// <param name="token">The token that goes with every request.</param>
/// <param name="expiresAt">When it ends, UTC.</param>
/// <param name="lifetime">How long it was made for.</param>
public sealed class TemporaryAccess(string id, string secret, string token, DateTime expiresAt, TimeSpan lifetime)
{
    /// <summary>The id.</summary>
    public string Id { get; } = id;

    /// <summary>The secret; never to be logged.</summary>
    public string Secret { get; } = secret;

    /// <summary>The token; never to be logged.</summary>
    public string Token { get; } = token;

    /// <summary>When it ends, UTC.</summary>
    public DateTime ExpiresAt { get; } = expiresAt;

    /// <summary>How long it was made for.</summary>
    public TimeSpan Lifetime { get; } = lifetime;

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>What a token holds; <c>ToString</c> shows the id only.</summary>
/// <param name="id">Id of its access key.</param>
/// <param name="secret">Its secret.</param>
/// <param name="session">For whom, and for what.</param>
/// <param name="expiresAt">When it ends, UTC.</param>
public sealed class OpenedToken(string id, string secret, ApiSession session, DateTime expiresAt)
{
    /// <summary>Id of its access key.</summary>
    public string Id { get; } = id;

    /// <summary>Its secret; never to be logged.</summary>
    public string Secret { get; } = secret;

    /// <summary>For whom, and for what.</summary>
    public ApiSession Session { get; } = session;

    /// <summary>When it ends, UTC.</summary>
    public DateTime ExpiresAt { get; } = expiresAt;

    /// <inheritdoc/>
    public override string ToString() => Id;
}

[JsonSerializable(typeof(SecurityTokens.Content))]
internal sealed partial class SecurityTokenJson : JsonSerializerContext;
