using System.Net;
using VodConsole.Core.Accounts;
using VodConsole.Web.Tests.Accounts;

namespace VodConsole.Web.Tests.Hosting;

/// <summary>What every answer carries, and what the server refuses before anything else looks at it.</summary>
public sealed class HeaderTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/app.css")]
    [InlineData("/health/live")]
    [InlineData("/nothing-here")]
    public async Task Every_answer_forbids_foreign_scripts_frames_and_guessing(string path)
    {
        using var browser = host.OpenBrowser();
        using var answer = await browser.GetAsync(path);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_page_has_no_inline_script()
    {
        var (_, _, browser) = await host.SignInAsync(Role.Administrator);

        foreach (var path in (string[])["/", "/account/password", "/account/sign-in"])
            Assert.DoesNotMatch("<script(?![^>]*\\bsrc=)[^>]*>", await browser.ReadAsync(path));
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        var (_, email) = await host.AddAsync(Role.Operator);
        using var browser = host.OpenBrowser();

        using var answer = await browser.PostAsync("/account/sign-in", ("Input.Email", email), ("Input.Password", ConsoleHost.Password));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), header => header.StartsWith("vod-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        // Ends with the browser: no expiry of its own.
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://evil.test", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:81", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", HttpStatusCode.OK)]
    public async Task Another_site_opens_no_circuit_with_the_persons_cookie(string origin, HttpStatusCode expected)
    {
        var (_, _, browser) = await host.SignInAsync(Role.Operator);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);

        using var answer = await browser.Http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_opens_a_circuit_without_a_session()
    {
        using var browser = host.OpenBrowser();
        using var answer = await browser.Http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var (_, email) = await host.AddAsync(Role.Operator);
        using var browser = host.OpenBrowser();

        using var forged = await browser.Http.PostAsync("/account/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in", ["Input.Email"] = email, ["Input.Password"] = ConsoleHost.Password,
        }));

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.False(await browser.IsSignedInAsync());
    }
}
