using Bunit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Core.Playback;
using VodConsole.Web.Components.Downloads;

namespace VodConsole.Web.Tests.Downloads;

public sealed class DownloadSettingsPageTests : DownloadPages
{
    [Theory]
    [InlineData("en", "Downloads are off.", "No end user can cache a video.")]
    [InlineData("zh-CN", "下载功能已关闭。", "终端用户不能缓存任何视频。")]
    public void Says_the_state_in_words_first(string language, string state, string meaning)
    {
        Read(language);
        var page = Render<DownloadSettingsPage>();
        Assert.Equal(state, page.Find("[data-mode=Off] strong").TextContent);
        Assert.Contains(meaning, page.Find("[data-mode=Off]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "OK", "Allow secure downloads", "Undo", "Secure (recommended)")]
    [InlineData("zh-CN", "确定", "允许安全下载", "撤销", "安全下载（推荐）")]
    public async Task Chooses_secure_downloads_and_takes_it_back(string language, string ok, string act, string undo, string choice)
    {
        Read(language);
        var page = Render<DownloadSettingsPage>();
        await page.ChangeAsync("input[role=switch]", true);
        Assert.Contains(choice, page.Find(".vod-choices").TextContent, StringComparison.Ordinal);

        await page.PressAsync(ok);
        Dialogs.WaitForElement(".consequences");
        Assert.Equal(DownloadMode.Off, await ReadModeAsync());
        await Dialogs.PressAsync(act);
        page.WaitForElement("[data-mode=Secure]");
        Assert.Equal(DownloadMode.Secure, await ReadModeAsync());

        Messages.WaitForState(() => Messages.Markup.Contains(undo, StringComparison.Ordinal));
        await Messages.PressAsync(undo);
        page.WaitForElement("[data-mode=Off]");
        Assert.Equal(DownloadMode.Off, await ReadModeAsync());
    }

    [Fact]
    public async Task Takes_nothing_back_that_somebody_else_has_changed_since()
    {
        var page = Render<DownloadSettingsPage>();
        await page.ChangeAsync("input[role=switch]", true);
        await page.PressAsync("OK");
        Dialogs.WaitForElement(".consequences");
        await Dialogs.PressAsync("Allow secure downloads");
        Messages.WaitForState(() => Messages.Markup.Contains("Undo", StringComparison.Ordinal));
        await SetModeAsync(DownloadMode.Normal);

        await Messages.PressAsync("Undo");

        Messages.WaitForAssertion(() => Assert.Contains("Someone else changed this", Messages.Markup, StringComparison.Ordinal));
        Assert.Equal(DownloadMode.Normal, await ReadModeAsync());
    }

    [Theory]
    [InlineData("en", "Modify", "Normal", "can be copied and played with any player", "which takes secure mode: 2.", "Plain file")]
    [InlineData("zh-CN", "修改配置", "普通下载", "文件不加密，可拷贝，可用任意播放器播放，请谨慎使用", "不包括在内的视频：2 个。", "未加密文件")]
    public async Task Warns_of_normal_downloads_and_says_what_they_leave_out(
        string language, string modify, string choice, string caution, string leftOut, string form)
    {
        await AddPublishedAsync();
        await AddPublishedAsync();
        await AddPublishedAsync(encryption: EncryptType.PrivateEncryption);
        await AddPublishedAsync(isOfflineDisabled: true);
        await SetModeAsync(DownloadMode.Secure);
        Read(language);
        var page = Render<DownloadSettingsPage>();
        await page.PressAsync(modify);
        Assert.Contains(caution, page.Find(".vod-choices").TextContent, StringComparison.Ordinal);
        Assert.Contains(choice, page.Find(".vod-choices").TextContent, StringComparison.Ordinal);
        await page.ClickAsync(() => page.FindAll("input[type=radio]")[1]);
        await page.PressAsync(language == "en" ? "OK" : "确定");

        Dialogs.WaitForElement(".consequences");
        Assert.Contains(leftOut, Dialogs.Find(".consequences").TextContent, StringComparison.Ordinal);
        Assert.Contains(caution, Dialogs.Find(".consequences").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            [("StaysWithout", "1"), ("Stops", "2"), ("ChangesForm", "1")],
            Dialogs.FindAll("[data-effect]").Select(row => (row.GetAttribute("data-effect")!, row.QuerySelector(".vod-number")!.TextContent))
                .OrderByDescending(row => row.Item1 == "StaysWithout").ThenBy(row => row.Item2 != "2"));
        Assert.Equal(form, Dialogs.Find("[data-effect=ChangesForm] td:last-child").TextContent);
    }

    [Fact]
    public async Task Changes_nothing_when_the_preview_is_closed()
    {
        var page = Render<DownloadSettingsPage>();
        await page.ChangeAsync("input[role=switch]", true);
        await page.PressAsync("OK");
        Dialogs.WaitForElement(".consequences");
        await Dialogs.PressAsync("Cancel");
        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll(".mud-dialog")));
        Assert.Equal(DownloadMode.Off, await ReadModeAsync());
    }

    [Theory]
    [InlineData("en", "Allow secure downloads", "the numbers have moved", "2 (was 1)")]
    [InlineData("zh-CN", "允许安全下载", "数字已变化", "2（此前为 1）")]
    public async Task Shows_the_new_numbers_when_they_changed_under_the_question(string language, string act, string notice, string number)
    {
        await AddPublishedAsync();
        Read(language);
        var page = Render<DownloadSettingsPage>();
        await page.ChangeAsync("input[role=switch]", true);
        await page.PressAsync(language == "en" ? "OK" : "确定");
        Dialogs.WaitForElement(".consequences");
        await AddPublishedAsync();

        await Dialogs.PressAsync(act);
        Dialogs.WaitForAssertion(() => Assert.Contains(notice, Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal(number, Dialogs.Find("[data-effect=Starts] .vod-number").TextContent);
        Assert.Equal(DownloadMode.Off, await ReadModeAsync());

        await Dialogs.PressAsync(act);
        page.WaitForElement("[data-mode=Secure]");
    }

    [Theory]
    [InlineData("en", "OK", "Allow secure downloads", "Keep theirs", DownloadMode.Normal, new[] { "Normal", "Secure" })]
    [InlineData("en", "OK", "Allow secure downloads", "Go on with mine", DownloadMode.Secure, new[] { "Normal", "Secure" })]
    [InlineData("zh-CN", "确定", "允许安全下载", "保留对方的设置", DownloadMode.Normal, new[] { "普通下载", "安全下载" })]
    [InlineData("zh-CN", "确定", "允许安全下载", "继续使用我的设置", DownloadMode.Secure, new[] { "普通下载", "安全下载" })]
    public async Task Shows_both_values_to_the_second_of_two_operators_who_chooses(
        string language, string ok, string act, string choice, DownloadMode expected, string[] values)
    {
        Read(language);
        var page = Render<DownloadSettingsPage>();
        await page.ChangeAsync("input[role=switch]", true);
        await page.PressAsync(ok);
        Dialogs.WaitForElement(".consequences");
        await SetModeAsync(DownloadMode.Normal);

        await Dialogs.PressAsync(act);
        Dialogs.WaitForElement(".conflict");
        Assert.Equal(values, Dialogs.FindAll(".conflict tbody tr").Select(row => row.QuerySelector("td")!.TextContent));
        Assert.Equal(DownloadMode.Normal, await ReadModeAsync());
        await Dialogs.PressAsync(choice);
        if (expected == DownloadMode.Secure)
        {
            Dialogs.WaitForElement(".consequences");
            await Dialogs.PressAsync(act);
        }

        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll(".mud-dialog")));
        Assert.Equal(expected, await ReadModeAsync());
        page.WaitForElement($"[data-mode={expected}]");
    }

    [Fact]
    public async Task Asks_once_more_when_a_third_one_was_faster_still()
    {
        var page = Render<DownloadSettingsPage>();
        await page.ChangeAsync("input[role=switch]", true);
        await page.PressAsync("OK");
        Dialogs.WaitForElement(".consequences");
        await SetModeAsync(DownloadMode.Normal);
        await Dialogs.PressAsync("Allow secure downloads");
        Dialogs.WaitForElement(".conflict");
        await SetModeAsync(DownloadMode.Off);
        await Dialogs.PressAsync("Go on with mine");
        Dialogs.WaitForAssertion(() => Assert.Equal("Off", Dialogs.Find(".conflict tbody td").TextContent));
        Assert.Equal(DownloadMode.Off, await ReadModeAsync());
    }

    [Fact]
    public async Task Shows_what_another_operator_does_by_itself()
    {
        var page = Render<DownloadSettingsPage>();
        page.Find("[data-mode=Off]");
        await SetModeAsync(DownloadMode.Secure);
        page.WaitForElement("[data-mode=Secure]");
    }

    [Fact]
    public async Task Says_that_no_app_could_download_while_no_key_file_counts()
    {
        await AddKeyFileAsync("com.example.player", KeyFileStatus.Revoked);
        var page = Render<DownloadSettingsPage>();
        await page.ChangeAsync("input[role=switch]", true);
        await page.PressAsync("OK");
        Dialogs.WaitForElement(".consequences");
        Assert.Contains("No app has a key file that counts", Dialogs.Find(".consequences").TextContent, StringComparison.Ordinal);
    }
}

/// <summary>The same page for who may only look.</summary>
public sealed class DownloadSettingsForAuditorsTests() : DownloadPages(Core.Accounts.Role.Auditor)
{
    [Fact]
    public async Task Shows_the_state_and_offers_nothing_to_change_it()
    {
        await SetModeAsync(DownloadMode.Secure);
        var page = Render<DownloadSettingsPage>();
        page.Find("[data-mode=Secure]");
        Assert.Empty(page.FindAll("input[role=switch], input[type=radio]"));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() is "Modify" or "OK");
    }
}
