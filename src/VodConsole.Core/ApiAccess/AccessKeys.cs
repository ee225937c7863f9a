using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.ApiAccess;

/// <summary>Makes, lists, restricts and ends access keys. Rights are the account's own; a key adds none.</summary>
public sealed class AccessKeys
{
    /// <summary>Keys of one account at most: enough to replace one while another is in use.</summary>
    public const int PerAccountLimit = 5;

    private readonly IDbContextFactory<VodDbContext> contexts;
    private readonly AccessGuard guard;
    private readonly IAuditLog audit;
    private readonly TimeProvider clock;
    private readonly AccessKeySecrets secrets;

    public AccessKeys(
        IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, Keys.IKeyEncryptionKey keys, TimeProvider clock)
    {
        (this.contexts, this.guard, this.audit, this.clock) = (contexts, guard, audit, clock);
        secrets = new AccessKeySecrets(keys);
    }

    /// <summary>Every key, newest first, with the e-mail address of its account.</summary>
    public async Task<IReadOnlyList<AccessKeyRow>> ListAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageAccessKeys, cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await (
            from key in db.AccessKeys
            join user in db.Users on key.UserId equals user.Id
            orderby key.CreatedAt descending, key.Id
            select new AccessKeyRow(
                key.Id, user.UserName!, key.IsDisabled, key.ExpiresAt, key.ExpiresAt <= now, key.AllowedAddresses, key.Note,
                key.CreatedBy, key.CreatedAt, key.LastUsedAt, key.LastUsedFrom, key.LastUsedAction)).ToListAsync(cancellation);
    }

    /// <summary>Makes a key for an account.</summary>
    /// <returns>Id and secret; the secret is never shown again.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.ConfirmationNeeded"/>; <see cref="ErrorCode.UserNotFound"/>; <see cref="ErrorCode.AccessKeysExceeded"/>; a rule that a limit breaks.
    /// </exception>
    public async Task<NewAccessKey> CreateAsync(Actor actor, string email, AccessKeyLimits limits, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, Permission.ManageAccessKeys, cancellation);
        var clean = limits.Checked();
        var id = AccessKeySecrets.NewId();
        var (secret, wrapped) = await secrets.MakeAsync(id, cancellation);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var name = email.Trim().ToUpperInvariant();
        var user = await db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == name, cancellation)
            ?? throw new VodException(ErrorCode.UserNotFound, email);
        if (await db.AccessKeys.CountAsync(key => key.UserId == user.Id, cancellation) >= PerAccountLimit)
            throw new VodException(ErrorCode.AccessKeysExceeded, user.UserName!, PerAccountLimit);
        db.AccessKeys.Add(new AccessKey
        {
            Id = id, UserId = user.Id, Wrapped = wrapped.ToBytes(), KekVersion = wrapped.KekVersion, CreatedBy = actor.Name,
            CreatedAt = clock.GetUtcNow().UtcDateTime, ExpiresAt = clean.ExpiresAt, AllowedAddresses = clean.AllowedAddresses, Note = clean.Note,
        });
        audit.Add(db, actor, AuditAction.AccessKeyCreated, new AuditTarget("access-key", id, user.UserName), null, clean);
        await db.SaveChangesAsync(cancellation);
        return new NewAccessKey(id, secret);
    }

    /// <summary>Turns a key off or on; counts from the next request on. Turning it on gives somebody a way in.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.AccessKeyNotFound"/>; <see cref="ErrorCode.ConfirmationNeeded"/> to turn it on.</exception>
    public Task SetDisabledAsync(Actor actor, string id, bool isDisabled, CancellationToken cancellation) =>
        ChangeAsync(actor, id, async (db, key) =>
        {
            if (key.IsDisabled == isDisabled) return;
            if (!isDisabled) await guard.RequireConfirmedAsync(actor, Permission.ManageAccessKeys, cancellation);
            key.IsDisabled = isDisabled;
            audit.Add(
                db, actor, isDisabled ? AuditAction.AccessKeyDisabled : AuditAction.AccessKeyEnabled, new AuditTarget("access-key", id),
                new { IsDisabled = !isDisabled }, new { IsDisabled = isDisabled });
        }, cancellation);

    /// <summary>Changes note, end and networks of a key. A later end or another network gives somebody a way in.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.AccessKeyNotFound"/>; <see cref="ErrorCode.ConfirmationNeeded"/> to let the key in for longer or from elsewhere; a
    /// rule that a limit breaks.
    /// </exception>
    public Task LimitAsync(Actor actor, string id, AccessKeyLimits limits, CancellationToken cancellation) =>
        ChangeAsync(actor, id, async (db, key) =>
        {
            var clean = limits.Checked();
            var before = new AccessKeyLimits(key.Note, key.ExpiresAt, key.AllowedAddresses);
            if (before == clean) return;
            if (clean.AdmitMoreThan(before)) await guard.RequireConfirmedAsync(actor, Permission.ManageAccessKeys, cancellation);
            (key.Note, key.ExpiresAt, key.AllowedAddresses) = clean;
            audit.Add(db, actor, AuditAction.AccessKeyLimited, new AuditTarget("access-key", id), before, clean);
        }, cancellation);

    /// <summary>Deletes a key for good.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.AccessKeyNotFound"/>.</exception>
    public Task DeleteAsync(Actor actor, string id, CancellationToken cancellation) =>
        ChangeAsync(actor, id, (db, key) =>
        {
            db.AccessKeys.Remove(key);
            audit.Add(
                db, actor, AuditAction.AccessKeyDeleted, new AuditTarget("access-key", id),
                new { key.Note, key.CreatedBy, key.CreatedAt, key.LastUsedAt }, null);
            return Task.CompletedTask;
        }, cancellation);

    private async Task ChangeAsync(Actor actor, string id, Func<VodDbContext, AccessKey, Task> change, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageAccessKeys, cancellation);
        await ContendedSave.RunAsync(
            async () =>
            {
                await using var db = await contexts.CreateDbContextAsync(cancellation);
                var key = await db.AccessKeys.SingleOrDefaultAsync(key => key.Id == id, cancellation)
                    ?? throw new VodException(ErrorCode.AccessKeyNotFound, id);
                await change(db, key);
                await db.SaveChangesAsync(cancellation);
            },
            cancellation);
    }
}

/// <summary>A new key; <c>ToString</c> never shows the secret.</summary>
/// <param name="id">The id.</param>
/// <param name="secret">The secret, this once.</param>
public sealed class NewAccessKey(string id, string secret)
{
    /// <summary>The id.</summary>
    public string Id { get; } = id;

    /// <summary>The secret; never to be logged.</summary>
    public string Secret { get; } = secret;

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>A key as lists show it.</summary>
/// <param name="Id">The id.</param>
/// <param name="User">E-mail address of its account.</param>
/// <param name="IsDisabled">Whether it is turned off.</param>
/// <param name="ExpiresAt">When it ends, UTC; null for never.</param>
/// <param name="IsExpired">Whether it has ended.</param>
/// <param name="AllowedAddresses">Networks; empty for everywhere.</param>
/// <param name="Note">What it is for.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreatedAt">When, UTC.</param>
/// <param name="LastUsedAt">When it was last used, UTC; null for never.</param>
/// <param name="LastUsedFrom">From where.</param>
/// <param name="LastUsedAction">For what.</param>
public sealed record AccessKeyRow(
    string Id, string User, bool IsDisabled, DateTime? ExpiresAt, bool IsExpired, string AllowedAddresses, string Note,
    string CreatedBy, DateTime CreatedAt, DateTime? LastUsedAt, string? LastUsedFrom, string? LastUsedAction);
