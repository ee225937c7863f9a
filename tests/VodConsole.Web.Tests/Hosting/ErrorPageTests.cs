using System.Net;
using VodConsole.Core.Accounts;
using VodConsole.Web.Tests.Accounts;

namespace VodConsole.Web.Tests.Hosting;

public sealed class ErrorPageTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Theory]
    [InlineData("en", "Page not found")]
    [InlineData("zh-CN", "页面不存在")]
    public async Task A_person_who_is_lost_gets_a_page_in_their_language(string language, string words)
    {
        var (_, _, browser) = await host.SignInAsync(Role.Auditor);

        using var answer = await browser.GetAsync("/nothing/here", language);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing/here?Action=GetPlayInfo", "text/html")]
    [InlineData("/nothing/here", "application/json")]
    public async Task A_program_gets_the_bare_status(string path, string accept)
    {
        var (_, _, browser) = await host.SignInAsync(Role.Auditor);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);

        using var answer = await browser.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_program_without_a_session_is_told_so_and_not_sent_to_a_page()
    {
        using var browser = host.OpenBrowser();
        using var answer = await browser.Http.GetAsync("/media/videos");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
