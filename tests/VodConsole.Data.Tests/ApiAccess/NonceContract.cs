using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.ApiAccess;
using VodConsole.Data.Tests.Databases;

namespace VodConsole.Data.Tests.ApiAccess;

/// <summary>A nonce passes once, whoever asks and however many at once.</summary>
public abstract class NonceContract(TestDatabase database) : DatabaseContract(database)
{
    private readonly string key = $"{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task Of_many_at_once_in_several_processes_one_passes()
    {
        // Each ledger knows only the database of the others, as two processes do.
        var ledgers = Enumerable.Range(0, 4).Select(_ => new NonceLedger(Database.Contexts, TimeProvider.System)).ToList();

        var passed = await Task.WhenAll(
            from round in Enumerable.Range(0, 20) from ledger in ledgers select Task.Run(() => UseAsync(ledger, $"n{round}")));

        Assert.Equal(20, passed.Count(one => one));
        await using var db = Open();
        Assert.Equal(20, await db.UsedNonces.CountAsync(nonce => nonce.AccessKeyId == key));
    }

    [SkippableFact]
    public async Task One_that_was_used_spoils_nobody_elses_in_the_same_commit()
    {
        var ledger = new NonceLedger(Database.Contexts, TimeProvider.System);
        Assert.True(await UseAsync(ledger, "old"));

        var answers = await Task.WhenAll(new[] { "old", "a", "b", "b", "c" }.Select(nonce => UseAsync(ledger, nonce)));

        Assert.Equal([false, true, true, false, true], answers);
    }

    [SkippableFact]
    public async Task Counts_letters_of_both_cases_and_other_keys_as_others()
    {
        var ledger = new NonceLedger(Database.Contexts, TimeProvider.System);
        Assert.True(await UseAsync(ledger, "abc"));
        Assert.True(await UseAsync(ledger, "ABC"));
        Assert.True((await ledger.UseAsync(key + "x", "abc", default)).Passed);
    }

    [SkippableFact]
    public async Task Is_forgotten_when_no_signature_of_its_time_counts_any_more()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var ledger = new NonceLedger(Database.Contexts, clock);
        await UseAsync(ledger, "n");

        clock.Advance(NonceLedger.Retention - TimeSpan.FromSeconds(1));
        await ledger.SweepAsync(default);
        Assert.False(await UseAsync(ledger, "n"));

        clock.Advance(TimeSpan.FromSeconds(2));
        await ledger.SweepAsync(default);
        await using var db = Open();
        Assert.False(await db.UsedNonces.AnyAsync(nonce => nonce.AccessKeyId == key));
    }

    private async Task<bool> UseAsync(NonceLedger ledger, string nonce) => (await ledger.UseAsync(key, nonce, default)).Passed;
}

public sealed class NoncesOnSqlite(SqliteDatabase database) : NonceContract(database), IClassFixture<SqliteDatabase>;

public sealed class NoncesOnPostgreSql(PostgreSqlDatabase database) : NonceContract(database), IClassFixture<PostgreSqlDatabase>;

public sealed class NoncesOnSqlServer(SqlServerDatabase database) : NonceContract(database), IClassFixture<SqlServerDatabase>;
