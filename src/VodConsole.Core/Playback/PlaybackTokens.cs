using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using VodConsole.Core.Keys;

namespace VodConsole.Core.Playback;

/// <summary>
/// Makes and checks playback tokens <c>pa1.{kid}.{base64url(claims)}.{base64url(HMAC-SHA256)}</c>
/// (<c>security-reliability.md</c> §2f). The prefix fixes the algorithm; the key is derived from the installation's token
/// key and the token's type, so that one kind never passes for another. Thread-safe. In contrast to <see cref="SignedUrls"/>
/// a token names a video and what may be done with it, not one address.
/// </summary>
public sealed class PlaybackTokens(IKeyEncryptionKey keys, TimeProvider clock, IOptions<PlaybackOptions> options)
{
    /// <summary>The type of a token that lets a player play one video.</summary>
    public const string PlayAuth = "playauth";

    /// <summary>Characters in a token; longer ones are refused unread.</summary>
    public const int SizeLimit = 4096;

    /// <summary>How far two servers' clocks may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    /// <summary>Makes a token for one video, allowing <see cref="PlaybackOperation.Play"/> and <see cref="PlaybackOperation.Key"/>.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="subject">Who asked; shown in logs, at most 128 characters count.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The token, and when it ends.</returns>
    public Task<IssuedToken> IssueAsync(Guid videoId, string subject, CancellationToken cancellation) =>
        IssueAsync(videoId, subject, [PlaybackOperation.Play, PlaybackOperation.Key], cancellation);

    /// <summary>Makes a token for one video that allows just these <paramref name="operations"/> (<see cref="PlaybackOperation"/>).</summary>
    /// <returns>The token, and when it ends.</returns>
    public Task<IssuedToken> IssueAsync(
        Guid videoId, string subject, IReadOnlyList<string> operations, CancellationToken cancellation) =>
        IssueAsync(videoId, subject, operations, TimeSpan.FromSeconds(options.Value.TokenLifetimeSeconds), cancellation);

    /// <summary>As above, for as long as the caller says rather than the configuration.</summary>
    /// <returns>The token, and when it ends.</returns>
    public async Task<IssuedToken> IssueAsync(
        Guid videoId, string subject, IReadOnlyList<string> operations, TimeSpan lifetime, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var expires = now + lifetime;
        var claims = new PlaybackClaims
        {
            Version = 1,
            Type = PlayAuth,
            MediaId = videoId.ToString("N"),
            Subject = subject.Length <= 128 ? subject : subject[..128],
            Operations = operations,
            IssuedAt = now.ToUnixTimeSeconds(),
            NotBefore = now.ToUnixTimeSeconds(),
            ExpiresAt = expires.ToUnixTimeSeconds(),
            TokenId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
        };
        var key = await keys.DeriveAsync(KeyPurpose.Token, PlayAuth, 32, version: null, cancellation);
        return new IssuedToken(PlaybackTokenText.Write(claims, key), DateTimeOffset.FromUnixTimeSeconds(claims.ExpiresAt).UtcDateTime);
    }

    /// <summary>Checks a token. Never throws for a bad one.</summary>
    /// <param name="token">As it came; null when there was none.</param>
    /// <param name="operation">What is asked, a <see cref="PlaybackOperation"/>.</param>
    /// <param name="videoId">The request's video; null where the caller compares <see cref="PlaybackClaims.MediaId"/> itself.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<TokenCheck> CheckAsync(string? token, string operation, Guid? videoId, CancellationToken cancellation)
    {
        if (token is null || token.Length > SizeLimit || PlaybackTokenText.Read(token) is not { } text)
            return new TokenCheck(TokenVerdict.Malformed);

        DerivedKey key;
        try
        {
            key = await keys.DeriveAsync(KeyPurpose.Token, PlayAuth, 32, text.KeyVersion, cancellation);
        }
        catch (CryptoRejectedException)
        {
            return new TokenCheck(TokenVerdict.UnknownKey);
        }

        if (!text.IsSignedBy(key.Key)) return new TokenCheck(TokenVerdict.BadSignature);
        return text.Claims() is { } claims ? Judge(claims, operation, videoId) : new TokenCheck(TokenVerdict.Malformed);
    }

    private TokenCheck Judge(PlaybackClaims claims, string operation, Guid? videoId)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var skew = (long)ClockSkew.TotalSeconds;
        var begins = Math.Max(claims.IssuedAt, claims.NotBefore ?? claims.IssuedAt);
        if (claims.Version != 1 || claims.Type != PlayAuth) return new TokenCheck(TokenVerdict.WrongType);
        if (now < begins - skew) return new TokenCheck(TokenVerdict.NotYetValid);
        if (now >= claims.ExpiresAt + skew) return new TokenCheck(TokenVerdict.Expired);
        if (videoId is { } video && claims.MediaId != video.ToString("N")) return new TokenCheck(TokenVerdict.OtherVideo);
        if (!claims.Operations.Contains(operation)) return new TokenCheck(TokenVerdict.OperationNotAllowed);
        return new TokenCheck(TokenVerdict.Valid, claims);
    }

}

/// <summary>A token as it is handed out; <c>ToString</c> never shows it.</summary>
/// <param name="token">The token.</param>
/// <param name="expiresAt">When it ends, UTC.</param>
public sealed class IssuedToken(string token, DateTime expiresAt)
{
    /// <summary>The token; never to be logged.</summary>
    public string Token { get; } = token;

    /// <summary>When it ends, UTC.</summary>
    public DateTime ExpiresAt { get; } = expiresAt;

    /// <inheritdoc/>
    public override string ToString() => "***";
}
