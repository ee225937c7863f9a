using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Web.Accounts;
using VodConsole.Web.Tests.ApiAccess;

namespace VodConsole.Web.Tests.Accounts;

/// <summary>What goes on without a cookie, an open page and a program, and what ends it.</summary>
public sealed class OpenPageTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Fact]
    public async Task An_open_page_ends_after_a_day_too()
    {
        var (id, _) = await host.AddAsync(Role.Operator);
        var page = await OpenPageAsync(id);
        Task<bool> IsCurrentAsync() => host.Services.GetRequiredService<SessionCheck>().IsCurrentAsync(page, default);

        host.Clock.Advance(SignInSessions.Lifetime - TimeSpan.FromSeconds(1));
        Assert.True(await IsCurrentAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await IsCurrentAsync());
    }

    [Fact]
    public async Task A_strangers_wrong_passwords_stop_neither_the_sessions_nor_the_programs_of_the_account()
    {
        var (id, email, browser) = await host.SignInAsync(Role.Operator);
        var page = await OpenPageAsync(id);
        var key = await host.Services.GetRequiredService<AccessKeys>().CreateAsync(Actor.CommandLine, email, AccessKeyLimits.None, default);
        using var stranger = host.OpenBrowser();

        for (var attempt = 0; attempt < 5; attempt++) Assert.False(await stranger.SignInAsync(email, "not the password"));
        Assert.False(await stranger.SignInAsync(email, ConsoleHost.Password));

        Assert.True(await browser.IsSignedInAsync());
        Assert.True(await host.Services.GetRequiredService<SessionCheck>().IsCurrentAsync(page, default));
        Assert.Contains("InvalidVideo.NotFound", await CallAsync(key), StringComparison.Ordinal);

        await host.Users.LockAsync(Actor.CommandLine, id, default);
        Assert.False(await browser.IsSignedInAsync());
        Assert.False(await host.Services.GetRequiredService<SessionCheck>().IsCurrentAsync(page, default));
        Assert.Contains("InvalidAccessKeyId.Inactive", await CallAsync(key), StringComparison.Ordinal);
    }

    // What a page knows of its person once it is open, when no cookie comes any more.
    private async Task<ClaimsPrincipal> OpenPageAsync(Guid userId)
    {
        var session = await host.Services.GetRequiredService<SignInSessions>().BeginAsync(userId, SignInMethod.Password, null, "", default);
        await using var scope = host.Services.CreateAsyncScope();
        var user = (await scope.ServiceProvider.GetRequiredService<UserManager<VodUser>>().FindByIdAsync($"{userId}"))!;
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<VodUser>>().CreateAsync(user);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(ConsoleCookie.SessionClaim, $"{session:N}"));
        return principal;
    }

    private async Task<string> CallAsync(NewAccessKey key)
    {
        using var client = host.CreateClient();
        using var request = new RawRequest("localhost", key) { Time = host.Clock.GetUtcNow().UtcDateTime }.Get();
        using var answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
