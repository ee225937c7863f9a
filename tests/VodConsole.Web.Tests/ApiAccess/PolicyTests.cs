using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>Policies, tried by the public clients through the real server.</summary>
public sealed class PolicyTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Everything = """{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private PolicyRegister Register => host.Services.GetRequiredService<PolicyRegister>();
    private PolicyAttachments Attachments => host.Services.GetRequiredService<PolicyAttachments>();

    [Fact]
    public async Task An_attached_policy_narrows_from_the_next_call_on_and_detaching_it_brings_everything_back()
    {
        var (user, key) = await AddUserAsync(Role.Operator);
        var video = await host.PublishAsync();
        Assert.Null(await CodeAsync(key, "GetVideoInfo", video.Id));

        await Attachments.AttachAsync(Actor.CommandLine, ReadyMadePolicies.Player, PolicyHolder.Of(user), default);
        Assert.Equal("Forbidden.RAM", await CodeAsync(key, "GetVideoInfo", video.Id));
        Assert.Null(await CodeAsync(key, "GetPlayInfo", video.Id));

        await Attachments.DetachAsync(Actor.CommandLine, ReadyMadePolicies.Player, PolicyHolder.Of(user), default);
        Assert.Null(await CodeAsync(key, "GetVideoInfo", video.Id));
    }

    [Fact]
    public async Task A_policy_on_one_video_leaves_the_others_out()
    {
        var (user, key) = await AddUserAsync(Role.Auditor);
        var (mine, other) = (await host.PublishAsync(), await host.PublishAsync());
        await AttachAsync(user, $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"vod:*","Resource":"acs:vod:*:*:video/{{mine.Id:N}}"}]}""");

        Assert.Null(await CodeAsync(key, "GetPlayInfo", mine.Id));
        Assert.Equal("Forbidden.RAM", await CodeAsync(key, "GetPlayInfo", other.Id));
    }

    [Fact]
    public async Task A_video_that_an_operation_does_not_ask_for_opens_nothing()
    {
        var (user, key) = await AddUserAsync(Role.Operator);
        var mine = await host.PublishAsync();
        await AttachAsync(user, $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":"vod:*","Resource":"acs:vod:*:*:video/{{mine.Id:N}}"}]}""");

        foreach (var action in (string[])["GetDownloadConfig", "GetVideoList", "GenerateKMSDataKey", "ListDownloadSecretKeys"])
            Assert.Equal("Forbidden.RAM", await CodeAsync(key, action, mine.Id));
    }

    [Fact]
    public async Task A_denial_of_a_video_holds_however_its_id_is_written()
    {
        var (user, key) = await AddUserAsync(Role.Operator);
        var video = await host.PublishAsync();
        await AttachAsync(user, $$"""
            {"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
             {"Effect":"Deny","Action":"*","Resource":"acs:vod:*:*:video/{{video.Id:N}}"}]}
            """);

        foreach (var id in (string[])[$"{video.Id:N}", $"{video.Id:N}".ToUpperInvariant(), $" {video.Id:N}"])
        {
            Assert.Equal("Forbidden.RAM", await CodeAsync(key, "GetVideoInfo", "VideoId", id));
            Assert.Equal("Forbidden.RAM", await CodeAsync(key, "DeleteVideo", "VideoIds", id));
            Assert.Equal("Forbidden.RAM", await CodeAsync(
                key, "UpdateVideoInfos", "UpdateContent", $$"""[{"VideoId":"{{id}}","Description":"x"}]"""));
        }
    }

    [Fact]
    public async Task A_denial_wins_over_full_access_and_an_address_that_does_not_match_permits_nothing()
    {
        var (user, key) = await AddUserAsync(Role.Administrator);
        var video = await host.PublishAsync();
        await Attachments.AttachAsync(Actor.CommandLine, ReadyMadePolicies.FullAccess, PolicyHolder.Of(user), default);
        await AttachAsync(user, """{"Version":"1","Statement":[{"Effect":"Deny","Action":"vod:GetVideoInfo","Resource":"*","Condition":{"IpAddress":{"acs:SourceIp":["127.0.0.0/8","::1"]}}}]}""");
        Assert.Equal("Forbidden.RAM", await CodeAsync(key, "GetVideoInfo", video.Id));
        Assert.Null(await CodeAsync(key, "GetPlayInfo", video.Id));

        var (elsewhere, itsKey) = await AddUserAsync(Role.Administrator);
        await AttachAsync(elsewhere, """{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"acs:SourceIp":"203.0.113.0/24"}}}]}""");
        Assert.Equal("Forbidden.RAM", await CodeAsync(itsKey, "GetPlayInfo", video.Id));
    }

    [Fact]
    public async Task A_policy_counts_for_the_console_too_and_never_beyond_the_role()
    {
        var (user, _) = await AddUserAsync(Role.Auditor);
        var (guard, actor) = (host.Services.GetRequiredService<AccessGuard>(), new Actor(user, "auditor"));
        await AttachAsync(user, """{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"console:ViewAudit","Resource":"*"}]}""");

        await guard.RequireAsync(actor, Permission.ViewMedia);
        Assert.Equal(ErrorCode.Forbidden, (await Assert.ThrowsAsync<VodException>(() => guard.RequireAsync(actor, Permission.ViewAudit))).Code);
        Assert.Equal(ErrorCode.Forbidden, (await Assert.ThrowsAsync<VodException>(() => guard.RequireAsync(actor, Permission.EditMedia))).Code);
    }

    [Fact]
    public async Task Nobody_can_take_away_their_own_way_back()
    {
        var (user, _) = await AddUserAsync(Role.Administrator);
        var actor = await ConfirmedAsync(user);

        var refusal = await Assert.ThrowsAsync<VodException>(
            () => Attachments.AttachAsync(actor, ReadyMadePolicies.Player, PolicyHolder.Of(user), default));
        Assert.Equal(ErrorCode.PolicyLocksOut, refusal.Code);
        Assert.DoesNotContain(await Attachments.ListAsync(actor, ReadyMadePolicies.Player, default), holding => holding.Holder.UserId == user);
    }

    [Theory]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateLessThan":{"acs:CurrentTime":"2099-01-01T00:00:00Z"}}}]}""")]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"acs:SourceIp":"192.0.2.0/24"}}}]}""")]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateGreaterThan":{"acs:CurrentTime":"2099-01-01T00:00:00Z"}}}]}""")]
    public async Task A_condition_must_not_end_everybodys_right_to_change_policies_later(string document)
    {
        await DetachEverythingAsync();
        var (user, _) = await AddUserAsync(Role.Administrator);
        var actor = await ConfirmedAsync(user);
        var (until, attached) = ($"p-{Guid.NewGuid():N}", $"p-{Guid.NewGuid():N}");
        await Register.CreateAsync(Actor.CommandLine, until, "", document, default);
        await Register.CreateAsync(Actor.CommandLine, attached, "", Everything, default);

        Assert.Equal(ErrorCode.PolicyLeavesNobody, await CodeAsync(() => Attachments.AttachAsync(actor, until, PolicyHolder.Of(Role.Administrator), default)));
        await Attachments.AttachAsync(actor, attached, PolicyHolder.Of(Role.Administrator), default);
        Assert.Equal(ErrorCode.PolicyLeavesNobody, await CodeAsync(() => Register.ChangeAsync(actor, attached, 1, "", document, default)));
        await Attachments.DetachAsync(actor, attached, PolicyHolder.Of(Role.Administrator), default);

        // Others are left whom it does not reach.
        await Attachments.AttachAsync(actor, until, PolicyHolder.Of(user), default);
    }

    [Fact]
    public async Task Where_conditions_reach_everybody_already_they_are_taken_away_one_by_one()
    {
        await DetachEverythingAsync();
        var (user, _) = await AddUserAsync(Role.Administrator);
        var actor = await ConfirmedAsync(user);
        var names = (string[])[$"p-{Guid.NewGuid():N}", $"p-{Guid.NewGuid():N}"];
        foreach (var name in names)
        {
            await Register.CreateAsync(Actor.CommandLine, name, "", Everything.Replace("}]", ""","Condition":{"DateLessThan":{"acs:CurrentTime":"2099-01-01T00:00:00Z"}}}]""", StringComparison.Ordinal), default);
            await Attachments.AttachAsync(Actor.CommandLine, name, PolicyHolder.Of(Role.Administrator), default);
        }

        foreach (var name in names) await Attachments.DetachAsync(actor, name, PolicyHolder.Of(Role.Administrator), default);
    }

    [Fact]
    public async Task The_command_line_detaches_everything_when_policies_lock_everybody_out()
    {
        await DetachEverythingAsync();
        var (user, _) = await AddUserAsync(Role.Administrator);
        var actor = await ConfirmedAsync(user);
        await Attachments.AttachAsync(Actor.CommandLine, ReadyMadePolicies.Player, PolicyHolder.Of(Role.Administrator), default);
        await Attachments.AttachAsync(Actor.CommandLine, ReadyMadePolicies.Downloader, PolicyHolder.Of(Role.Administrator), default);
        Assert.Equal(ErrorCode.Forbidden, await CodeAsync(() => Attachments.ListAsync(actor, null, default)));

        Assert.Equal(
            [ReadyMadePolicies.Downloader, ReadyMadePolicies.Player],
            await Attachments.DetachAllAsync(Actor.CommandLine, PolicyHolder.Of(Role.Administrator), default));

        Assert.Empty(await Attachments.ListAsync(actor, null, default));
        await using var db = host.OpenDatabase();
        Assert.Equal(2, await db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.PolicyDetached && entry.ActorName == "command line"
            && entry.TargetId == "Administrator"));
    }

    [Fact]
    public async Task The_simulation_says_what_decides()
    {
        var (user, _) = await AddUserAsync(Role.Auditor);
        var email = await EmailAsync(user);
        var simulation = host.Services.GetRequiredService<PolicySimulation>();
        var name = await AttachAsync(user, """{"Version":"1","Statement":[{"Effect":"Allow","Action":"vod:*","Resource":"*"},{"Effect":"Deny","Action":"vod:GetPlayInfo","Resource":"*"}]}""");

        Task<AccessDecision> AskAsync(string action) => simulation.AskAsync(Actor.CommandLine, email, action, "", "", default);
        Assert.Equal(new AccessDecision(AccessVerdict.Allowed, Role.Auditor, name, 1), await AskAsync("vod:GetVideoInfo"));
        Assert.Equal(new AccessDecision(AccessVerdict.PolicyDenies, Role.Auditor, name, 2), await AskAsync("vod:GetPlayInfo"));
        Assert.Equal(AccessVerdict.RoleForbids, (await AskAsync("vod:DeleteVideo")).Verdict);
        Assert.Equal(AccessVerdict.NoPolicyAllows, (await AskAsync("console:ViewMedia")).Verdict);
    }

    /// <summary>Forgets what other tests attached.</summary>
    private async Task DetachEverythingAsync()
    {
        await using var db = host.OpenDatabase();
        await db.PolicyAttachments.ExecuteDeleteAsync();
    }

    private static async Task<ErrorCode> CodeAsync(Func<Task> refused) => (await Assert.ThrowsAsync<VodException>(refused)).Code;

    private Task<string?> CodeAsync(NewAccessKey key, string action, Guid videoId) => CodeAsync(key, action, "VideoId", $"{videoId:N}");

    private async Task<string?> CodeAsync(NewAccessKey key, string action, string parameter, string value) => (await host.CallAsync(
        new ClientCall("openapi-core", action, host.Endpoint, key.Id, key.Secret) { Parameters = new Dictionary<string, string> { [parameter] = value } })).Error?.Code;

    private async Task<(Guid User, NewAccessKey Key)> AddUserAsync(Role role)
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        var id = await host.Services.GetRequiredService<UserAdministration>().AddAsync(Actor.CommandLine, email, "correct horse battery", role, default);
        return (id, await host.Services.GetRequiredService<AccessKeys>().CreateAsync(Actor.CommandLine, email, AccessKeyLimits.None, default));
    }

    /// <summary>The person in a session in which they have just confirmed that it is they.</summary>
    private async Task<Actor> ConfirmedAsync(Guid user)
    {
        var session = await host.Services.GetRequiredService<SignInSessions>().BeginAsync(user, SignInMethod.Password, null, "", default);
        var actor = new Actor(user, "admin", SessionId: session);
        await host.Services.GetRequiredService<IdentityConfirmation>().ByPasswordAsync(actor, "correct horse battery", default);
        return actor;
    }

    private async Task<string> EmailAsync(Guid user)
    {
        await using var db = host.OpenDatabase();
        return (await db.Users.SingleAsync(row => row.Id == user)).UserName!;
    }

    private async Task<string> AttachAsync(Guid user, string document)
    {
        var name = $"p-{Guid.NewGuid():N}";
        await Register.CreateAsync(Actor.CommandLine, name, "", document, default);
        await Attachments.AttachAsync(Actor.CommandLine, name, PolicyHolder.Of(user), default);
        return name;
    }
}
