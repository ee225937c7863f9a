using Microsoft.EntityFrameworkCore;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Storage;

namespace VodConsole.Core.Accounts;

/// <summary>
/// Keeps what accounts may do, for as long as <see cref="RightsMark"/> says that nothing changed: one small read in place of a join of seven
/// tables. What is written past the service, by hand in the database, counts after <see cref="Lifetime"/>. Thread-safe.
/// </summary>
public sealed class KnownRights(IDbContextFactory<VodDbContext> contexts, TimeProvider clock)
{
    /// <summary>How long rights are kept without reading them again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private readonly RecentReads<Guid, Entry> entries = new(Lifetime, clock);

    /// <summary>What an account may do now; null when it is gone or locked.</summary>
    internal async Task<AccountRights?> FindAsync(Guid? userId, CancellationToken cancellation)
    {
        if (userId is not { } id) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await FindAsync(db, id, await RightsMark.ReadAsync(db, cancellation), cancellation);
    }

    /// <summary>What an account may do at the moment when <paramref name="mark"/> was read.</summary>
    internal async Task<AccountRights?> FindAsync(Guid? userId, Guid mark, CancellationToken cancellation)
    {
        if (userId is not { } id) return null;
        if (Kept(id, mark) is { } kept) return Usable(kept.Rights);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await FindAsync(db, id, mark, cancellation);
    }

    private async Task<AccountRights?> FindAsync(VodDbContext db, Guid id, Guid mark, CancellationToken cancellation)
    {
        // The mark was read before: what changes in between is only read too early, and again the next time.
        var entry = Kept(id, mark) ?? await entries.ReadAsync(id, async () => new Entry(mark, await AccountRights.LoadAsync(db, id, cancellation)));
        return Usable(entry?.Rights);
    }

    private Entry? Kept(Guid id, Guid mark) => entries.Find(id) is { } entry && entry.Mark == mark ? entry : null;

    private static AccountRights? Usable(AccountRights? rights) => rights is { IsLocked: false } ? rights : null;

    private sealed record Entry(Guid Mark, AccountRights? Rights);
}
