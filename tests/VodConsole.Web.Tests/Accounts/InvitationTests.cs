using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Tests.Accounts;

/// <summary>Links by which people choose their own password: they count once, for a while, and only until they are taken back.</summary>
public sealed class InvitationTests : IAsyncLifetime
{
    private const string Phrase = "a phrase of their own";

    private readonly ConsoleHost host = new();

    private AccountLinks Links => host.Services.GetRequiredService<AccountLinks>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task An_invited_person_chooses_a_password_and_is_in_with_the_role()
    {
        var token = await Links.InviteAsync(Actor.CommandLine, "grace@example.com", Role.Auditor, default);
        using var browser = host.OpenBrowser();

        using var made = await ChooseAsync(browser, token);

        Assert.Equal("http://localhost/", made.Headers.Location?.OriginalString);
        Assert.True(await browser.IsSignedInAsync());
        var (rows, _) = await host.Services.GetRequiredService<UserList>().ReadAsync(Actor.CommandLine, new UserFilter(), 0, 10, default);
        Assert.Equal(("grace@example.com", Role.Auditor), (Assert.Single(rows).Email, rows[0].Role));
        Assert.Empty(await Links.ListInvitationsAsync(Actor.CommandLine, default));
        Assert.DoesNotContain("Input.Password", await browser.ReadAsync($"/account/link?token={token}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_people_with_the_link_at_once_one_gets_the_account()
    {
        var token = await Links.InviteAsync(Actor.CommandLine, "grace@example.com", Role.Operator, default);
        var use = host.Services.GetRequiredService<AccountLinkUse>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(at => Task.Run(
            () => Record.ExceptionAsync(() => use.RunAsync(token, $"{Phrase} {at}", null, default)))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<Exception>(), outcome => Assert.IsType<VodException>(outcome));
    }

    [Theory]
    [InlineData("late")]
    [InlineData("taken back")]
    [InlineData("replaced")]
    public async Task An_invitation_that_is_over_makes_no_account(string how)
    {
        var token = await Links.InviteAsync(Actor.CommandLine, "grace@example.com", Role.Operator, default);
        if (how == "late") host.Clock.Advance(AccountLinks.InvitationLifetime);
        else if (how == "replaced") await Links.InviteAsync(Actor.CommandLine, "grace@example.com", Role.Operator, default);
        else await Links.RevokeInvitationAsync(Actor.CommandLine, (await Links.ListInvitationsAsync(Actor.CommandLine, default))[0].Id, default);
        using var browser = host.OpenBrowser();

        Assert.DoesNotContain("Input.Password", await browser.ReadAsync($"/account/link?token={token}"), StringComparison.Ordinal);
        Assert.Equal(ErrorCode.AccountLinkInvalid, await CodeAsync(
            () => host.Services.GetRequiredService<AccountLinkUse>().RunAsync(token, Phrase, null, default)));
        await using var db = await host.OpenDatabaseAsync();
        Assert.Empty(await db.Users.ToListAsync());
    }

    [Theory]
    [InlineData("Grace@example.com", "grace@Example.com")]
    [InlineData("Jürgen@example.com", "JÜRGEN@example.com")]
    public async Task A_second_invitation_in_another_case_ends_the_first_with_its_role(string first, string second)
    {
        var token = await Links.InviteAsync(Actor.CommandLine, first, Role.Administrator, default);
        await Links.InviteAsync(Actor.CommandLine, "ada@example.com", Role.Operator, default);

        await Links.InviteAsync(Actor.CommandLine, second, Role.Auditor, default);

        Assert.Equal(ErrorCode.AccountLinkInvalid, await CodeAsync(
            () => host.Services.GetRequiredService<AccountLinkUse>().RunAsync(token, Phrase, null, default)));
        var left = await Links.ListInvitationsAsync(Actor.CommandLine, default);
        Assert.Equal([("ada@example.com", Role.Operator), (second, Role.Auditor)], left.Select(row => (row.Email, row.Role)).OrderByDescending(row => row.Role == Role.Operator));
    }

    [Fact]
    public async Task A_weak_password_leaves_the_link()
    {
        var token = await Links.InviteAsync(Actor.CommandLine, "grace@example.com", Role.Operator, default);
        using var browser = host.OpenBrowser();

        using (var refused = await ChooseAsync(browser, token, "short"))
            Assert.Contains("role=\"alert\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var made = await ChooseAsync(browser, token);
        Assert.Equal(HttpStatusCode.Found, made.StatusCode);
    }

    [Fact]
    public async Task The_old_password_goes_on_until_a_new_one_is_chosen_which_ends_the_sessions()
    {
        var (id, email, elsewhere) = await host.SignInAsync(Role.Operator);
        var token = await Links.IssueResetAsync(Actor.CommandLine, id, default);
        Assert.True(await elsewhere.IsSignedInAsync());
        using var browser = host.OpenBrowser();

        using var chosen = await ChooseAsync(browser, token);

        Assert.True(await browser.IsSignedInAsync());
        Assert.False(await elsewhere.IsSignedInAsync());
        Assert.False(await elsewhere.SignInAsync(email, ConsoleHost.Password));
        Assert.Equal(ErrorCode.AccountLinkInvalid, await CodeAsync(
            () => host.Services.GetRequiredService<AccountLinkUse>().RunAsync(token, Phrase, null, default)));
    }

    [Theory]
    [InlineData("changed password")]
    [InlineData("reset password")]
    [InlineData("second factor")]
    [InlineData("lock")]
    public async Task What_is_done_against_a_thief_ends_the_links_that_they_have_made(string what)
    {
        var (id, _, browser) = await host.SignInAsync(Role.Operator);
        await using var db = await host.OpenDatabaseAsync();
        db.UserLogins.Add(new IdentityUserLogin<Guid> { UserId = id, LoginProvider = "OpenIdConnect", ProviderKey = $"{id:N}" });
        await db.SaveChangesAsync();
        var token = await Links.IssueResetAsync(Actor.CommandLine, id, default);
        var invitation = await Links.InviteAsync(Actor.CommandLine, "grace@example.com", Role.Operator, default);

        if (what == "reset password") await host.Users.ResetPasswordAsync(Actor.CommandLine, id, "another good phrase", default);
        else if (what == "second factor") await host.Users.ResetTwoFactorAsync(Actor.CommandLine, id, default);
        else if (what == "lock") await host.Users.LockAsync(Actor.CommandLine, id, default);
        else
            (await browser.PostAsync(
                "/account/password", ("Input.Current", ConsoleHost.Password), ("Input.Password", "another good phrase"),
                ("Input.Repeat", "another good phrase"))).Dispose();

        var use = host.Services.GetRequiredService<AccountLinkUse>();
        Assert.Equal(ErrorCode.AccountLinkInvalid, await CodeAsync(() => use.RunAsync(token, Phrase, null, default)));
        Assert.NotNull(await use.FindAsync(invitation, default));
    }

    [Fact]
    public async Task A_new_password_does_not_open_a_locked_account()
    {
        var (id, email) = await host.AddAsync(Role.Operator);
        await host.Users.LockAsync(Actor.CommandLine, id, default);
        var token = await Links.IssueResetAsync(Actor.CommandLine, id, default);
        using var browser = host.OpenBrowser();

        using var chosen = await ChooseAsync(browser, token);

        Assert.Equal("/account/sign-in", chosen.Headers.Location?.AbsolutePath);
        Assert.False(await browser.IsSignedInAsync());
        Assert.False(await browser.SignInAsync(email, Phrase));
    }

    [Theory]
    [InlineData("", ErrorCode.EmailInvalid)]
    [InlineData("no address", ErrorCode.EmailInvalid)]
    [InlineData("TAKEN@example.com", ErrorCode.EmailTaken)]
    public async Task Nobody_is_invited_by_an_address_that_is_none_or_taken(string email, ErrorCode code)
    {
        await host.Users.AddAsync(Actor.CommandLine, "taken@example.com", ConsoleHost.Password, Role.Operator, default);

        Assert.Equal(code, await CodeAsync(() => Links.InviteAsync(Actor.CommandLine, email, Role.Operator, default)));
    }

    [Fact]
    public async Task The_token_is_stored_as_a_hash_only_and_all_of_it_is_audited()
    {
        var token = await Links.InviteAsync(Actor.CommandLine, "grace@example.com", Role.Operator, default);
        await Links.RevokeInvitationAsync(Actor.CommandLine, (await Links.ListInvitationsAsync(Actor.CommandLine, default))[0].Id, default);
        var (id, _) = await host.AddAsync(Role.Operator);
        var reset = await Links.IssueResetAsync(Actor.CommandLine, id, default);

        await using var db = await host.OpenDatabaseAsync();
        Assert.Equal(32, (await db.AccountLinks.SingleAsync()).TokenHash.Length);
        var entries = await db.AuditEntries.ToListAsync();
        Assert.Equal(
            [AuditAction.UserAdded, AuditAction.UserInvited, AuditAction.UserResetLinkMade, AuditAction.InvitationRevoked],
            entries.OrderBy(entry => entry.Action == AuditAction.InvitationRevoked).ThenBy(entry => entry.Action, StringComparer.Ordinal).Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.DoesNotContain(token, $"{entry.Before}{entry.After}{entry.TargetId}", StringComparison.Ordinal));
        Assert.All(entries, entry => Assert.DoesNotContain(reset, $"{entry.Before}{entry.After}{entry.TargetId}", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> ChooseAsync(Browser browser, string token, string password = Phrase) =>
        browser.PostAsync($"/account/link?token={token}", ("Input.Password", password), ("Input.Repeat", password));

    private static async Task<ErrorCode> CodeAsync(Func<Task> refused) => (await Assert.ThrowsAsync<VodException>(refused)).Code;
}
