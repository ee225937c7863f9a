using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;

namespace VodConsole.Core.ApiAccess;

/// <summary>
/// Lets each nonce of an access key pass once, across processes and restarts: the primary key of <see cref="UsedNonce"/> decides, and
/// the answer comes after the commit. Requests that arrive while a commit is under way share the next one. When the database cannot
/// be written nobody passes. Thread-safe.
/// </summary>
public sealed class NonceLedger(IDbContextFactory<VodDbContext> contexts, TimeProvider clock)
{
    /// <summary>
    /// How long a nonce is kept: more than twice the window in which a signature counts, and longer than a playback credential lives,
    /// whose requests may carry no time.
    /// </summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private List<Entry> waiting = [];
    private bool isWriting;

    /// <summary>Uses a nonce.</summary>
    /// <returns>Whether it passed, and the <see cref="RightsMark"/> after its commit, which costs one read for all that shared it.</returns>
    public Task<NonceUse> UseAsync(string accessKeyId, string nonce, CancellationToken cancellation)
    {
        var entry = new Entry(new UsedNonce { AccessKeyId = accessKeyId, Nonce = nonce, UsedAt = clock.GetUtcNow().UtcDateTime });
        lock (gate)
        {
            waiting.Add(entry);
            if (!isWriting)
            {
                isWriting = true;
                _ = Task.Run(WriteAsync, CancellationToken.None);
            }
        }

        return entry.Answer.Task.WaitAsync(cancellation);
    }

    /// <summary>Forgets nonces whose signatures count no more. Safe to repeat.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var limit = clock.GetUtcNow().UtcDateTime - Retention;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.UsedNonces.Where(nonce => nonce.UsedAt < limit).ExecuteDeleteAsync(cancellation);
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            List<Entry> batch;
            lock (gate)
            {
                if (waiting.Count == 0)
                {
                    isWriting = false;
                    return;
                }

                (batch, waiting) = (waiting, []);
            }

            try
            {
                await StoreAsync(batch);
            }
            catch (Exception failure)
            {
                // Whoever waits gets the failure; the next batch may do better.
                foreach (var entry in batch) entry.Answer.TrySetException(failure);
            }
        }
    }

    private async Task StoreAsync(List<Entry> batch)
    {
        var firsts = batch.DistinctBy(entry => (entry.Row.AccessKeyId, entry.Row.Nonce)).ToList();
        if (await TryStoreAsync(firsts) is { } mark)
        {
            foreach (var entry in firsts) entry.Answer.TrySetResult(new NonceUse(true, mark));
        }
        else
        {
            // One of them was used before, here or in another process; one at a time tells which.
            foreach (var entry in firsts) await StoreAloneAsync(entry);
        }

        foreach (var entry in batch) entry.Answer.TrySetResult(default);
    }

    private async Task StoreAloneAsync(Entry entry)
    {
        try
        {
            entry.Answer.TrySetResult(await TryStoreAsync([entry]) is { } mark ? new NonceUse(true, mark) : default);
        }
        catch (Exception failure)
        {
            // Its own, and nobody else's.
            entry.Answer.TrySetException(failure);
        }
    }

    // The mark after the commit; null when one of them was used before.
    private async Task<Guid?> TryStoreAsync(List<Entry> entries)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        // Opening costs more than the insert; the save and the read after it share one.
        await db.Database.OpenConnectionAsync(CancellationToken.None);
        db.UsedNonces.AddRange(entries.Select(entry => entry.Row));
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return await RightsMark.ReadAsync(db, CancellationToken.None);
        }
        catch (DbUpdateException)
        {
            if (entries.Count > 1) return null;
            await using var again = await contexts.CreateDbContextAsync(CancellationToken.None);
            var (accessKeyId, nonce) = (entries[0].Row.AccessKeyId, entries[0].Row.Nonce);
            if (await again.UsedNonces.AnyAsync(used => used.AccessKeyId == accessKeyId && used.Nonce == nonce)) return null;
            throw;
        }
    }

    private sealed record Entry(UsedNonce Row)
    {
        public TaskCompletionSource<NonceUse> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>What came of using a nonce.</summary>
/// <param name="Passed">False when it was used before.</param>
/// <param name="RightsMark">The mark after the commit; empty when it did not pass.</param>
public readonly record struct NonceUse(bool Passed, Guid RightsMark);
