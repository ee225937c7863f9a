using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Data.Tests.Databases;
using VodConsole.Protocol;

namespace VodConsole.Data.Tests.Accounts;

/// <summary>Accounts, and rights that are read from the database at every operation.</summary>
public abstract class AccountContract(TestDatabase database) : DatabaseContract(database)
{
    private const string Password = "Correct horse 1 battery";

    [SkippableFact]
    public async Task Seeds_one_role_of_each_kind_however_many_processes_start_at_once()
    {
        await using (var db = Open()) await db.Roles.ExecuteDeleteAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Database.Get<RoleSeed>().EnsureAsync(default))));

        await using var read = Open();
        Assert.Equal(
            Enum.GetNames<Role>().Order(StringComparer.Ordinal),
            (await read.Roles.Select(role => role.Name!).ToListAsync()).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task Refuses_a_second_account_of_the_same_address_in_any_case()
    {
        var address = Address();
        await AddAsync(address, Role.Operator);

        var refusal = await Assert.ThrowsAsync<VodException>(() => AddAsync(address.ToUpperInvariant(), Role.Auditor));

        Assert.Equal(ErrorCode.EmailTaken, refusal.Code);
    }

    [SkippableFact]
    public async Task Of_two_who_add_the_same_address_at_once_one_adds_it_and_the_other_is_told()
    {
        var address = Address();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Record.ExceptionAsync(() => AddAsync(address, Role.Operator)))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(
            outcomes.Where(outcome => outcome is not null),
            outcome => Assert.Equal(ErrorCode.EmailTaken, Assert.IsType<VodException>(outcome).Code));
    }

    [SkippableFact]
    public async Task A_changed_role_counts_from_the_next_operation_on()
    {
        var actor = await AddAsync(Address(), Role.Auditor);
        await RequireAsync(actor, Permission.ViewMedia);
        Assert.Equal(ErrorCode.Forbidden, (await Assert.ThrowsAsync<VodException>(() => RequireAsync(actor, Permission.EditMedia))).Code);

        await using (var db = Open())
        {
            var role = await db.Roles.SingleAsync(role => role.Name == nameof(Role.Operator));
            await db.UserRoles.Where(link => link.UserId == actor.UserId).ExecuteDeleteAsync();
            db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = actor.UserId!.Value, RoleId = role.Id });
            await db.SaveChangesAsync();
        }

        await RequireAsync(actor, Permission.EditMedia);
    }

    [SkippableFact]
    public async Task A_locked_or_deleted_account_may_do_nothing_from_the_next_operation_on()
    {
        var actor = await AddAsync(Address(), Role.Administrator);
        await using var db = Open();
        var user = await db.Users.SingleAsync(user => user.Id == actor.UserId);

        user.LockoutEnd = DateTimeOffset.MaxValue;
        await db.SaveChangesAsync();
        Assert.Equal(ErrorCode.NotSignedIn, (await Assert.ThrowsAsync<VodException>(() => RequireAsync(actor, Permission.ViewMedia))).Code);

        user.LockoutEnd = null;
        await db.SaveChangesAsync();
        await RequireAsync(actor, Permission.ViewMedia);

        db.Users.Remove(user);
        await db.SaveChangesAsync();
        Assert.Equal(ErrorCode.NotSignedIn, (await Assert.ThrowsAsync<VodException>(() => RequireAsync(actor, Permission.ViewMedia))).Code);
    }

    [SkippableFact]
    public async Task Of_two_who_use_the_set_up_link_at_once_one_becomes_administrator()
    {
        await using (var db = Open()) await db.Users.ExecuteDeleteAsync();
        var token = await Database.Get<FirstAdministrator>().IssueLinkAsync(default);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Record.ExceptionAsync(
            () => Database.Get<FirstAdministrator>().CreateAsync(token, Address(), Password, null, default)))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(
            outcomes.Where(outcome => outcome is not null),
            outcome => Assert.Equal(ErrorCode.SetupLinkInvalid, Assert.IsType<VodException>(outcome).Code));
        await using var read = Open();
        Assert.Equal(1, await read.Users.CountAsync());
        Assert.Null(await Database.Get<FirstAdministrator>().IssueLinkAsync(default));
    }

    [SkippableFact]
    public async Task Two_administrators_who_are_demoted_at_once_leave_one_and_the_other_change_is_told_why()
    {
        for (var round = 0; round < 5; round++)
        {
            await using (var db = Open()) await db.Users.ExecuteDeleteAsync();
            var ids = (Guid[])[(await AddAsync(Address(), Role.Administrator)).UserId!.Value, (await AddAsync(Address(), Role.Administrator)).UserId!.Value];

            var outcomes = await Task.WhenAll(ids.Select(id => Task.Run(() => Record.ExceptionAsync(
                () => Database.Get<UserAdministration>().SetRoleAsync(Actor.System, id, Role.Operator, default)))));

            Assert.Single(outcomes, outcome => outcome is null);
            Assert.Equal(ErrorCode.LastAdministrator, Assert.IsType<VodException>(outcomes.Single(outcome => outcome is not null)).Code);
        }
    }

    [SkippableFact]
    public async Task A_weak_password_leaves_neither_an_account_nor_an_audit_entry()
    {
        var address = Address();

        await Assert.ThrowsAsync<VodException>(
            () => Database.Get<AccountWriter>().AddAsync(Actor.System, address, "x", Role.Operator, default));

        await using var db = Open();
        Assert.False(await db.Users.AnyAsync(user => user.Email == address));
        Assert.False(await db.AuditEntries.AnyAsync(entry => entry.TargetName == address));
    }

    private static string Address() => $"{Guid.NewGuid():N}@example.com";

    private async Task<Actor> AddAsync(string address, Role role) => new(
        await Database.Get<AccountWriter>().AddAsync(Actor.System, address, Password, role, default), address);

    private Task RequireAsync(Actor actor, Permission permission) => Database.Get<AccessGuard>().RequireAsync(actor, permission);
}

public sealed class AccountsOnSqlite(SqliteDatabase database) : AccountContract(database), IClassFixture<SqliteDatabase>;

public sealed class AccountsOnPostgreSql(PostgreSqlDatabase database) : AccountContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class AccountsOnSqlServer(SqlServerDatabase database) : AccountContract(database), IClassFixture<SqlServerDatabase>;
