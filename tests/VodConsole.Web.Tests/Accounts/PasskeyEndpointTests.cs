using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;

namespace VodConsole.Web.Tests.Accounts;

/// <summary>The requests behind passkeys, sent by something that is no browser. What a browser does is in the journeys.</summary>
public sealed partial class PasskeyEndpointTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Theory]
    [InlineData("creation-options")]
    [InlineData("add")]
    public async Task A_session_that_has_confirmed_nothing_adds_no_passkey(string path)
    {
        var (_, _, browser) = await host.SignInAsync(Role.Administrator);

        using var refused = await PostAsync(browser, path, ("credential", "{}"), ("name", "thief"));

        Assert.Equal((HttpStatusCode.Forbidden, "ConfirmationNeeded"), (refused.StatusCode, await refused.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_confirmed_session_gets_a_challenge_that_asks_for_the_owner()
    {
        var (id, _, browser) = await host.SignInAsync(Role.Administrator);
        await ConfirmAsync(id);

        using var answer = await PostAsync(browser, "creation-options");

        var options = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"userVerification\":\"required\"", options, StringComparison.Ordinal);
        Assert.Contains("\"residentKey\":\"required\"", options, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("add")]
    [InlineData("confirm")]
    [InlineData("sign-in")]
    public async Task Rubbish_and_answers_without_a_challenge_are_refused(string path)
    {
        var (id, _, browser) = await host.SignInAsync(Role.Administrator);
        await ConfirmAsync(id);

        foreach (var credential in (string[])["", "{}", "rubbish", "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{}}"])
        {
            using var bare = await PostAsync(browser, path, ("credential", credential), ("name", "x"));
            Assert.Equal(HttpStatusCode.Forbidden, bare.StatusCode);
        }

        using var options = await PostAsync(browser, path == "add" ? "creation-options" : "request-options");
        using var wrong = await PostAsync(browser, path, ("credential", "{\"id\":\"AAAA\"}"), ("name", "x"));
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
    }

    [Theory]
    [InlineData("creation-options")]
    [InlineData("add")]
    [InlineData("confirm")]
    [InlineData("request-options")]
    [InlineData("sign-in")]
    public async Task None_goes_without_the_form_of_a_page(string path)
    {
        var (_, _, browser) = await host.SignInAsync(Role.Administrator);

        using var forged = await browser.Http.PostAsync($"/account/passkeys/{path}", new FormUrlEncodedContent([KeyValuePair.Create("credential", "{}")]));

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    [Fact]
    public async Task A_cookie_that_is_over_does_not_tell_its_owners_passkeys()
    {
        var (id, _, browser) = await host.SignInAsync(Role.Administrator);
        using (var scope = host.Services.CreateScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<VodUser>>();
            var passkey = new UserPasskeyInfo([1, 2, 3], [2], DateTimeOffset.UnixEpoch, 0, [], true, false, false, [3], [4]);
            Assert.True((await users.AddOrUpdatePasskeyAsync((await users.FindByIdAsync(id.ToString()))!, passkey)).Succeeded);
        }

        var page = await browser.ReadAsync("/account/password");
        using (var now = await PostAsync(browser, page, "request-options", []))
            Assert.Contains("AQID", await now.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await host.Services.GetRequiredService<SignInSessions>().EndAsync(id, except: null, default);

        using var later = await PostAsync(browser, page, "request-options", []);

        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        Assert.DoesNotContain("AQID", await later.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task ConfirmAsync(Guid userId)
    {
        await using var db = await host.OpenDatabaseAsync();
        var session = db.SignInSessions.Single(row => row.UserId == userId);
        await host.Services.GetRequiredService<IdentityConfirmation>().ByPasswordAsync(
            new Actor(userId, "admin", SessionId: session.Id), ConsoleHost.Password, default);
    }

    private static async Task<HttpResponseMessage> PostAsync(Browser browser, string path, params (string Name, string Value)[] fields) =>
        await PostAsync(browser, await browser.ReadAsync("/account/password"), path, fields);

    private static async Task<HttpResponseMessage> PostAsync(Browser browser, string page, string path, (string Name, string Value)[] fields)
    {
        var token = Token().Match(page).Groups[1].Value;
        return await browser.Http.PostAsync($"/account/passkeys/{path}", new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", WebUtility.HtmlDecode(token))).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
