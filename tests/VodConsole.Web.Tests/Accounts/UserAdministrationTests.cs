using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Tests.Accounts;

public sealed class UserAdministrationTests : IAsyncLifetime
{
    private readonly ConsoleHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task The_last_administrator_can_neither_be_demoted_nor_locked()
    {
        var (id, _) = await host.AddAsync(Role.Administrator);
        var (locked, _) = await host.AddAsync(Role.Administrator);
        await host.Users.LockAsync(Actor.CommandLine, locked, default);

        Assert.Equal(ErrorCode.LastAdministrator, await CodeAsync(() => host.Users.SetRoleAsync(Actor.CommandLine, id, Role.Operator, default)));
        Assert.Equal(ErrorCode.LastAdministrator, await CodeAsync(() => host.Users.LockAsync(Actor.CommandLine, id, default)));
    }

    [Fact]
    public async Task Two_administrators_who_demote_each_other_at_once_leave_one()
    {
        for (var round = 0; round < 5; round++)
        {
            var (first, firstEmail) = await host.AddAsync(Role.Administrator);
            var (second, secondEmail) = await host.AddAsync(Role.Administrator);
            await DemoteOthersAsync(first, second);
            var (one, other) = (await host.ConfirmAsync(first, firstEmail), await host.ConfirmAsync(second, secondEmail));

            await Task.WhenAll(
                TryAsync(() => host.Users.SetRoleAsync(one, second, Role.Operator, default)),
                TryAsync(() => host.Users.SetRoleAsync(other, first, Role.Operator, default)));

            var (rows, _) = await host.Services.GetRequiredService<UserList>()
                .ReadAsync(Actor.CommandLine, new UserFilter(Role: Role.Administrator), 0, 10, default);
            Assert.Single(rows);
        }
    }

    [Fact]
    public async Task A_change_is_noted_with_before_and_after()
    {
        var (id, email) = await host.AddAsync(Role.Operator);

        await host.Users.SetRoleAsync(Actor.CommandLine, id, Role.Auditor, default);

        await using var db = await host.OpenDatabaseAsync();
        var entry = await db.AuditEntries.SingleAsync(row => row.Action == AuditAction.UserRoleSet);
        Assert.Equal(("command line", email, "{\"Role\":\"Operator\"}", "{\"Role\":\"Auditor\"}"), (entry.ActorName, entry.TargetName, entry.Before, entry.After));
    }

    [Fact]
    public async Task A_reset_password_is_not_in_the_audit_log()
    {
        const string Secret = "a phrase nobody else has";
        var (id, _) = await host.AddAsync(Role.Operator);

        await host.Users.ResetPasswordAsync(Actor.CommandLine, id, Secret, default);

        await using var db = await host.OpenDatabaseAsync();
        Assert.DoesNotContain(await db.AuditEntries.ToListAsync(), entry => $"{entry.Before}{entry.After}{entry.TargetName}".Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", ErrorCode.EmailInvalid)]
    [InlineData("no address", ErrorCode.EmailInvalid)]
    [InlineData("taken@example.com", ErrorCode.EmailTaken)]
    [InlineData("TAKEN@example.com", ErrorCode.EmailTaken)]
    public async Task An_address_that_is_none_or_taken_is_refused_and_nothing_is_left(string email, ErrorCode code)
    {
        await host.Users.AddAsync(Actor.CommandLine, "taken@example.com", ConsoleHost.Password, Role.Operator, default);

        Assert.Equal(code, await CodeAsync(() => host.Users.AddAsync(Actor.CommandLine, email, ConsoleHost.Password, Role.Operator, default)));

        await using var db = await host.OpenDatabaseAsync();
        Assert.Equal(1, await db.Users.CountAsync());
        Assert.Equal(1, await db.UserRoles.CountAsync());
        Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.UserAdded));
    }

    [Fact]
    public async Task Resetting_the_second_factor_takes_passkeys_and_logins_of_a_provider_along()
    {
        var (id, _) = await host.AddAsync(Role.Operator);
        using (var scope = host.Services.CreateScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<VodUser>>();
            var user = (await users.FindByIdAsync(id.ToString()))!;
            Assert.True((await users.AddOrUpdatePasskeyAsync(user, new UserPasskeyInfo([1], [2], DateTimeOffset.UnixEpoch, 0, [], true, false, false, [3], [4]))).Succeeded);
            Assert.True((await users.AddLoginAsync(user, new UserLoginInfo("OpenIdConnect", "key", "OpenIdConnect"))).Succeeded);
        }

        Assert.True(await HasOtherWaysAsync());
        await host.Users.ResetTwoFactorAsync(Actor.CommandLine, id, default);
        Assert.False(await HasOtherWaysAsync());

        async Task<bool> HasOtherWaysAsync()
        {
            await using var db = await host.OpenDatabaseAsync();
            var (rows, _) = await host.Services.GetRequiredService<UserList>().ReadAsync(Actor.CommandLine, new UserFilter(), 0, 10, default);
            Assert.Equal(Assert.Single(rows).HasOtherWays, await db.UserPasskeys.AnyAsync() && await db.UserLogins.AnyAsync());
            return rows[0].HasOtherWays;
        }
    }

    [Fact]
    public async Task A_weak_new_password_leaves_the_old_one()
    {
        var (id, email) = await host.AddAsync(Role.Operator);

        Assert.Equal(ErrorCode.PasswordTooWeak, await CodeAsync(() => host.Users.ResetPasswordAsync(Actor.CommandLine, id, "short", default)));

        using var browser = host.OpenBrowser();
        Assert.True(await browser.SignInAsync(email, ConsoleHost.Password));
    }

    private async Task DemoteOthersAsync(Guid first, Guid second)
    {
        var (rows, _) = await host.Services.GetRequiredService<UserList>()
            .ReadAsync(Actor.CommandLine, new UserFilter(Role: Role.Administrator), 0, 10, default);
        foreach (var other in rows.Where(row => row.Id != first && row.Id != second))
            await host.Users.SetRoleAsync(Actor.CommandLine, other.Id, Role.Operator, default);
    }

    private static async Task<ErrorCode> CodeAsync(Func<Task> refused) => (await Assert.ThrowsAsync<VodException>(refused)).Code;

    private static async Task TryAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (VodException)
        {
            // One of the two may lose.
        }
    }
}
