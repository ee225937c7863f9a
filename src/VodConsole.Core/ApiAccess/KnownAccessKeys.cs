using System.Net;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Storage;
using VodConsole.Protocol.Actions;

namespace VodConsole.Core.ApiAccess;

/// <summary>
/// Keeps access keys as the database has them, wrapped as they are stored, so that a request needs no query for its own. Whether one that was
/// kept still holds, <see cref="RightsMark"/> tells. Thread-safe.
/// </summary>
internal sealed class KnownAccessKeys(IDbContextFactory<VodDbContext> contexts, TimeProvider clock)
{
    private readonly RecentReads<string, KnownAccessKey> entries = new(KnownRights.Lifetime, clock);

    /// <summary>The key as it was last read, at most <see cref="KnownRights.Lifetime"/> ago; null when that is too long, or it never was.</summary>
    public KnownAccessKey? Kept(string id) => entries.Find(id);

    /// <summary>The key as it is now; null when there is none.</summary>
    public Task<KnownAccessKey?> ReadAsync(string id, CancellationToken cancellation) => entries.ReadAsync(id, async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // Before the key: a change in between makes the next request read again, not keep what is old.
        var mark = await RightsMark.ReadAsync(db, cancellation);
        var found = await (
            from key in db.AccessKeys.AsNoTracking()
            join user in db.Users on key.UserId equals user.Id
            where key.Id == id
            select new { Key = key, user.UserName, user.LockoutEnd }).SingleOrDefaultAsync(cancellation);
        return found is null ? null : new KnownAccessKey(found.Key, found.UserName!, found.LockoutEnd, mark);
    });
}

/// <summary>An access key as it was read.</summary>
/// <param name="key">The row.</param>
/// <param name="userName">Its account's name.</param>
/// <param name="lockedUntil">Until when the account is locked; null when it is not. See <see cref="AccountLock"/>.</param>
/// <param name="mark">The <see cref="RightsMark"/> just before.</param>
internal sealed class KnownAccessKey(AccessKey key, string userName, DateTimeOffset? lockedUntil, Guid mark)
{
    private static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private DateTime? notedAt = key.LastUsedAt;

    /// <summary>The row; its secret is wrapped.</summary>
    public AccessKey Key { get; } = key;

    /// <summary>Its account's name.</summary>
    public string UserName { get; } = userName;

    /// <summary>The mark just before it was read.</summary>
    public Guid Mark { get; } = mark;

    /// <summary>Why it may not be used from that address at that time; null when it may.</summary>
    public RpcError? Refuse(IPAddress? address, DateTimeOffset now)
    {
        if (Key.IsDisabled || Key.ExpiresAt <= now.UtcDateTime || AccountLock.IsByHand(lockedUntil)) return RpcError.AccessKeyInactive;
        return AccessKeyLimits.Allow(Key.AllowedAddresses, address) ? null : RpcError.Forbidden;
    }

    /// <summary>Whether this use is to be written down: a key in steady use is one write a minute, not one a request.</summary>
    public bool TakeNote(DateTime now)
    {
        lock (gate)
        {
            if (now - notedAt < NoteEvery) return false;
            notedAt = now;
            return true;
        }
    }
}
