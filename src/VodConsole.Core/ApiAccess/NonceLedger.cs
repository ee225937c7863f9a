using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Storage;

namespace VodConsole.Core.ApiAccess;

/// <summary>
/// Lets each nonce of an access key pass once, across processes and restarts: the primary key of <see cref="UsedNonce"/> decides, and
/// the answer comes after the commit. Requests that arrive while a commit is under way share the next one. When the database cannot
/// be written nobody passes. Thread-safe.
/// </summary>
public sealed class NonceLedger
{
    /// <summary>
    /// How long a nonce is kept: more than twice the window in which a signature counts, and longer than a playback credential lives,
    /// whose requests may carry no time.
    /// </summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(1);

    private readonly IDbContextFactory<VodDbContext> contexts;
    private readonly TimeProvider clock;
    private readonly SharedTurns<UsedNonce, NonceUse> turns;

    public NonceLedger(IDbContextFactory<VodDbContext> contexts, TimeProvider clock)
    {
        (this.contexts, this.clock) = (contexts, clock);
        turns = new SharedTurns<UsedNonce, NonceUse>(StoreAsync);
    }

    /// <summary>Uses a nonce.</summary>
    /// <returns>Whether it passed, and the <see cref="RightsMark"/> after its commit, which costs one read for all that shared it.</returns>
    public Task<NonceUse> UseAsync(string accessKeyId, string nonce, CancellationToken cancellation) =>
        turns.AskAsync(new UsedNonce { AccessKeyId = accessKeyId, Nonce = nonce, UsedAt = clock.GetUtcNow().UtcDateTime }, cancellation);

    /// <summary>Forgets nonces whose signatures count no more. Safe to repeat.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var limit = clock.GetUtcNow().UtcDateTime - Retention;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.UsedNonces.Where(nonce => nonce.UsedAt < limit).ExecuteDeleteAsync(cancellation);
    }

    private async Task StoreAsync(IReadOnlyList<Asked<UsedNonce, NonceUse>> turn)
    {
        var firsts = turn.DistinctBy(asked => (asked.Question.AccessKeyId, asked.Question.Nonce)).ToList();
        if (await TryStoreAsync(firsts) is { } mark)
        {
            foreach (var asked in firsts) asked.Answer(new NonceUse(true, mark));
        }
        else
        {
            // One of them was used before, here or in another process; one at a time tells which.
            foreach (var asked in firsts) await StoreAloneAsync(asked);
        }

        foreach (var asked in turn) asked.Answer(default);
    }

    private async Task StoreAloneAsync(Asked<UsedNonce, NonceUse> asked)
    {
        try
        {
            asked.Answer(await TryStoreAsync([asked]) is { } mark ? new NonceUse(true, mark) : default);
        }
        catch (Exception failure)
        {
            // Its own, and nobody else's.
            asked.Fail(failure);
        }
    }

    // The mark after the commit; null when one of them was used before.
    private async Task<Guid?> TryStoreAsync(List<Asked<UsedNonce, NonceUse>> turn)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        // Opening costs more than the insert; the insert and the read after it share one.
        await db.Database.OpenConnectionAsync(CancellationToken.None);
        try
        {
            await InsertAsync(db, turn);
            return await RightsMark.ReadAsync(db, CancellationToken.None);
        }
        catch (DbException)
        {
            if (turn.Count > 1) return null;
            await using var again = await contexts.CreateDbContextAsync(CancellationToken.None);
            var (accessKeyId, nonce) = (turn[0].Question.AccessKeyId, turn[0].Question.Nonce);
            if (await again.UsedNonces.AnyAsync(used => used.AccessKeyId == accessKeyId && used.Nonce == nonce)) return null;
            throw;
        }
    }

    // One statement, and so one commit, of which every request of the server has a part: tracked entities would cost three times as much.
    private static Task<int> InsertAsync(VodDbContext db, List<Asked<UsedNonce, NonceUse>> turn)
    {
        var rows = Enumerable.Range(0, turn.Count).Select(row => $"({{{3 * row}}}, {{{3 * row + 1}}}, {{{3 * row + 2}}})");
        var values = turn.SelectMany(asked => (object[])[asked.Question.AccessKeyId, asked.Question.Nonce, asked.Question.UsedAt]);
        var columns = string.Join(", ", ((string[])[nameof(UsedNonce.AccessKeyId), nameof(UsedNonce.Nonce), nameof(UsedNonce.UsedAt)]).Select(db.Quote));
        return db.Database.ExecuteSqlAsync(FormattableStringFactory.Create(
            $"INSERT INTO {db.Quote(nameof(VodDbContext.UsedNonces))} ({columns}) VALUES {string.Join(", ", rows)}", [.. values]), CancellationToken.None);
    }
}

/// <summary>What came of using a nonce.</summary>
/// <param name="Passed">False when it was used before.</param>
/// <param name="RightsMark">The mark after the commit; empty when it did not pass.</param>
public readonly record struct NonceUse(bool Passed, Guid RightsMark);
