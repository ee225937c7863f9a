using Bunit;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Downloads;
using VodConsole.Core.Keys;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Core.Tests.Downloads;
using VodConsole.Web.Components.Downloads;

namespace VodConsole.Web.Tests.Downloads;

public sealed class DownloadTraceTests : DownloadPages
{
    // An app that holds the key file of another one cannot be picked here: the register knows whose it is.
    private static readonly AppKey[] Pickable = [AppKey.None, AppKey.Live, AppKey.Replaced, AppKey.Expired, AppKey.Revoked];

    [Fact]
    public async Task Says_of_every_combination_what_the_specification_says()
    {
        var files = new Dictionary<AppKey, string> { [AppKey.None] = "" };
        foreach (var (state, status) in ((AppKey, KeyFileStatus)[])
            [(AppKey.Live, KeyFileStatus.Live), (AppKey.Replaced, KeyFileStatus.Replaced), (AppKey.Expired, KeyFileStatus.Expired), (AppKey.Revoked, KeyFileStatus.Revoked)])
            files[state] = (await AddKeyFileAsync("com.example.player", status)).Id.ToString();
        var videos = new Dictionary<(VideoStatus, bool, EncryptType?), Guid>();
        foreach (var one in Situation.All.Select(one => (one.Status, one.IsDisabled, one.Encryption)).Distinct())
            videos[one] = await AddPublishedAsync(one.Status, one.Encryption, one.IsDisabled);

        var seen = 0;
        foreach (var account in Enum.GetValues<DownloadMode>())
        {
            await SetModeAsync(account);
            foreach (var (video, id) in videos)
            {
                var panel = Render<DownloadTrace>(parameters => parameters.Add(trace => trace.VideoId, id));
                panel.WaitForElement(".trace");
                foreach (var situation in Situation.All.Where(one =>
                    one.Account == account && (one.Status, one.IsDisabled, one.Encryption) == video && Pickable.Contains(one.Key)))
                {
                    await panel.Find("#trace-mode").ChangeAsync(new() { Value = situation.Requested.ToString() });
                    await panel.Find("#trace-app").ChangeAsync(new() { Value = files[situation.Key] });
                    AssertSays(panel, situation);
                    seen++;
                }

                panel.Dispose();
            }
        }

        Assert.Equal(3 * 7 * 2 * 5 * 4 * 2, seen);
    }

    [Theory]
    [InlineData(DownloadMode.Off, "Secure")]
    [InlineData(DownloadMode.Normal, "Normal")]
    [InlineData(DownloadMode.Secure, "Secure")]
    public async Task Asks_for_the_accounts_own_mode_at_first(DownloadMode account, string requested)
    {
        await SetModeAsync(account);
        var panel = await OpenAsync();
        Assert.Equal(requested, panel.Find("#trace-mode").GetAttribute("value"));
    }

    [Theory]
    [InlineData("en", "This cannot be downloaded: 2 rules stand in the way.", "Downloads are off for the whole account.", "In the way", "OK", "Not checked")]
    [InlineData("zh-CN", "无法下载：有 2 条规则不允许。", "整个账号的下载功能已关闭。", "不允许", "通过", "未检查")]
    public async Task Answers_in_one_sentence_and_then_rule_by_rule(
        string language, string answer, string reason, string failed, string passed, string open)
    {
        Read(language);
        var panel = await OpenAsync();
        Assert.Equal(answer, panel.Find("[role=status]").TextContent.Trim());
        Assert.Contains(reason, panel.Find("[data-rule=AccountMode]").TextContent, StringComparison.Ordinal);
        Assert.Equal([failed, passed, passed, passed, failed, open], panel.FindAll(".trace .vod-chip").Select(chip => chip.TextContent.Trim()));
        Assert.Equal("/settings/download", panel.Find("[data-rule=AccountMode] a").GetAttribute("href"));
    }

    [Fact]
    public async Task Checks_a_token_that_is_pasted_and_shows_it_nowhere_else()
    {
        await Services.GetRequiredService<KeyRingCheck>().EnsureAsync(default);
        await SetModeAsync(DownloadMode.Secure);
        await AddKeyFileAsync("com.example.player", label: "Player");
        var id = await AddPublishedAsync();
        var tokens = Services.GetRequiredService<PlaybackTokens>();
        var playing = (await tokens.IssueAsync(id, "viewer", default)).Token;
        var downloading = (await tokens.IssueAsync(id, "viewer", [PlaybackOperation.Download], default)).Token;
        var panel = Render<DownloadTrace>(parameters => parameters.Add(trace => trace.VideoId, id));
        panel.WaitForElement(".trace");
        await panel.Find("#trace-app").ChangeAsync(new() { Value = "ios-bundle:com.example.player" });
        Assert.Equal("open", panel.Find("[role=status]").GetAttribute("data-answer"));

        await panel.Find("#trace-token").InputAsync(new() { Value = playing });
        Assert.Contains("allows playing, not downloading", panel.Find("[data-rule=Credential]").TextContent, StringComparison.Ordinal);
        await panel.Find("#trace-token").InputAsync(new() { Value = $"  {downloading} " });
        Assert.Equal("allowed", panel.Find("[role=status]").GetAttribute("data-answer"));
        Assert.Contains("Encrypted file", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(downloading, panel.Find(".trace").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follows_what_others_change_by_itself()
    {
        var panel = await OpenAsync();
        await SetModeAsync(DownloadMode.Secure);
        panel.WaitForElement("[data-rule=AccountMode][data-outcome=Passed]");
    }

    private static void AssertSays(IRenderedComponent<DownloadTrace> panel, Situation situation)
    {
        var broken = DownloadOracle.Broken(situation);
        var shown = panel.FindAll("[data-outcome=Failed]").Select(line => Enum.Parse<DownloadRule>(line.GetAttribute("data-rule")!));
        Assert.True(broken.SetEquals(shown), $"{situation}: {string.Join(", ", shown)}");
        Assert.Equal(broken.Count > 0 ? "refused" : "open", panel.Find("[role=status]").GetAttribute("data-answer"));
    }

    private async Task<IRenderedComponent<DownloadTrace>> OpenAsync()
    {
        var id = await AddPublishedAsync();
        var panel = Render<DownloadTrace>(parameters => parameters.Add(trace => trace.VideoId, id));
        panel.WaitForElement(".trace");
        return panel;
    }
}
