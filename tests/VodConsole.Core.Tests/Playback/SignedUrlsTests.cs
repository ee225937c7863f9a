using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Playback;

namespace VodConsole.Core.Tests.Playback;

public sealed class SignedUrlsTests
{
    private const string Path = "/play/a/b/hd/000000.ts";
    private readonly TokenKeys keys = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.FromUnixTimeSeconds(1_760_000_000));

    private SignedUrls Urls => new(keys, clock);

    [Fact]
    public async Task Opens_its_path_until_its_end_and_not_after()
    {
        var query = await SignAsync();
        Assert.True(await OpensAsync(Path, query));

        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.True(await OpensAsync(Path, query));

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await OpensAsync(Path, query));
    }

    [Theory]
    [InlineData("/play/a/b/hd/000001.ts")]
    [InlineData("/play/a/b/sd/000000.ts")]
    [InlineData("/play/a/b/hd/000000.ts/")]
    [InlineData("/play/A/b/hd/000000.ts")]
    [InlineData("")]
    public async Task Opens_no_other_path(string other) => Assert.False(await OpensAsync(other, await SignAsync()));

    [Theory]
    [InlineData("expires", "1760000061")]
    [InlineData("expires", "99999999999999999999")]
    [InlineData("expires", "-1")]
    [InlineData("expires", " 1760000060")]
    [InlineData("expires", null)]
    [InlineData("kid", "k2")]
    [InlineData("kid", null)]
    [InlineData("signature", "")]
    [InlineData("signature", null)]
    public async Task Refuses_a_changed_or_missing_parameter(string name, string? value)
    {
        var query = await SignAsync();
        query[name] = value;

        Assert.False(await OpensAsync(Path, query));
    }

    [Fact]
    public async Task Refuses_a_signature_changed_in_any_one_character()
    {
        var query = await SignAsync();
        var signature = query["signature"]!;
        for (var at = 0; at < signature.Length; at++)
        {
            query["signature"] = signature[..at] + (signature[at] == 'A' ? 'B' : 'A') + signature[(at + 1)..];
            Assert.False(await OpensAsync(Path, query));
        }
    }

    private async Task<Dictionary<string, string?>> SignAsync()
    {
        var query = (await Urls.OpenAsync(TimeSpan.FromMinutes(1), default)).Sign(Path);
        return query.Split('&').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => (string?)part[1]);
    }

    private Task<bool> OpensAsync(string path, Dictionary<string, string?> query) =>
        Urls.CheckAsync(path, query["expires"], query["kid"], query["signature"], default);
}
