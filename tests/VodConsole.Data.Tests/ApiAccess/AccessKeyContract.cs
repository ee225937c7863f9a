using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.Audit;
using VodConsole.Core.Keys;
using VodConsole.Core.Refusals;
using VodConsole.Data.Tests.Databases;
using VodConsole.Protocol;

namespace VodConsole.Data.Tests.ApiAccess;

/// <summary>Access keys of an account, however many are asked for at once.</summary>
public abstract class AccessKeyContract(TestDatabase database) : DatabaseContract(database)
{
    private AccessKeys Keys => new(
        Database.Contexts, Database.Get<AccessGuard>(), Database.Get<IAuditLog>(), Database.Get<IKeyEncryptionKey>(), TimeProvider.System);

    [SkippableFact]
    public async Task Keys_that_are_made_at_once_are_no_more_than_an_account_may_have()
    {
        await Database.Get<KeyRingCheck>().EnsureAsync(default);
        for (var round = 0; round < 3; round++)
        {
            var email = $"{Guid.NewGuid():N}@example.com";
            var user = await Database.Get<UserAdministration>().AddAsync(Actor.System, email, "Correct horse 1 battery", Role.Operator, default);
            for (var made = 0; made < AccessKeys.PerAccountLimit - 1; made++) await CreateAsync(email);

            var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Record.ExceptionAsync(() => CreateAsync(email)))));

            Assert.Single(outcomes, outcome => outcome is null);
            Assert.All(
                outcomes.Where(outcome => outcome is not null),
                outcome => Assert.Equal(ErrorCode.AccessKeysExceeded, Assert.IsType<VodException>(outcome).Code));
            await using var db = Open();
            Assert.Equal(AccessKeys.PerAccountLimit, await db.AccessKeys.CountAsync(key => key.UserId == user));
        }
    }

    private Task<NewAccessKey> CreateAsync(string email) => Keys.CreateAsync(Actor.System, email, AccessKeyLimits.None, default);
}

public sealed class AccessKeysOnSqlite(SqliteDatabase database) : AccessKeyContract(database), IClassFixture<SqliteDatabase>;

public sealed class AccessKeysOnPostgreSql(PostgreSqlDatabase database) : AccessKeyContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class AccessKeysOnSqlServer(SqlServerDatabase database) : AccessKeyContract(database), IClassFixture<SqlServerDatabase>;
