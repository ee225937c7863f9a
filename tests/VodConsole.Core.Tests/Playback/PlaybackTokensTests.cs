using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Playback;

namespace VodConsole.Core.Tests.Playback;

public sealed class PlaybackTokensTests
{
    private static readonly Guid Video = Guid.Parse("e7f71328c72146fd80a651e5553386c1");
    private readonly TokenKeys keys = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.FromUnixTimeSeconds(1_760_000_000));

    private PlaybackTokens Tokens => new(keys, clock, Options.Create(new PlaybackOptions()));

    [Fact]
    public async Task Opens_its_own_token_for_its_video_and_both_operations()
    {
        var issued = await Tokens.IssueAsync(Video, "someone", default);

        var play = await Tokens.CheckAsync(issued.Token, PlaybackOperation.Play, Video, default);
        var key = await Tokens.CheckAsync(issued.Token, PlaybackOperation.Key, Video, default);

        Assert.True(play.IsValid);
        Assert.True(key.IsValid);
        Assert.Equal(Video.ToString("N"), play.Claims!.MediaId);
        Assert.Equal("someone", play.Claims.Subject);
        Assert.Equal(1_760_000_600, play.Claims.ExpiresAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_760_000_600).UtcDateTime, issued.ExpiresAt);
    }

    [Fact]
    public async Task Two_tokens_differ_in_128_random_bits()
    {
        var first = await Tokens.IssueAsync(Video, "someone", default);
        var second = await Tokens.IssueAsync(Video, "someone", default);

        Assert.NotEqual(first.Token, second.Token);
        var claims = (await Tokens.CheckAsync(first.Token, PlaybackOperation.Play, Video, default)).Claims!;
        Assert.Equal(16, Base64Url.DecodeFromChars(claims.TokenId).Length);
    }

    [Fact]
    public async Task Opens_the_published_vector()
    {
        var vector = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "vectors", "protocol-v1.json")))!["playauth"]!;
        var tokens = new PlaybackTokens(
            new TokenKeys(Convert.FromHexString((string)vector["master"]!)), clock, Options.Create(new PlaybackOptions()));

        var check = await tokens.CheckAsync((string)vector["token"]!, PlaybackOperation.Key, Video, default);

        Assert.Equal(TokenVerdict.Valid, check.Verdict);
        Assert.Equal("viewer-1", check.Claims!.Subject);
        Assert.Equal("AAECAwQFBgcICQoLDA0ODw", check.Claims.TokenId);
    }

    [Theory]
    [InlineData(-61, TokenVerdict.NotYetValid)]
    [InlineData(-60, TokenVerdict.Valid)]
    [InlineData(659, TokenVerdict.Valid)]
    [InlineData(660, TokenVerdict.Expired)]
    [InlineData(864_000, TokenVerdict.Expired)]
    public async Task Holds_for_its_lifetime_and_a_minute_of_clock_skew(int seconds, TokenVerdict expected)
    {
        var token = (await Tokens.IssueAsync(Video, "someone", default)).Token;
        var later = new FakeTimeProvider(clock.GetUtcNow().AddSeconds(seconds));

        var check = await new PlaybackTokens(keys, later, Options.Create(new PlaybackOptions()))
            .CheckAsync(token, PlaybackOperation.Play, Video, default);

        Assert.Equal(expected, check.Verdict);
    }

    [Fact]
    public async Task Refuses_another_video()
    {
        var token = (await Tokens.IssueAsync(Video, "someone", default)).Token;

        var check = await Tokens.CheckAsync(token, PlaybackOperation.Play, Guid.NewGuid(), default);

        Assert.Equal(TokenVerdict.OtherVideo, check.Verdict);
        Assert.Null(check.Claims);
    }

    [Theory]
    [InlineData("v", "2", TokenVerdict.WrongType)]
    [InlineData("typ", "\"licence\"", TokenVerdict.WrongType)]
    [InlineData("mid", "\"00000000000000000000000000000000\"", TokenVerdict.OtherVideo)]
    [InlineData("mid", "\"E7F71328C72146FD80A651E5553386C1\"", TokenVerdict.OtherVideo)]
    [InlineData("ops", "[]", TokenVerdict.OperationNotAllowed)]
    [InlineData("ops", "[\"key\"]", TokenVerdict.OperationNotAllowed)]
    [InlineData("ops", "[\"PLAY\"]", TokenVerdict.OperationNotAllowed)]
    [InlineData("iat", "1760000100", TokenVerdict.NotYetValid)]
    [InlineData("nbf", "1760000100", TokenVerdict.NotYetValid)]
    [InlineData("exp", "1759999900", TokenVerdict.Expired)]
    [InlineData("exp", "-1", TokenVerdict.Expired)]
    [InlineData("exp", "\"1760000600\"", TokenVerdict.Malformed)]
    [InlineData("exp", "1e400", TokenVerdict.Malformed)]
    [InlineData("ops", "\"play\"", TokenVerdict.Malformed)]
    public async Task Refuses_a_well_signed_token_with_a_wrong_claim(string claim, string value, TokenVerdict expected)
    {
        var token = Sign(payload => payload[claim] = JsonNode.Parse(value == "1e400" ? "0" : value)!, value);

        Assert.Equal(expected, (await Tokens.CheckAsync(token, PlaybackOperation.Play, Video, default)).Verdict);
    }

    [Theory]
    [InlineData("v")]
    [InlineData("typ")]
    [InlineData("mid")]
    [InlineData("sub")]
    [InlineData("ops")]
    [InlineData("iat")]
    [InlineData("exp")]
    [InlineData("jti")]
    public async Task Refuses_a_well_signed_token_without(string claim)
    {
        var token = Sign(payload => payload.Remove(claim));

        Assert.Equal(TokenVerdict.Malformed, (await Tokens.CheckAsync(token, PlaybackOperation.Play, Video, default)).Verdict);
    }

    [Fact]
    public async Task Refuses_a_token_changed_in_any_one_character()
    {
        var token = (await Tokens.IssueAsync(Video, "someone", default)).Token;
        for (var at = 0; at < token.Length; at++)
        {
            foreach (var other in "Ax.0_")
            {
                if (token[at] == other) continue;
                var changed = token[..at] + other + token[(at + 1)..];
                Assert.False((await Tokens.CheckAsync(changed, PlaybackOperation.Play, Video, default)).IsValid, changed);
            }
        }
    }

    [Fact]
    public async Task Refuses_a_token_cut_or_lengthened_anywhere()
    {
        var token = (await Tokens.IssueAsync(Video, "someone", default)).Token;
        for (var length = 0; length < token.Length; length++)
            Assert.False((await Tokens.CheckAsync(token[..length], PlaybackOperation.Play, Video, default)).IsValid);
        foreach (var tail in new[] { "=", ".", "A", " ", "\n" })
            Assert.False((await Tokens.CheckAsync(token + tail, PlaybackOperation.Play, Video, default)).IsValid);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pa1")]
    [InlineData("pa1...")]
    [InlineData("pa2.k1.e30.AAAA")]
    [InlineData("pa1.k0.e30.AAAA")]
    [InlineData("pa1.k01.e30.AAAA")]
    [InlineData("pa1.k-1.e30.AAAA")]
    [InlineData("pa1.k99999999999.e30.AAAA")]
    [InlineData("pa1.1.e30.AAAA")]
    [InlineData("pa1.k1.e30.AAAA.AAAA")]
    public async Task Refuses_what_does_not_look_like_a_token(string? token)
    {
        Assert.Equal(TokenVerdict.Malformed, (await Tokens.CheckAsync(token, PlaybackOperation.Play, Video, default)).Verdict);
    }

    [Fact]
    public async Task Refuses_a_well_signed_token_above_4_KiB_unread()
    {
        var token = Sign(payload => payload["sub"] = new string('x', 4096));

        Assert.Equal(TokenVerdict.Malformed, (await Tokens.CheckAsync(token, PlaybackOperation.Play, Video, default)).Verdict);
    }

    [Fact]
    public async Task Still_opens_tokens_of_an_older_key_until_that_is_gone()
    {
        var old = (await Tokens.IssueAsync(Video, "someone", default)).Token;
        keys.Versions = [1, 2];
        var fresh = (await Tokens.IssueAsync(Video, "someone", default)).Token;

        Assert.StartsWith("pa1.k2.", fresh, StringComparison.Ordinal);
        Assert.True((await Tokens.CheckAsync(old, PlaybackOperation.Play, Video, default)).IsValid);
        Assert.True((await Tokens.CheckAsync(fresh, PlaybackOperation.Play, Video, default)).IsValid);

        keys.Versions = [2];
        Assert.Equal(TokenVerdict.UnknownKey, (await Tokens.CheckAsync(old, PlaybackOperation.Play, Video, default)).Verdict);
    }

    [Fact]
    public async Task Refuses_a_token_of_another_type_signed_with_that_types_key()
    {
        var token = Sign(payload => payload["typ"] = "licence", info: "licence");

        Assert.Equal(TokenVerdict.BadSignature, (await Tokens.CheckAsync(token, PlaybackOperation.Play, Video, default)).Verdict);
    }

    [Fact]
    public async Task Never_shows_a_token_in_text()
    {
        var issued = await Tokens.IssueAsync(Video, "someone", default);

        Assert.Equal("***", string.Create(CultureInfo.InvariantCulture, $"{issued}"));
    }

    private string Sign(Action<JsonObject> change, string? raw = null, string info = PlaybackTokens.PlayAuth)
    {
        var payload = new JsonObject
        {
            ["v"] = 1,
            ["typ"] = "playauth",
            ["mid"] = Video.ToString("N"),
            ["sub"] = "someone",
            ["ops"] = new JsonArray("play", "key"),
            ["iat"] = 1_760_000_000,
            ["nbf"] = 1_760_000_000,
            ["exp"] = 1_760_000_600,
            ["jti"] = "AAECAwQFBgcICQoLDA0ODw",
        };
        change(payload);
        var json = JsonSerializer.Serialize(payload);
        if (raw == "1e400") json = json.Replace("\"exp\":0", "\"exp\":1e400", StringComparison.Ordinal);
        var signed = "pa1.k1." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
        var key = keys.DeriveAsync(Core.Keys.KeyPurpose.Token, info, 32, 1, default).GetAwaiter().GetResult();
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(key.Key, Encoding.UTF8.GetBytes(signed)));
    }
}
