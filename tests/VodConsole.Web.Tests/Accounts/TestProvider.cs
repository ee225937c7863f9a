using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VodConsole.Web.Tests.Accounts;

/// <summary>A small OpenID Connect provider on this machine: code flow with PKCE, signed tokens, and lies on demand.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "console";
    public const string ClientSecret = "a secret between the two";

    private readonly RSA key = RSA.Create(2048);
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce)> codes = [];

    private TestProvider(WebApplication app) => this.app = app;

    /// <summary>Whom it vouches for.</summary>
    public string Subject { get; set; } = "subject-1";

    /// <summary>Their e-mail address.</summary>
    public string Email { get; set; } = "";

    /// <summary>Whether it has verified that.</summary>
    public bool IsEmailVerified { get; set; } = true;

    /// <summary>Who it says it is in tokens; null for the truth.</summary>
    public string? Issuer { get; set; }

    /// <summary>For whom it makes tokens.</summary>
    public string Audience { get; set; } = ClientId;

    /// <summary>Whether the token's signature is another key's.</summary>
    public bool SignsWithAnotherKey { get; set; }

    /// <summary>Whether the token answers another request.</summary>
    public bool MixesUpNonces { get; set; }

    public string Address => app.Urls.Single();

    public static async Task<TestProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var provider = new TestProvider(builder.Build());
        provider.app.MapGet("/.well-known/openid-configuration", provider.Describe);
        provider.app.MapGet("/keys", provider.ListKeys);
        provider.app.MapGet("/authorize", provider.Authorize);
        provider.app.MapPost("/token", async (HttpRequest request) => provider.Exchange(await request.ReadFormAsync()));
        await provider.app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private IResult Describe() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Address, ["authorization_endpoint"] = $"{Address}/authorize", ["token_endpoint"] = $"{Address}/token", ["jwks_uri"] = $"{Address}/keys",
        ["response_types_supported"] = new[] { "code" }, ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
    });

    private IResult ListKeys()
    {
        var shown = key.ExportParameters(false);
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "1", alg = "RS256", n = Encode(shown.Modulus!), e = Encode(shown.Exponent!) } } });
    }

    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["response_type"] != "code" || query["client_id"] != ClientId || query["code_challenge_method"] != "S256") return Results.BadRequest();
        var code = Encode(RandomNumberGenerator.GetBytes(16));
        codes[code] = (query["code_challenge"].ToString(), query["nonce"].ToString());
        return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
    }

    private IResult Exchange(IFormCollection form)
    {
        var isKnown = codes.TryRemove(form["code"].ToString(), out var asked)
            && form["client_id"] == ClientId && form["client_secret"] == ClientSecret
            && Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == asked.Challenge;
        return isKnown
            ? Results.Json(new { access_token = "access", token_type = "Bearer", expires_in = 60, id_token = MakeToken(asked.Nonce) })
            : Results.Json(new { error = "invalid_grant" }, statusCode: 400);
    }

    private string MakeToken(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var head = Encode(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", kid = "1", typ = "JWT" }));
        var body = Encode(JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = Issuer ?? Address, aud = Audience, sub = Subject, iat = now, exp = now + 60, nonce = MixesUpNonces ? "another" : nonce,
            email = Email, email_verified = IsEmailVerified,
        }));
        using var other = SignsWithAnotherKey ? RSA.Create(2048) : null;
        var signature = (other ?? key).SignData(
            Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{head}.{body}.{Encode(signature)}";
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
