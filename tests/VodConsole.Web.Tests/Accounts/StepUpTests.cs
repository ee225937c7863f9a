using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Keys;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Web.Tests.Accounts;

/// <summary>What a person must confirm first, and how long, for whom and by what a confirmation counts.</summary>
public sealed class StepUpTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    private const string Everything = """{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private static readonly DateTime LateEnd = new(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private IdentityConfirmation Confirmation => host.Services.GetRequiredService<IdentityConfirmation>();

    public static TheoryData<string> Guarded =>
    [
        "access key", "mode", "undo of the mode", "key file", "new key file", "key ring", "new account", "invitation", "reset link", "password", "second factor",
        "role", "new policy", "changed policy", "attached policy", "detached policy", "unlocked account", "enabled key", "endless key", "key from anywhere",
    ];

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task A_session_alone_is_not_enough(string operation)
    {
        var (actor, _) = await OpenSessionAsync();

        Assert.Equal(ErrorCode.ConfirmationNeeded, await CodeAsync(() => RunAsync(operation, actor)));
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Verbs_and_admitted_operations_of_the_API_are_not_asked(string operation)
    {
        var (actor, _) = await OpenSessionAsync();

        Assert.NotEqual(ErrorCode.ConfirmationNeeded, await CodeAsync(() => RunAsync(operation, Actor.CommandLine)));
        Assert.NotEqual(ErrorCode.ConfirmationNeeded, await CodeAsync(() => RunAsync(operation, actor with { SessionId = null, Admitted = new AdmittedOperation("AnyOperation", Role.Administrator) })));
    }

    [Fact]
    public async Task A_stolen_session_cannot_make_itself_a_password_to_confirm_with_and_may_still_be_used_to_lock_a_thief_out()
    {
        var (actor, email) = await OpenSessionAsync();
        var (thief, _) = await host.AddAsync(Role.Operator);

        await CodeAsync(() => host.Users.ResetPasswordAsync(actor, actor.UserId!.Value, "a phrase of the thief", default));
        await host.Users.LockAsync(actor, thief, default);
        Assert.Equal(ErrorCode.ConfirmationNeeded, await CodeAsync(() => host.Users.UnlockAsync(actor, thief, default)));

        using var browser = host.OpenBrowser();
        Assert.False(await browser.SignInAsync(email, "a phrase of the thief"));
        Assert.True(await browser.SignInAsync(email, ConsoleHost.Password));
    }

    [Fact]
    public async Task A_key_is_turned_off_and_narrowed_without_a_confirmation()
    {
        var (actor, _) = await OpenSessionAsync();
        var (keys, id) = (host.Services.GetRequiredService<AccessKeys>(), await AddKeyAsync(new AccessKeyLimits("", LateEnd, "192.0.2.0/24")));

        await keys.LimitAsync(actor, id, new AccessKeyLimits("for the shop", LateEnd.AddDays(-1), "192.0.2.128/25 192.0.2.7"), default);
        await keys.SetDisabledAsync(actor, id, isDisabled: true, default);

        Assert.True((await keys.ListAsync(actor, default)).Single(row => row.Id == id) is { IsDisabled: true, Note: "for the shop" });
    }

    [Fact]
    public async Task A_confirmation_counts_for_five_minutes_and_for_its_session_alone()
    {
        var (actor, email) = await OpenSessionAsync();
        var other = await AnotherSessionAsync(actor, email);
        await Confirmation.ByPasswordAsync(actor, ConsoleHost.Password, default);

        await CreateKeyAsync(actor);
        Assert.Equal(ErrorCode.ConfirmationNeeded, await CodeAsync(() => CreateKeyAsync(other)));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await CodeAsync(() => CreateKeyAsync(actor with { SessionId = null })));

        host.Clock.Advance(IdentityConfirmation.Lifetime - TimeSpan.FromSeconds(1));
        await CreateKeyAsync(actor);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await CodeAsync(() => CreateKeyAsync(actor)));
    }

    [Fact]
    public async Task Nobody_confirms_for_somebody_elses_session()
    {
        var (actor, _) = await OpenSessionAsync();
        var (thief, _) = await OpenSessionAsync();

        Assert.Equal(
            ErrorCode.NotSignedIn,
            await CodeAsync(() => Confirmation.ByPasswordAsync(thief with { SessionId = actor.SessionId }, ConsoleHost.Password, default)));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await CodeAsync(() => CreateKeyAsync(thief with { SessionId = actor.SessionId })));
    }

    [Fact]
    public async Task A_wrong_password_confirms_nothing_and_five_lock_the_account()
    {
        var (actor, email) = await OpenSessionAsync();

        for (var attempt = 1; attempt < 5; attempt++)
            Assert.Equal(ErrorCode.PasswordWrong, await CodeAsync(() => Confirmation.ByPasswordAsync(actor, "not the password", default)));
        Assert.Equal(ErrorCode.NotSignedIn, await CodeAsync(() => Confirmation.ByPasswordAsync(actor, "not the password", default)));

        Assert.Equal(ErrorCode.NotSignedIn, await CodeAsync(() => Confirmation.ByPasswordAsync(actor, ConsoleHost.Password, default)));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await CodeAsync(() => CreateKeyAsync(actor)));
        using var browser = host.OpenBrowser();
        Assert.False(await browser.SignInAsync(email, ConsoleHost.Password));
    }

    [Fact]
    public async Task Wrong_passwords_at_once_count_one_by_one_and_no_more_than_five_are_judged()
    {
        var (actor, _) = await OpenSessionAsync();

        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            () => CodeAsync(() => Confirmation.ByPasswordAsync(actor, "not the password", default)))));

        Assert.Equal(4, codes.Count(code => code == ErrorCode.PasswordWrong));
        Assert.Equal(16, codes.Count(code => code == ErrorCode.NotSignedIn));
        await using var db = await host.OpenDatabaseAsync();
        Assert.Equal(5, await db.AuditEntries.CountAsync(entry => entry.ActorId == actor.UserId && entry.Action == AuditAction.IdentityConfirmationRefused));
        Assert.True((await db.Users.SingleAsync(user => user.Id == actor.UserId)).LockoutEnd > host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_right_password_after_four_wrong_ones_locks_nothing_and_forgets_them()
    {
        var (actor, _) = await OpenSessionAsync();
        for (var round = 0; round < 2; round++)
        {
            for (var attempt = 1; attempt < 5; attempt++)
                Assert.Equal(ErrorCode.PasswordWrong, await CodeAsync(() => Confirmation.ByPasswordAsync(actor, "not the password", default)));
            await Confirmation.ByPasswordAsync(actor, ConsoleHost.Password, default);
        }
    }

    [Fact]
    public async Task Both_answers_are_in_the_audit_log_without_the_password()
    {
        var (actor, _) = await OpenSessionAsync();
        await CodeAsync(() => Confirmation.ByPasswordAsync(actor, "a wrong and secret phrase", default));
        await Confirmation.ByPasswordAsync(actor, ConsoleHost.Password, default);

        await using var db = await host.OpenDatabaseAsync();
        var entries = await db.AuditEntries.Where(entry => entry.ActorId == actor.UserId && entry.Action.StartsWith("account.confirm")).ToListAsync();
        Assert.Equal([AuditAction.IdentityConfirmed, AuditAction.IdentityConfirmationRefused], entries.Select(entry => entry.Action).Order());
        Assert.All(entries, entry => Assert.Equal("""{"Method":"Password"}""", entry.After));
    }

    [Fact]
    public async Task Signing_out_ends_the_confirmation_too()
    {
        var (id, _, browser) = await host.SignInAsync(Role.Administrator);
        var actor = await ActorOfAsync(id);
        await Confirmation.ByPasswordAsync(actor, ConsoleHost.Password, default);

        using var signedOut = await browser.PostAsync("/account/sign-out", await browser.ReadAsync("/account/password"));

        Assert.Equal(ErrorCode.ConfirmationNeeded, await CodeAsync(() => CreateKeyAsync(actor)));
    }

    private async Task<(Actor Actor, string Email)> OpenSessionAsync()
    {
        var (id, email, browser) = await host.SignInAsync(Role.Administrator);
        browser.Dispose();
        return (await ActorOfAsync(id), email);
    }

    private async Task<Actor> AnotherSessionAsync(Actor actor, string email)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        using var browser = host.OpenBrowser();
        Assert.True(await browser.SignInAsync(email, ConsoleHost.Password));
        return await ActorOfAsync(actor.UserId!.Value);
    }

    /// <summary>The person in the session that began last.</summary>
    private async Task<Actor> ActorOfAsync(Guid userId)
    {
        await using var db = await host.OpenDatabaseAsync();
        var session = await db.SignInSessions.Where(row => row.UserId == userId).OrderByDescending(row => row.SignedInAt).FirstAsync();
        return new Actor(userId, "admin", SessionId: session.Id);
    }

    private Task CreateKeyAsync(Actor actor) => RunAsync("access key", actor);

    private async Task RunAsync(string operation, Actor actor)
    {
        var services = host.Services;
        switch (operation)
        {
            case "access key":
                await using (var db = await host.OpenDatabaseAsync())
                {
                    var owner = await db.Users.Where(user => actor.UserId == null || user.Id == actor.UserId).FirstAsync();
                    await services.GetRequiredService<AccessKeys>().CreateAsync(actor, owner.Email!, AccessKeyLimits.None, default);
                }

                break;
            case "enabled key":
                var disabled = await AddKeyAsync(AccessKeyLimits.None);
                await services.GetRequiredService<AccessKeys>().SetDisabledAsync(Actor.CommandLine, disabled, isDisabled: true, default);
                await services.GetRequiredService<AccessKeys>().SetDisabledAsync(actor, disabled, isDisabled: false, default);
                break;
            case "endless key":
                await services.GetRequiredService<AccessKeys>().LimitAsync(
                    actor, await AddKeyAsync(new AccessKeyLimits("", LateEnd, "")), AccessKeyLimits.None, default);
                break;
            case "key from anywhere":
                await services.GetRequiredService<AccessKeys>().LimitAsync(
                    actor, await AddKeyAsync(new AccessKeyLimits("", null, "192.0.2.0/24")), AccessKeyLimits.None, default);
                break;
            case "unlocked account":
                await host.Users.UnlockAsync(actor, (await host.AddAsync(Role.Operator)).Id, default);
                break;
            case "mode":
                await services.GetRequiredService<DownloadConfiguration>().ApplyAsync(actor, DownloadMode.Normal, "", Guid.NewGuid(), default);
                break;
            case "undo of the mode":
                await services.GetRequiredService<DownloadConfiguration>().UndoAsync(
                    actor, new DownloadChange(DownloadChangeOutcome.Done, DownloadMode.Normal, new DownloadState(DownloadMode.Off, "", null, Guid.NewGuid())), default);
                break;
            case "key file":
                await services.GetRequiredService<KeyFileGeneration>().GenerateAsync(actor, new NewKeyFile
                {
                    Id = Guid.NewGuid(), SettingsVersion = Guid.NewGuid(), Platform = AppPlatform.Ios, Identifier = "org.example.app",
                    PrivateKey = "Abcd1234Abcd1234Abcd1234Abcd1234", Label = "",
                }, default);
                break;
            case "new key file":
                await services.GetRequiredService<KeyFileRotation>().RotateAsync(actor, Guid.NewGuid(), new KeyFileReplacement
                {
                    Id = Guid.NewGuid(), SettingsVersion = Guid.NewGuid(), PrivateKey = "Abcd1234Abcd1234Abcd1234Abcd1234", Label = "", Overlap = KeyFileOverlap.None,
                }, default);
                break;
            case "new account":
                await host.Users.AddAsync(actor, $"{Guid.NewGuid():N}@example.com", ConsoleHost.Password, Role.Administrator, default);
                break;
            case "invitation":
                await services.GetRequiredService<AccountLinks>().InviteAsync(actor, $"{Guid.NewGuid():N}@example.com", Role.Administrator, default);
                break;
            case "reset link":
                await services.GetRequiredService<AccountLinks>().IssueResetAsync(actor, (await host.AddAsync(Role.Operator)).Id, default);
                break;
            case "password":
                await host.Users.ResetPasswordAsync(actor, (await host.AddAsync(Role.Operator)).Id, "another good phrase", default);
                break;
            case "second factor":
                await host.Users.ResetTwoFactorAsync(actor, (await host.AddAsync(Role.Operator)).Id, default);
                break;
            case "role":
                await host.Users.SetRoleAsync(actor, (await host.AddAsync(Role.Operator)).Id, Role.Administrator, default);
                break;
            case "new policy":
                await services.GetRequiredService<PolicyRegister>().CreateAsync(actor, $"p-{Guid.NewGuid():N}", "", Everything, default);
                break;
            case "changed policy":
                var name = $"p-{Guid.NewGuid():N}";
                await services.GetRequiredService<PolicyRegister>().CreateAsync(Actor.CommandLine, name, "", Everything, default);
                await services.GetRequiredService<PolicyRegister>().ChangeAsync(actor, name, 1, "changed", Everything, default);
                break;
            case "attached policy":
                await services.GetRequiredService<PolicyAttachments>().AttachAsync(
                    actor, ReadyMadePolicies.FullAccess, PolicyHolder.Of((await host.AddAsync(Role.Operator)).Id), default);
                break;
            case "detached policy":
                await services.GetRequiredService<PolicyAttachments>().DetachAsync(
                    actor, ReadyMadePolicies.FullAccess, PolicyHolder.Of((await host.AddAsync(Role.Operator)).Id), default);
                break;
            default:
                await services.GetRequiredService<KeyRingExport>().SealAsync(actor, "a passphrase long enough", default);
                break;
        }
    }

    private async Task<string> AddKeyAsync(AccessKeyLimits limits) => (await host.Services.GetRequiredService<AccessKeys>().CreateAsync(
        Actor.CommandLine, (await host.AddAsync(Role.Operator)).Email, limits, default)).Id;

    private static async Task<ErrorCode?> CodeAsync(Func<Task> operation) => (await Record.ExceptionAsync(operation) as VodException)?.Code;
}
