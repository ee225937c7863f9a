using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Refusals;
using VodConsole.Data.Tests.Databases;
using VodConsole.Protocol;

namespace VodConsole.Data.Tests.ApiAccess;

/// <summary>Policies of an account and of its role are read together, and count from the next decision on.</summary>
public abstract class PolicyContract(TestDatabase database) : DatabaseContract(database)
{
    private const string DenyAudit = """{"Version":"1","Statement":[{"Effect":"Deny","Action":"console:ViewAudit","Resource":"*"}]}""";

    private readonly string name = $"p-{Guid.NewGuid():N}";

    private PolicyRegister Register => new(Database.Contexts, Guard, Database.Get<Core.Audit.IAuditLog>(), TimeProvider.System);
    private PolicyAttachments Attachments => new(Database.Contexts, Guard, Database.Get<Core.Audit.IAuditLog>(), TimeProvider.System);
    private AccessGuard Guard => Database.Get<AccessGuard>();

    [SkippableFact]
    public async Task A_policy_of_the_account_and_one_of_the_role_count_together()
    {
        await Database.Get<RoleSeed>().EnsureAsync(default);
        var user = await AddAsync();
        await Register.CreateAsync(Actor.System, name, "", DenyAudit, default);
        await Attachments.AttachAsync(Actor.System, ReadyMadePolicies.FullAccess, PolicyHolder.Of(user), default);
        await Guard.RequireAsync(new Actor(user, "x"), Permission.ViewAudit);

        await Attachments.AttachAsync(Actor.System, name, PolicyHolder.Of(Role.Auditor), default);
        Assert.Equal(ErrorCode.Forbidden, (await Assert.ThrowsAsync<VodException>(() => Guard.RequireAsync(new Actor(user, "x"), Permission.ViewAudit))).Code);
        await Guard.RequireAsync(new Actor(user, "x"), Permission.ViewMedia);

        Assert.Equal(ErrorCode.PolicyInUse, (await Assert.ThrowsAsync<VodException>(() => Register.DeleteAsync(Actor.System, name, default))).Code);
        await Attachments.DetachAsync(Actor.System, name, PolicyHolder.Of(Role.Auditor), default);
        await Guard.RequireAsync(new Actor(user, "x"), Permission.ViewAudit);
        await Register.DeleteAsync(Actor.System, name, default);
    }

    [SkippableFact]
    public async Task A_change_counts_at_once_and_of_two_changes_of_one_revision_the_later_is_refused()
    {
        await Database.Get<RoleSeed>().EnsureAsync(default);
        var user = await AddAsync();
        await Register.CreateAsync(Actor.System, name, "", DenyAudit, default);
        await Attachments.AttachAsync(Actor.System, name, PolicyHolder.Of(user), default);
        await Assert.ThrowsAsync<VodException>(() => Guard.RequireAsync(new Actor(user, "x"), Permission.ViewMedia));

        await Register.ChangeAsync(Actor.System, name, 1, "", DenyAudit.Replace("Deny", "Allow", StringComparison.Ordinal), default);
        await Guard.RequireAsync(new Actor(user, "x"), Permission.ViewAudit);
        Assert.Equal(
            ErrorCode.ChangedMeanwhile,
            (await Assert.ThrowsAsync<VodException>(() => Register.ChangeAsync(Actor.System, name, 1, "", DenyAudit, default))).Code);
    }

    [SkippableFact]
    public async Task Ready_made_policies_stay_as_they_are()
    {
        Assert.Equal(
            ErrorCode.PolicyReadyMade,
            (await Assert.ThrowsAsync<VodException>(() => Register.ChangeAsync(Actor.System, ReadyMadePolicies.Player, 0, "", DenyAudit, default))).Code);
        Assert.Equal(
            ErrorCode.PolicyNameTaken,
            (await Assert.ThrowsAsync<VodException>(() => Register.CreateAsync(Actor.System, "vodplayer", "", DenyAudit, default))).Code);
        Assert.Equal(
            ErrorCode.PolicyOfRole,
            (await Assert.ThrowsAsync<VodException>(() => Attachments.AttachAsync(Actor.System, "RoleAuditor", PolicyHolder.Of(Role.Operator), default))).Code);
    }

    [SkippableFact]
    public async Task Of_two_who_take_the_right_to_manage_users_from_each_other_at_once_one_is_refused()
    {
        await Register.CreateAsync(Actor.System, name, "", DenyAudit.Replace("ViewAudit", "ManageUsers", StringComparison.Ordinal), default);
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = (await AddAsync(Role.Administrator), await AddAsync(Role.Administrator));

            var outcomes = await AtOnceAsync(
                () => Attachments.AttachAsync(At(one), name, PolicyHolder.Of(other), default),
                () => Attachments.AttachAsync(At(other), name, PolicyHolder.Of(one), default));

            Assert.Equal([null, ErrorCode.PolicyLocksOut], outcomes);
        }
    }

    [SkippableFact]
    public async Task A_policy_is_not_attached_while_it_is_deleted()
    {
        var (user, administrator) = (await AddAsync(), await AddAsync(Role.Administrator));
        for (var round = 0; round < 10; round++)
        {
            await Register.CreateAsync(Actor.System, $"{name}-{round}", "", DenyAudit, default);

            var outcomes = await AtOnceAsync(
                () => Attachments.AttachAsync(At(administrator), $"{name}-{round}", PolicyHolder.Of(user), default),
                () => Register.DeleteAsync(At(administrator), $"{name}-{round}", default));

            Assert.Null(outcomes[0]);
            var isAttached = (await Attachments.ListAsync(Actor.System, $"{name}-{round}", default)).Count > 0;
            Assert.Equal(isAttached, await Register.FindAsync(Actor.System, $"{name}-{round}", default) is not null);
            Assert.Equal(isAttached ? ErrorCode.PolicyInUse : ErrorCode.PolicyNotFound, outcomes[1]);
            if (isAttached) await Attachments.DetachAsync(Actor.System, $"{name}-{round}", PolicyHolder.Of(user), default);
        }
    }

    [SkippableFact]
    public async Task Of_two_who_write_or_delete_a_policy_of_one_name_at_once_one_does_and_the_other_is_told()
    {
        for (var round = 0; round < 5; round++)
        {
            Assert.Equal([null, ErrorCode.PolicyNameTaken], await AtOnceAsync(WriteAsync, WriteAsync));
            Assert.Equal([null, ErrorCode.PolicyNotFound], await AtOnceAsync(DeleteAsync, DeleteAsync));
        }

        Task WriteAsync() => Register.CreateAsync(Actor.System, name, "", DenyAudit, default);
        Task DeleteAsync() => Register.DeleteAsync(Actor.System, name, default);
    }

    /// <summary>What both were told, the one who was not refused first.</summary>
    private static async Task<IReadOnlyList<ErrorCode?>> AtOnceAsync(Func<Task> one, Func<Task> other)
    {
        var outcomes = await Task.WhenAll(Task.Run(() => Record.ExceptionAsync(one)), Task.Run(() => Record.ExceptionAsync(other)));
        return [.. outcomes.Select(outcome => outcome is null ? (ErrorCode?)null : Assert.IsType<VodException>(outcome).Code).Order()];
    }

    /// <summary>Not the server itself, and not asked to confirm.</summary>
    private static Actor At(Guid user) => new(user, "x", Admitted: new AdmittedOperation("AnyOperation", Role.Administrator));

    private Task<Guid> AddAsync(Role role = Role.Auditor) => Database.Get<UserAdministration>().AddAsync(
        Actor.System, $"{Guid.NewGuid():N}@example.com", "Correct horse 1 battery", role, default);
}

public sealed class PoliciesOnSqlite(SqliteDatabase database) : PolicyContract(database), IClassFixture<SqliteDatabase>;

public sealed class PoliciesOnPostgreSql(PostgreSqlDatabase database) : PolicyContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class PoliciesOnSqlServer(SqlServerDatabase database) : PolicyContract(database), IClassFixture<SqlServerDatabase>;
