using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;

namespace VodConsole.Web.Tests.Accounts;

/// <summary>Sign-in at a provider: for whom it opens an account, and every lie that it does not.</summary>
public sealed class OpenIdConnectTests : IAsyncLifetime
{
    private TestProvider provider = null!;
    private ConsoleHost host = null!;

    public async Task InitializeAsync()
    {
        provider = await TestProvider.StartAsync();
        host = new ConsoleHost
        {
            Settings =
            {
                ["OpenIdConnect:Authority"] = provider.Address,
                ["OpenIdConnect:ClientId"] = TestProvider.ClientId,
                ["OpenIdConnect:ClientSecret"] = TestProvider.ClientSecret,
                ["OpenIdConnect:DisplayName"] = "Example <login>",
            },
        };
        // The provider's tokens are judged by the machine's clock.
        host.Clock.Advance(TimeProvider.System.GetUtcNow() - host.Clock.GetUtcNow());
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task A_verified_address_opens_its_account_and_the_login_is_stored()
    {
        var (id, email) = await host.AddAsync(Role.Operator);
        provider.Email = email.ToUpperInvariant();
        using var browser = host.OpenBrowser();

        Assert.Equal("/media/videos", await ComeBackAsync(browser, "/media/videos"));

        Assert.True(await browser.IsSignedInAsync());
        await using var db = await host.OpenDatabaseAsync();
        Assert.Equal(id, (await db.UserLogins.SingleAsync()).UserId);
        Assert.Equal(SignInMethod.OpenIdConnect, (await db.SignInSessions.SingleAsync()).Method);
        Assert.True(await db.AuditEntries.AnyAsync(entry => entry.Action == AuditAction.ExternalLoginLinked && entry.ActorId == id));
    }

    [Fact]
    public async Task A_stored_login_opens_its_account_whatever_the_address_has_become()
    {
        var (_, email) = await host.AddAsync(Role.Operator);
        provider.Email = email;
        using (var first = host.OpenBrowser()) await ComeBackAsync(first);
        (provider.Email, provider.IsEmailVerified) = ("moved@example.com", false);
        using var browser = host.OpenBrowser();

        Assert.Equal("/", await ComeBackAsync(browser));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task One_person_who_comes_several_times_at_once_is_linked_once_and_let_in_or_asked_to_try_again()
    {
        var (_, email) = await host.AddAsync(Role.Operator);
        provider.Email = email;
        var browsers = Enumerable.Range(0, 6).Select(_ => host.OpenBrowser()).ToList();

        var ends = await Task.WhenAll(browsers.Select(browser => ComeBackAsync(browser)));

        Assert.Contains("/", ends);
        Assert.All(ends, end => Assert.Contains(end, (string[])["/", "/account/sign-in?refused=external"]));
        await using (var db = await host.OpenDatabaseAsync()) Assert.Single(await db.UserLogins.ToListAsync());
        foreach (var browser in browsers) Assert.Equal("/", await ComeBackAsync(browser));
    }

    [Theory]
    [InlineData("no account")]
    [InlineData("unverified")]
    [InlineData("locked")]
    [InlineData("issuer")]
    [InlineData("audience")]
    [InlineData("signature")]
    [InlineData("nonce")]
    public async Task Nobody_else_gets_in(string why)
    {
        var (id, email) = await host.AddAsync(Role.Administrator);
        provider.Email = why == "no account" ? "stranger@example.com" : email;
        provider.IsEmailVerified = why != "unverified";
        if (why == "issuer") provider.Issuer = "http://127.0.0.1:1";
        if (why == "audience") provider.Audience = "another client";
        provider.SignsWithAnotherKey = why == "signature";
        provider.MixesUpNonces = why == "nonce";
        if (why == "locked")
        {
            await host.AddAsync(Role.Administrator);
            await host.Users.LockAsync(Actor.CommandLine, id, default);
        }

        using var browser = host.OpenBrowser();
        Assert.Equal("/account/sign-in?refused=external", await ComeBackAsync(browser));

        Assert.False(await browser.IsSignedInAsync());
        Assert.Contains("role=\"alert\"", await browser.ReadAsync("/account/sign-in?refused=external"), StringComparison.Ordinal);
        await using var db = await host.OpenDatabaseAsync();
        Assert.Empty(await db.UserLogins.ToListAsync());
        Assert.Empty(await db.SignInSessions.ToListAsync());
        Assert.Equal(why == "locked" ? 2 : 1, await db.Users.CountAsync());
        Assert.True(await db.AuditEntries.AnyAsync(entry => entry.Action == AuditAction.SignInRefused));
    }

    [Fact]
    public async Task The_same_subject_of_another_provider_is_somebody_else()
    {
        var (_, email) = await host.AddAsync(Role.Operator);
        provider.Email = email;
        using (var first = host.OpenBrowser()) await ComeBackAsync(first);
        await using (var db = await host.OpenDatabaseAsync())
        {
            var stored = await db.UserLogins.SingleAsync();
            Assert.DoesNotContain("subject-1", stored.ProviderKey, StringComparison.Ordinal);
            await db.UserLogins.ExecuteUpdateAsync(set => set.SetProperty(login => login.ProviderKey, new string('0', 64)));
        }

        provider.IsEmailVerified = false;
        using var browser = host.OpenBrowser();
        Assert.Equal("/account/sign-in?refused=external", await ComeBackAsync(browser));
    }

    [Fact]
    public async Task An_answer_that_this_browser_did_not_ask_for_is_refused()
    {
        var (_, email) = await host.AddAsync(Role.Operator);
        provider.Email = email;
        using var attacker = host.OpenBrowser();
        var callback = await AtProviderAsync(attacker, "/");
        using var victim = host.OpenBrowser();

        using var answer = await victim.GetAsync(callback);

        Assert.Equal("/account/sign-in?refused=external", answer.Headers.Location?.OriginalString);
        Assert.False(await victim.IsSignedInAsync());
    }

    [Fact]
    public async Task The_button_and_the_addresses_are_there_only_with_a_provider()
    {
        using var browser = host.OpenBrowser();
        Assert.Contains("Sign in with Example &lt;login&gt;", await browser.ReadAsync("/account/sign-in", "en"), StringComparison.Ordinal);

        await using var plain = new ConsoleHost();
        using var other = plain.OpenBrowser();
        Assert.DoesNotContain("/account/external", await other.ReadAsync("/account/sign-in"), StringComparison.Ordinal);
        using var start = await other.GetAsync("/account/external/start");
        Assert.Equal("/account/sign-in", start.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task The_accounts_own_second_step_stays()
    {
        var (id, email, signedIn) = await host.SignInAsync(Role.Operator);
        signedIn.Dispose();
        await using (var db = await host.OpenDatabaseAsync())
        {
            var actor = new Actor(id, email, SessionId: (await db.SignInSessions.SingleAsync()).Id);
            await host.Services.GetRequiredService<IdentityConfirmation>().ByPasswordAsync(actor, ConsoleHost.Password, default);
            await host.Services.GetRequiredService<TwoFactor>().BeginAsync(actor, default);
            await db.SecondFactors.ExecuteUpdateAsync(set => set.SetProperty(factor => factor.EnabledAt, DateTime.UnixEpoch));
        }

        provider.Email = email;
        using var browser = host.OpenBrowser();

        Assert.StartsWith("/account/sign-in/code", await ComeBackAsync(browser), StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
    }

    /// <summary>Goes to the provider and back; where that leads in the end.</summary>
    private static async Task<string> ComeBackAsync(Browser browser, string returnUrl = "/")
    {
        using var back = await browser.GetAsync(await AtProviderAsync(browser, returnUrl));
        var next = back.Headers.Location!;
        if (!next.OriginalString.Contains("/account/external", StringComparison.Ordinal)) return next.OriginalString;
        using var end = await browser.GetAsync(next.OriginalString);
        return end.Headers.Location!.OriginalString;
    }

    /// <summary>The address that the provider sends the browser back to.</summary>
    private static async Task<string> AtProviderAsync(Browser browser, string returnUrl)
    {
        using var start = await browser.GetAsync($"/account/external/start?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal(HttpStatusCode.Found, start.StatusCode);
        using var outside = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await outside.GetAsync(start.Headers.Location);
        return answer.Headers.Location!.PathAndQuery;
    }
}
