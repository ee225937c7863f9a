using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Tests.Accounts;

/// <summary>A sign-in in two steps: what it asks for, what counts once, and what it leaves in the database.</summary>
public sealed class TwoFactorTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    private TwoFactor TwoFactor => host.Services.GetRequiredService<TwoFactor>();

    [Fact]
    public async Task The_password_alone_opens_nothing_and_the_code_does()
    {
        var person = await EnrolAsync();
        using var browser = host.OpenBrowser();

        using (var first = await browser.PostAsync("/account/sign-in", ("Input.Email", person.Email), ("Input.Password", ConsoleHost.Password)))
            Assert.Equal("/account/sign-in/code", first.Headers.Location?.AbsolutePath);
        Assert.False(await browser.IsSignedInAsync());
        Assert.False(await SendAsync(browser, "000000"));
        Assert.False(await browser.IsSignedInAsync());

        Assert.True(await SendAsync(browser, person.NextCode()));
        Assert.True(await browser.IsSignedInAsync());
        await using var db = await host.OpenDatabaseAsync();
        Assert.Equal(
            SignInMethod.AuthenticatorCode,
            (await db.SignInSessions.Where(session => session.UserId == person.Id).OrderByDescending(session => session.SignedInAt).FirstAsync()).Method);
    }

    [Fact]
    public async Task A_code_counts_once_and_so_do_those_before_it()
    {
        var person = await EnrolAsync();
        var before = person.Code();
        var code = person.NextCode();
        using var browser = await FirstStepAsync(person);
        Assert.True(await SendAsync(browser, code));

        using var thief = await FirstStepAsync(person);
        Assert.False(await SendAsync(thief, code));
        Assert.False(await SendAsync(thief, before));
        Assert.True(await SendAsync(thief, person.NextCode()));
    }

    [Fact]
    public async Task Of_the_same_code_sent_twice_at_once_one_counts()
    {
        var person = await EnrolAsync();
        var code = person.NextCode();
        var check = host.Services.GetRequiredService<SecondFactorCheck>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => check.AcceptCodeAsync(person.Id, code, default))));

        Assert.Single(answers, answer => answer);
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once_however_it_is_written()
    {
        var person = await EnrolAsync();
        using var browser = await FirstStepAsync(person);
        Assert.True(await SendAsync(browser, person.RecoveryCodes[0].ToUpperInvariant().Replace('-', ' '), "recovery"));
        Assert.True(await browser.IsSignedInAsync());

        using var again = await FirstStepAsync(person);
        Assert.False(await SendAsync(again, person.RecoveryCodes[0], "recovery"));
        Assert.False(await SendAsync(again, person.RecoveryCodes[1]));
        Assert.True(await SendAsync(again, person.RecoveryCodes[1], "recovery"));
        Assert.Equal(8, (await TwoFactor.ReadAsync(person.Actor, default)).RecoveryCodesLeft);
    }

    [Fact]
    public async Task Recovery_codes_sent_at_once_all_let_in_and_none_is_used_up_for_nothing()
    {
        var person = await EnrolAsync();
        var browsers = new List<(Browser Browser, string Page)>();
        for (var at = 0; at < 4; at++)
        {
            var browser = await FirstStepAsync(person);
            browsers.Add((browser, await browser.ReadAsync("/account/sign-in/code?by=recovery")));
        }

        var answers = await Task.WhenAll(browsers.Select((one, at) => one.Browser.PostAsync(
            "/account/sign-in/code?by=recovery", one.Page, ("Input.Code", person.RecoveryCodes[at]))));

        Assert.All(answers, answer => Assert.Equal("/", answer.Headers.Location?.AbsolutePath));
        foreach (var (browser, _) in browsers) Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task New_recovery_codes_take_the_place_of_the_old_ones()
    {
        var person = await EnrolAsync();
        var codes = await TwoFactor.RenewRecoveryCodesAsync(person.Actor, default);

        using var browser = await FirstStepAsync(person);
        Assert.False(await SendAsync(browser, person.RecoveryCodes[0], "recovery"));
        Assert.True(await SendAsync(browser, codes[0], "recovery"));
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_and_a_right_password_between_them_changes_nothing()
    {
        var person = await EnrolAsync();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var browser = await FirstStepAsync(person);
            Assert.False(await SendAsync(browser, "000000"));
        }

        using var late = host.OpenBrowser();
        Assert.False(await late.SignInAsync(person.Email, ConsoleHost.Password));
    }

    [Fact]
    public async Task A_lock_in_the_second_step_leads_back_to_the_first()
    {
        var person = await EnrolAsync();
        using var browser = await FirstStepAsync(person);
        for (var attempt = 0; attempt < 4; attempt++) Assert.False(await SendAsync(browser, "000000"));

        using var last = await browser.PostAsync("/account/sign-in/code", ("Input.Code", "000000"));
        Assert.Equal("/account/sign-in", last.Headers.Location?.AbsolutePath);
        using var page = await browser.GetAsync("/account/sign-in/code");
        Assert.Equal("/account/sign-in", page.Headers.Location?.AbsolutePath);
    }

    [Theory]
    [InlineData("time")]
    [InlineData("password")]
    [InlineData("lock")]
    public async Task A_first_step_does_not_last(string change)
    {
        var person = await EnrolAsync();
        using var browser = await FirstStepAsync(person);
        var page = await browser.ReadAsync("/account/sign-in/code");

        if (change == "time") host.Clock.Advance(TimeSpan.FromMinutes(5.1));
        else if (change == "lock") await host.Users.LockAsync(Actor.CommandLine, person.Id, default);
        else await host.Users.ResetPasswordAsync(Actor.CommandLine, person.Id, "another good phrase", default);

        using var sent = await browser.PostAsync("/account/sign-in/code", page, ("Input.Code", person.NextCode()));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Nothing_of_it_is_stored_in_the_clear()
    {
        var person = await EnrolAsync();
        await using var db = await host.OpenDatabaseAsync();
        var factor = await db.SecondFactors.SingleAsync(row => row.UserId == person.Id);

        Assert.False(factor.Wrapped.AsSpan().IndexOf(person.Secret) >= 0);
        Assert.All(await db.RecoveryCodes.Where(row => row.UserId == person.Id).ToListAsync(), row => Assert.Equal(32, row.Hash.Length));
        Assert.Empty(await db.UserTokens.ToListAsync());
        var written = string.Concat((await db.AuditEntries.ToListAsync()).Select(entry => $"{entry.Before}{entry.After}{entry.TargetName}"));
        Assert.DoesNotContain(TotpCode.Base32(person.Secret), written, StringComparison.Ordinal);
        Assert.All(person.RecoveryCodes, code => Assert.DoesNotContain(code, written, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neither_setting_it_up_nor_taking_it_away_goes_without_a_confirmation()
    {
        var person = await EnrolAsync();
        host.Clock.Advance(IdentityConfirmation.Lifetime);

        foreach (var operation in (Func<Task>[])
        [
            () => TwoFactor.BeginAsync(person.Actor, default), () => TwoFactor.EnableAsync(person.Actor, person.NextCode(), default),
            () => TwoFactor.DisableAsync(person.Actor, default), () => TwoFactor.RenewRecoveryCodesAsync(person.Actor, default),
        ])
            Assert.Equal(ErrorCode.ConfirmationNeeded, (await Assert.ThrowsAsync<VodException>(operation)).Code);
        Assert.True((await TwoFactor.ReadAsync(person.Actor, default)).IsEnabled);

        await host.Services.GetRequiredService<IdentityConfirmation>().ByCodeAsync(person.Actor, person.NextCode(), default);
        await TwoFactor.DisableAsync(person.Actor, default);
        using var browser = host.OpenBrowser();
        Assert.True(await browser.SignInAsync(person.Email, ConsoleHost.Password));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task An_administrator_resets_it_and_the_sessions_end()
    {
        var person = await EnrolAsync();
        using var browser = await FirstStepAsync(person);
        Assert.True(await SendAsync(browser, person.NextCode()));

        await host.Users.ResetTwoFactorAsync(Actor.CommandLine, person.Id, default);

        Assert.False(await browser.IsSignedInAsync());
        Assert.True(await browser.SignInAsync(person.Email, ConsoleHost.Password));
        Assert.True(await browser.IsSignedInAsync());
        await using var db = await host.OpenDatabaseAsync();
        Assert.True(await db.AuditEntries.AnyAsync(entry => entry.Action == AuditAction.UserTwoFactorReset && entry.TargetName == person.Email));
        Assert.Equal(
            ErrorCode.TwoFactorDisabled,
            (await Assert.ThrowsAsync<VodException>(() => host.Users.ResetTwoFactorAsync(Actor.CommandLine, person.Id, default))).Code);
    }

    [Fact]
    public async Task A_wrong_first_code_turns_nothing_on()
    {
        var (actor, email) = await ConfirmedAsync();
        await TwoFactor.BeginAsync(actor, default);

        Assert.Equal(ErrorCode.CodeWrong, (await Assert.ThrowsAsync<VodException>(() => TwoFactor.EnableAsync(actor, "000000", default))).Code);

        using var browser = host.OpenBrowser();
        Assert.True(await browser.SignInAsync(email, ConsoleHost.Password));
        Assert.True(await browser.IsSignedInAsync());
    }

    private async Task<(Actor Actor, string Email)> ConfirmedAsync()
    {
        var (id, email, browser) = await host.SignInAsync(Role.Operator);
        browser.Dispose();
        await using var db = await host.OpenDatabaseAsync();
        var actor = new Actor(id, email, SessionId: (await db.SignInSessions.SingleAsync(session => session.UserId == id)).Id);
        await host.Services.GetRequiredService<IdentityConfirmation>().ByPasswordAsync(actor, ConsoleHost.Password, default);
        return (actor, email);
    }

    private async Task<Person> EnrolAsync()
    {
        var (actor, email) = await ConfirmedAsync();
        var shown = await TwoFactor.BeginAsync(actor, default);
        var secret = FromBase32(shown.Key);
        var codes = await TwoFactor.EnableAsync(actor, TotpCode.Compute(secret, TotpCode.StepAt(host.Clock.GetUtcNow())), default);
        return new Person(host, actor, email, secret, codes);
    }

    private async Task<Browser> FirstStepAsync(Person person)
    {
        var browser = host.OpenBrowser();
        using var answer = await browser.PostAsync("/account/sign-in", ("Input.Email", person.Email), ("Input.Password", ConsoleHost.Password));
        Assert.Equal("/account/sign-in/code", answer.Headers.Location?.AbsolutePath);
        return browser;
    }

    private static async Task<bool> SendAsync(Browser browser, string code, string? by = null)
    {
        using var answer = await browser.PostAsync($"/account/sign-in/code?by={by}", ("Input.Code", code));
        return answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location?.AbsolutePath == "/";
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
    }

    private sealed record Person(ConsoleHost Host, Actor Actor, string Email, byte[] Secret, IReadOnlyList<string> RecoveryCodes)
    {
        public Guid Id => Actor.UserId!.Value;

        public string Code() => TotpCode.Compute(Secret, TotpCode.StepAt(Host.Clock.GetUtcNow()));

        /// <summary>A code that has not counted yet: half a minute later.</summary>
        public string NextCode()
        {
            Host.Clock.Advance(TimeSpan.FromSeconds(TotpCode.Period));
            return Code();
        }
    }
}
