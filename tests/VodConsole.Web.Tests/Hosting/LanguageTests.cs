using VodConsole.Web.Tests.Accounts;

namespace VodConsole.Web.Tests.Hosting;

public sealed class LanguageTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Theory]
    [InlineData(null, null, "en")]
    [InlineData(null, "fr-FR, de;q=0.8", "en")]
    [InlineData(null, "zh-CN,zh;q=0.9", "zh-CN")]
    [InlineData(null, "zh", "zh-CN")]
    [InlineData(null, "zh-Hans-SG", "zh-CN")]
    [InlineData(null, "en-GB", "en")]
    [InlineData("en", "zh-CN", "en")]
    [InlineData("zh-CN", "en", "zh-CN")]
    [InlineData("xx", "zh-CN", "zh-CN")]
    public async Task A_static_page_speaks_the_chosen_language_then_the_browsers_then_English(string? cookie, string? accepted, string language)
    {
        using var browser = host.OpenBrowser();
        if (cookie is not null) browser.Cookies.Add(new Uri("http://localhost"), new System.Net.Cookie("vod-language", cookie));

        var page = await browser.ReadAsync("/account/sign-in", accepted);

        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.Contains(language == "en" ? ">Sign in</h1>" : ">登录</h1>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dark", "dark")]
    [InlineData("light", "light")]
    [InlineData("<script>", "light")]
    public async Task The_first_byte_already_knows_the_theme(string cookie, string theme)
    {
        using var browser = host.OpenBrowser();
        browser.Cookies.Add(new Uri("http://localhost"), new System.Net.Cookie("vod-theme", Uri.EscapeDataString(cookie)));

        Assert.Contains($"data-theme=\"{theme}\"", await browser.ReadAsync("/account/sign-in"), StringComparison.Ordinal);
    }
}
