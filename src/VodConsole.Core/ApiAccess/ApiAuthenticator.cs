using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Keys;
using VodConsole.Protocol.Actions;
using VodConsole.Protocol.Signing;

namespace VodConsole.Core.ApiAccess;

/// <summary>
/// Finds out who signed a request, by either signature (<c>vod-contract.md</c> §2). The order is time, key, signature, nonce: only a
/// request that verifies uses a nonce up, so that nobody can spend somebody else's. Thread-safe.
/// </summary>
public sealed class ApiAuthenticator
{
    /// <summary>How far the client's clock may be off.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly IDbContextFactory<VodDbContext> contexts;
    private readonly SecurityTokens tokens;
    private readonly NonceLedger nonces;
    private readonly TimeProvider clock;
    private readonly AccessKeySecrets secrets;
    private readonly KnownAccessKeys known;

    public ApiAuthenticator(
        IDbContextFactory<VodDbContext> contexts, IKeyEncryptionKey keys, SecurityTokens tokens, NonceLedger nonces, TimeProvider clock)
    {
        (this.contexts, this.tokens, this.nonces, this.clock) = (contexts, tokens, nonces, clock);
        secrets = new AccessKeySecrets(keys);
        known = new KnownAccessKeys(contexts, clock);
    }

    /// <summary>The caller.</summary>
    /// <exception cref="RpcException">The request is not, or not rightly, signed.</exception>
    public async Task<ApiCaller> AuthenticateAsync(SignedRequest request, CancellationToken cancellation)
    {
        var claim = request.Header("authorization") is { } header ? HeaderClaim(request, header) : QueryClaim(request);
        RequireTime(claim);
        if (claim.Nonce.Length is 0 or > UsedNonce.NonceLimit || claim.Nonce.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new RpcException(RpcError.SignatureIncomplete);

        var credential = claim.AccessKeyId.StartsWith(SecurityTokens.IdPrefix, StringComparison.Ordinal)
            ? await TemporaryAsync(request, claim, cancellation)
            : await OwnAsync(request, claim, cancellation);
        try
        {
            if (!claim.Verify(credential.Secret)) throw new RpcException(claim.Mismatch);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(credential.Secret);
        }

        var use = await nonces.UseAsync(claim.AccessKeyId, claim.Nonce, cancellation);
        if (!use.Passed) throw new RpcException(RpcError.NonceUsed);
        if (credential.Key is { } key) await ConfirmAsync(key, use.RightsMark, request, cancellation);
        return new ApiCaller(credential.Actor, claim.AccessKeyId, credential.Session, use.RightsMark, credential.EndsAt);
    }

    private static Claim QueryClaim(SignedRequest request)
    {
        var parameters = request.Parameters;
        var accessKeyId = Required(parameters, "AccessKeyId");
        var signature = Required(parameters, SignatureV1.Parameter);
        if (parameters["SignatureMethod"] is { } method && method != "HMAC-SHA1") throw new RpcException(RpcError.SignatureMethodInvalid);
        if (parameters["SignatureVersion"] is { } version && version != "1.0") throw new RpcException(RpcError.SignatureIncomplete);
        var isPlayer = WebPlayer.Sent(request);
        var time = isPlayer ? null : Required(parameters, "Timestamp");
        var signed = parameters.All.Where(pair => !isPlayer || pair.Key != WebPlayer.UnsignedParameter);
        var text = SignatureV1.StringToSign(request.Method, signed);
        return new Claim(
            accessKeyId, Required(parameters, "SignatureNonce"), time, Present(parameters["SecurityToken"]), RpcError.SignatureDoesNotMatch(text),
            secret => SignatureV1.Verify(secret, text, signature));
    }

    private static Claim HeaderClaim(SignedRequest request, string header)
    {
        var authorization = V3Authorization.Parse(header) ?? throw new RpcException(RpcError.SignatureIncomplete);
        // What is not signed could be changed on the way, so whatever decides anything must be.
        foreach (var name in V3MustSign)
            if (request.Header(name) is not null && !authorization.SignedHeaders.Contains(name))
                throw new RpcException(RpcError.SignatureIncomplete);
        var bodyHash = request.Header(SignatureV3.ContentHash) ?? throw new RpcException(RpcError.SignatureIncomplete);
        var headers = authorization.SignedHeaders.Select(name => KeyValuePair.Create(
            name, request.Header(name) ?? throw new RpcException(RpcError.SignatureIncomplete))).ToList();
        var text = SignatureV3.StringToSign(SignatureV3.CanonicalRequest(request.Method, "/", request.Query.All, headers, bodyHash));
        return new Claim(
            authorization.AccessKeyId, request.Header("x-acs-signature-nonce") ?? throw new RpcException(RpcError.SignatureIncomplete),
            request.Header("x-acs-date") ?? throw new RpcException(RpcError.SignatureIncomplete), Present(request.Header("x-acs-security-token")),
            RpcError.HeaderSignatureDoesNotMatch(text),
            secret => bodyHash == request.BodyHash && SignatureV3.Verify(secret, text, authorization.Signature));
    }

    private static readonly string[] V3MustSign =
    [
        "host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256", "x-acs-security-token",
        "x-acs-accesskey-id", "content-type",
    ];

    private void RequireTime(Claim claim)
    {
        if (claim.Time is not { } text) return;
        if (!DateTime.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            throw new RpcException(RpcError.TimestampMalformed);
        if ((clock.GetUtcNow().UtcDateTime - time).Duration() > Window) throw new RpcException(RpcError.TimestampExpired);
    }

    private async Task<Credential> OwnAsync(SignedRequest request, Claim claim, CancellationToken cancellation)
    {
        if (claim.SecurityToken is not null) throw new RpcException(RpcError.SecurityTokenMismatch);
        var now = clock.GetUtcNow();
        // A key that was kept may open, and its use is confirmed later; what it refuses may have been lifted.
        var key = known.Kept(claim.AccessKeyId) is { } kept && kept.Refuse(request.Address, now) is null
            ? kept
            : await known.ReadAsync(claim.AccessKeyId, cancellation) ?? throw new RpcException(RpcError.AccessKeyNotFound);
        if (key.Refuse(request.Address, now) is { } refusal) throw new RpcException(refusal);
        var actor = new Actor(key.Key.UserId, key.UserName, request.Address?.ToString());
        return new Credential(await secrets.OpenAsync(key.Key, cancellation), actor, null, key, null);
    }

    // The key is judged as it was when the request's nonce was used, whatever was kept of it before.
    private async Task ConfirmAsync(KnownAccessKey key, Guid mark, SignedRequest request, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (key.Mark != mark)
        {
            key = await known.ReadAsync(key.Key.Id, cancellation) ?? throw new RpcException(RpcError.AccessKeyNotFound);
            if (key.Refuse(request.Address, now) is { } refusal) throw new RpcException(refusal);
        }

        if (!key.TakeNote(now.UtcDateTime)) return;
        var (from, action) = (request.Address?.ToString(), request.Action.Length <= 64 ? request.Action : request.Action[..64]);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.AccessKeys.Where(row => row.Id == key.Key.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LastUsedAt, now.UtcDateTime).SetProperty(row => row.LastUsedFrom, from)
                .SetProperty(row => row.LastUsedAction, action),
            cancellation);
    }

    private async Task<Credential> TemporaryAsync(SignedRequest request, Claim claim, CancellationToken cancellation)
    {
        if (claim.SecurityToken is null) throw new RpcException(RpcError.SecurityTokenMissing);
        var token = await tokens.OpenAsync(claim.SecurityToken, cancellation) ?? throw new RpcException(RpcError.SecurityTokenMalformed);
        if (token.Id != claim.AccessKeyId) throw new RpcException(RpcError.SecurityTokenMismatch);
        if (token.ExpiresAt <= clock.GetUtcNow().UtcDateTime) throw new RpcException(RpcError.SecurityTokenExpired);
        var actor = new Actor(token.Session.UserId, token.Session.Name, request.Address?.ToString());
        return new Credential(Encoding.ASCII.GetBytes(token.Secret), actor, token.Session, null, token.ExpiresAt);
    }

    private static string Required(RequestParameters parameters, string name) =>
        Present(parameters[name]) ?? throw new RpcException(RpcError.Missing(name));

    // Some clients send what they have not set as the word of their language (vod-contract.md §3.4).
    private static string? Present(string? value) => value is null or "" or "undefined" ? null : value;

    private sealed record Claim(
        string AccessKeyId, string Nonce, string? Time, string? SecurityToken, RpcError Mismatch, Func<byte[], bool> Verify);

    private sealed record Credential(byte[] Secret, Actor Actor, ApiSession? Session, KnownAccessKey? Key, DateTime? EndsAt);
}
