using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;

namespace VodConsole.Web.Tests.Accounts;

/// <summary>How a session begins, and everything that ends it.</summary>
public sealed class SessionTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Fact]
    public async Task Signs_in_with_the_right_password_and_notes_it()
    {
        var (id, _, browser) = await host.SignInAsync(Role.Operator);

        Assert.True(await browser.IsSignedInAsync());
        await using var db = await host.OpenDatabaseAsync();
        Assert.NotNull((await db.Users.SingleAsync(user => user.Id == id)).LastSignInAt);
        Assert.Single(await db.AuditEntries.Where(entry => entry.ActorId == id && entry.Action == AuditAction.SignedIn).ToListAsync());
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var (_, email) = await host.AddAsync(Role.Operator);
        using var browser = host.OpenBrowser();

        var wrong = await RefusalAsync(browser, email, "not the password");
        var unknown = await RefusalAsync(browser, "nobody@example.com", "not the password");

        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        var (id, email) = await host.AddAsync(Role.Operator);
        using var browser = host.OpenBrowser();

        for (var attempt = 0; attempt < 5; attempt++) Assert.False(await browser.SignInAsync(email, "not the password"));
        Assert.False(await browser.SignInAsync(email, ConsoleHost.Password));

        await host.Users.UnlockAsync(Actor.CommandLine, id, default);
        Assert.True(await browser.SignInAsync(email, ConsoleHost.Password));
    }

    [Fact]
    public async Task Everybody_who_signs_in_at_once_with_the_right_password_is_let_in()
    {
        var (_, email) = await host.AddAsync(Role.Operator);
        var browsers = Enumerable.Range(0, 4).Select(_ => host.OpenBrowser()).ToList();
        var pages = await Task.WhenAll(browsers.Select(browser => browser.ReadAsync("/account/sign-in")));

        var answers = await Task.WhenAll(browsers.Select((browser, at) => browser.PostAsync(
            "/account/sign-in", pages[at], ("Input.Email", email), ("Input.Password", ConsoleHost.Password))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Found, answer.StatusCode));
        foreach (var browser in browsers) Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Wrong_passwords_at_once_are_refused_one_by_one_and_lock_the_account()
    {
        var (id, email) = await host.AddAsync(Role.Operator);
        var browsers = Enumerable.Range(0, 12).Select(_ => host.OpenBrowser()).ToList();
        var pages = await Task.WhenAll(browsers.Select(browser => browser.ReadAsync("/account/sign-in")));

        var answers = await Task.WhenAll(browsers.Select((browser, at) => browser.PostAsync(
            "/account/sign-in", pages[at], ("Input.Email", email), ("Input.Password", "not the password"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        await using var db = await host.OpenDatabaseAsync();
        var refused = await db.AuditEntries.Where(entry => entry.ActorId == id && entry.Action == AuditAction.SignInRefused).Select(entry => entry.After).ToListAsync();
        Assert.Equal((12, 4), (refused.Count, refused.Count(after => after!.Contains("Password", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Signing_out_ends_a_copied_cookie_too()
    {
        var (_, _, browser) = await host.SignInAsync(Role.Operator);
        var page = await browser.ReadAsync("/account/password");
        using var thief = host.OpenBrowser(browser.Cookies);

        using var signedOut = await browser.PostAsync("/account/sign-out", page);

        Assert.Equal("/account/sign-in", signedOut.Headers.Location?.OriginalString);
        Assert.False(await browser.IsSignedInAsync());
        Assert.False(await thief.IsSignedInAsync());
    }

    [Fact]
    public async Task A_cookie_that_is_over_signs_nobody_out()
    {
        var (id, email, thief) = await host.SignInAsync(Role.Operator);
        var page = await thief.ReadAsync("/account/password");
        await host.Services.GetRequiredService<SignInSessions>().EndAsync(id, except: null, default);
        using var browser = host.OpenBrowser();
        Assert.True(await browser.SignInAsync(email, ConsoleHost.Password));

        using var signedOut = await thief.PostAsync("/account/sign-out", page);

        Assert.Equal("/account/sign-in", signedOut.Headers.Location?.OriginalString);
        Assert.DoesNotContain(thief.Cookies.GetAllCookies(), cookie => cookie.Name == "vod-session" && !cookie.Expired);
        Assert.True(await browser.IsSignedInAsync());
        await using var db = await host.OpenDatabaseAsync();
        Assert.False(await db.AuditEntries.AnyAsync(entry => entry.ActorId == id && entry.Action == AuditAction.SignedOut));
    }

    [Fact]
    public async Task Signing_out_needs_the_form()
    {
        var (_, _, browser) = await host.SignInAsync(Role.Operator);

        using var forged = await browser.Http.PostAsync("/account/sign-out", new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Changing_the_password_ends_the_other_sessions_and_keeps_this_one()
    {
        var (_, email, browser) = await host.SignInAsync(Role.Operator);
        using var elsewhere = host.OpenBrowser();
        Assert.True(await elsewhere.SignInAsync(email, ConsoleHost.Password));

        using var changed = await browser.PostAsync(
            "/account/password", ("Input.Current", ConsoleHost.Password), ("Input.Password", "another good phrase"), ("Input.Repeat", "another good phrase"));

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.True(await browser.IsSignedInAsync());
        Assert.False(await elsewhere.IsSignedInAsync());
        Assert.False(await elsewhere.SignInAsync(email, ConsoleHost.Password));
        Assert.True(await elsewhere.SignInAsync(email, "another good phrase"));
    }

    [Fact]
    public async Task Changing_the_password_asks_for_the_present_one()
    {
        var (_, _, browser) = await host.SignInAsync(Role.Operator);

        using var refused = await browser.PostAsync(
            "/account/password", ("Input.Current", "not the password"), ("Input.Password", "another good phrase"), ("Input.Repeat", "another good phrase"));

        Assert.Contains("role=\"alert\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_the_present_password_by_changing_it_locks_the_account_and_is_noted()
    {
        var (id, email, browser) = await host.SignInAsync(Role.Operator);

        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var refused = await ChangeAsync("not the password");
            Assert.Contains("role=\"alert\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var right = await ChangeAsync(ConsoleHost.Password);
        Assert.Contains("role=\"alert\"", await right.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await using var db = await host.OpenDatabaseAsync();
        Assert.Equal(5, await db.AuditEntries.CountAsync(entry => entry.ActorId == id && entry.Action == AuditAction.IdentityConfirmationRefused));
        using var elsewhere = host.OpenBrowser();
        Assert.False(await elsewhere.SignInAsync(email, ConsoleHost.Password));

        Task<HttpResponseMessage> ChangeAsync(string current) => browser.PostAsync(
            "/account/password", ("Input.Current", current), ("Input.Password", "another good phrase"), ("Input.Repeat", "another good phrase"));
    }

    [Theory]
    [InlineData("role")]
    [InlineData("lock")]
    [InlineData("password")]
    public async Task A_change_by_an_administrator_ends_the_session_at_the_next_request(string change)
    {
        var (id, _, browser) = await host.SignInAsync(Role.Operator);

        await (change switch
        {
            "role" => host.Users.SetRoleAsync(Actor.CommandLine, id, Role.Auditor, default),
            "lock" => host.Users.LockAsync(Actor.CommandLine, id, default),
            _ => host.Users.ResetPasswordAsync(Actor.CommandLine, id, "another good phrase", default),
        });

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_session_ends_after_a_day_however_busy_it_was()
    {
        var (_, _, browser) = await host.SignInAsync(Role.Operator);

        for (var hours = 0; hours < 20; hours += 5)
        {
            host.Clock.Advance(TimeSpan.FromHours(5));
            Assert.True(await browser.IsSignedInAsync());
        }

        host.Clock.Advance(TimeSpan.FromHours(5));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_session_ends_after_a_night_without_a_request()
    {
        var (_, _, browser) = await host.SignInAsync(Role.Operator);

        host.Clock.Advance(TimeSpan.FromHours(8.1));

        Assert.False(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData("/media/videos?page=2", "/media/videos?page=2")]
    [InlineData("//evil.test", "/")]
    [InlineData("/\\evil.test", "/")]
    [InlineData("\\\\evil.test", "/")]
    [InlineData("https://evil.test/", "/")]
    [InlineData("https:evil.test", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/\t/evil.test", "/")]
    [InlineData("", "/")]
    public async Task Signing_in_leads_on_inside_this_site_only(string returnUrl, string target)
    {
        var (_, email) = await host.AddAsync(Role.Operator);
        using var browser = host.OpenBrowser();

        using var answer = await browser.PostAsync(
            $"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", ("Input.Email", email), ("Input.Password", ConsoleHost.Password));

        Assert.Equal($"http://localhost{target}", answer.Headers.Location?.OriginalString);
    }

    private static async Task<string> RefusalAsync(Browser browser, string email, string password)
    {
        using var answer = await browser.PostAsync("/account/sign-in", ("Input.Email", email), ("Input.Password", password));
        var page = await answer.Content.ReadAsStringAsync();
        var from = page.IndexOf("role=\"alert\"", StringComparison.Ordinal);
        Assert.True(from > 0);
        return page[from..page.IndexOf("</p>", from, StringComparison.Ordinal)];
    }
}
