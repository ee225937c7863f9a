using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads;

/// <summary>The register of key files: finds them, describes them, ends them.</summary>
public sealed class KeyFileRegister(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Key files on one page at most.</summary>
    public const int PageLimit = 100;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>A part of what the search leaves.</summary>
    /// <param name="actor">Who asks; needs <see cref="Permission.ViewDownloads"/>.</param>
    /// <param name="search">What to leave out, and the order.</param>
    /// <param name="skip">Key files before the part.</param>
    /// <param name="take">Key files in it, 1 to <see cref="PageLimit"/>.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<KeyFilePage> SearchAsync(Actor actor, KeyFileSearch search, int skip, int take, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewDownloads, cancellation);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, PageLimit);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = Now;
        var found = search.ApplyTo(db.KeyFiles.AsNoTracking(), now);
        var total = await found.CountAsync(cancellation);
        var rows = await search.Order(found).Skip(skip).Take(take).Select(KeyFileRow.Of).ToListAsync(cancellation);
        return new KeyFilePage([.. rows.Select(row => row.At(now))], total);
    }

    /// <summary>One key file, or null.</summary>
    public async Task<KeyFileRow?> FindAsync(Actor actor, Guid id, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewDownloads, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await db.KeyFiles.AsNoTracking().Where(file => file.Id == id).Select(KeyFileRow.Of).SingleOrDefaultAsync(cancellation);
        return row?.At(Now);
    }

    /// <summary>Saves label and note, provided that they still are what the person saw.</summary>
    /// <param name="actor">Who describes; needs <see cref="Permission.EditDownloads"/>.</param>
    /// <param name="id">The key file.</param>
    /// <param name="seen">The words when the person began.</param>
    /// <param name="wanted">The words as they are to be.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="VodException">
    /// A rule that a field breaks; <see cref="ErrorCode.ChangedMeanwhile"/>; <see cref="ErrorCode.KeyFileNotFound"/>.
    /// </exception>
    public async Task DescribeAsync(Actor actor, Guid id, KeyFileWords seen, KeyFileWords wanted, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditDownloads, cancellation);
        var clean = new KeyFileWords(KeyFileRules.Label(wanted.Label), KeyFileRules.Note(wanted.Note));
        await ChangeAsync(id, (db, file) =>
        {
            var current = new KeyFileWords(file.Label, file.Note);
            if (current == clean) return; // A second click on the same button.
            if (current != seen) throw new VodException(ErrorCode.ChangedMeanwhile);
            (file.Label, file.Note) = clean;
            audit.Add(db, actor, AuditAction.KeyFileDescribed, KeyFileAudit.Target(file), current, clean);
        }, cancellation);
    }

    /// <summary>Ends a key file for good: from the next decision on no download is authorised by it.</summary>
    /// <param name="actor">Who revokes; needs <see cref="Permission.EditDownloads"/>.</param>
    /// <param name="id">The key file.</param>
    /// <param name="reason">Why; see <see cref="KeyFileRules.Reason"/>.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="VodException">
    /// A rule that the reason breaks; <see cref="ErrorCode.KeyFileRevoked"/>; <see cref="ErrorCode.KeyFileNotFound"/>.
    /// </exception>
    public async Task RevokeAsync(Actor actor, Guid id, string reason, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.EditDownloads, cancellation);
        var clean = KeyFileRules.Reason(reason);
        await ChangeAsync(id, (db, file) =>
        {
            RefuseRevoked(file);
            var before = new { Status = file.StatusAt(Now) };
            (file.RevokedAt, file.RevokedBy, file.RevokeReason) = (Now, actor.Name, clean);
            audit.Add(
                db, actor, AuditAction.KeyFileRevoked, KeyFileAudit.Target(file), before,
                new { Status = KeyFileStatus.Revoked, Reason = clean, file.Fingerprint });
        }, cancellation);
    }

    internal static async Task<KeyFile> FindAsync(IQueryable<KeyFile> files, Guid id, CancellationToken cancellation) =>
        await files.SingleOrDefaultAsync(file => file.Id == id, cancellation) ?? throw new VodException(ErrorCode.KeyFileNotFound, $"{id:N}");

    internal static void RefuseRevoked(KeyFile file)
    {
        if (file.RevokedAt is not null) throw new VodException(ErrorCode.KeyFileRevoked, file.RevokedBy ?? "–", file.RevokeReason ?? "–");
    }

    private Task ChangeAsync(Guid id, Action<VodDbContext, KeyFile> change, CancellationToken cancellation) =>
        ContendedSave.RunAsync(
            async () =>
            {
                await using var db = await contexts.CreateDbContextAsync(cancellation);
                change(db, await FindAsync(db.KeyFiles, id, cancellation));
                await db.SaveChangesAsync(cancellation);
            },
            cancellation);
}

/// <summary>What a person can edit of a key file.</summary>
/// <param name="Label">What people call the client.</param>
/// <param name="Note">Free text.</param>
public sealed record KeyFileWords(string Label, string Note);
