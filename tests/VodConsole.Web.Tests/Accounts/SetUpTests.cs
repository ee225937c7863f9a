using System.Net;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Audit;

namespace VodConsole.Web.Tests.Accounts;

public sealed class SetUpTests : IAsyncLifetime
{
    private readonly ConsoleHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task The_link_makes_the_administrator_signs_them_in_and_is_used_up()
    {
        var token = await host.IssueSetUpTokenAsync();
        using var browser = host.OpenBrowser();

        using var made = await CreateAsync(browser, token);

        Assert.Equal("http://localhost/", made.Headers.Location?.OriginalString);
        Assert.True(await browser.IsSignedInAsync());
        Assert.DoesNotContain("Input.Password", await browser.ReadAsync($"/setup?token={token}"), StringComparison.Ordinal);
        await using var db = await host.OpenDatabaseAsync();
        Assert.Empty(await db.SetupLinks.ToListAsync());
        var added = await db.AuditEntries.SingleAsync(entry => entry.Action == AuditAction.UserAdded);
        Assert.Equal("set-up link", added.ActorName);
    }

    [Fact]
    public async Task Of_two_people_with_the_link_at_once_one_becomes_administrator()
    {
        var token = await host.IssueSetUpTokenAsync();
        var browsers = Enumerable.Range(0, 4).Select(_ => host.OpenBrowser()).ToList();
        var pages = await Task.WhenAll(browsers.Select(browser => browser.ReadAsync($"/setup?token={token}")));

        var answers = await Task.WhenAll(browsers.Select((browser, at) => browser.PostAsync(
            $"/setup?token={token}", pages[at], ("Input.Email", $"admin{at}@example.com"),
            ("Input.Password", ConsoleHost.Password), ("Input.Repeat", ConsoleHost.Password))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Found);
        await using var db = await host.OpenDatabaseAsync();
        Assert.Single(await db.Users.ToListAsync());
    }

    [Fact]
    public async Task A_new_start_replaces_the_link_of_the_one_before()
    {
        var old = await host.IssueSetUpTokenAsync();
        var current = await host.IssueSetUpTokenAsync();
        using var browser = host.OpenBrowser();

        Assert.DoesNotContain("Input.Password", await browser.ReadAsync($"/setup?token={old}"), StringComparison.Ordinal);
        Assert.Contains("Input.Password", await browser.ReadAsync($"/setup?token={current}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa")]
    [InlineData(ConsoleHost.Password, "something else again")]
    public async Task A_weak_or_mistyped_password_is_refused_and_the_link_stays(string password, string repeat)
    {
        var token = await host.IssueSetUpTokenAsync();
        using var browser = host.OpenBrowser();

        using var refused = await browser.PostAsync(
            $"/setup?token={token}", ("Input.Email", "ada@example.com"), ("Input.Password", password), ("Input.Repeat", repeat));
        Assert.Contains("role=\"alert\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var made = await CreateAsync(browser, token);
        Assert.Equal(HttpStatusCode.Found, made.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?token=")]
    [InlineData("?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Nothing_is_offered_without_the_token(string query)
    {
        await host.IssueSetUpTokenAsync();
        using var browser = host.OpenBrowser();

        Assert.DoesNotContain("Input.Password", await browser.ReadAsync($"/setup{query}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_is_stored_as_a_hash_only()
    {
        var token = await host.IssueSetUpTokenAsync();

        await using var db = await host.OpenDatabaseAsync();
        var link = await db.SetupLinks.SingleAsync();
        Assert.Equal(32, link.TokenHash.Length);
        Assert.DoesNotContain(token, Convert.ToBase64String(link.TokenHash), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> CreateAsync(Browser browser, string token) => browser.PostAsync(
        $"/setup?token={token}", ("Input.Email", "ada@example.com"), ("Input.Password", ConsoleHost.Password), ("Input.Repeat", ConsoleHost.Password));
}
