using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads;

/// <summary>
/// Puts a new key file in the place of an old one of the same app. In contrast to <see cref="KeyFileRegister.RevokeAsync"/> the old
/// one may count for a while longer.
/// </summary>
public sealed class KeyFileRotation(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, KeyFileMaker maker, TimeProvider clock)
{
    /// <summary>Makes the new key file and ends the old one when the overlap does.</summary>
    /// <param name="actor">Who asks; needs <see cref="Permission.EditDownloads"/>.</param>
    /// <param name="oldId">The key file to replace.</param>
    /// <param name="asked">The new one.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <returns>The new file, this once.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.KeyFileNotFound"/>, <see cref="ErrorCode.KeyFileRevoked"/>, <see cref="ErrorCode.KeyFileReplaced"/> or
    /// <see cref="ErrorCode.KeyFileOverlapInvalid"/>; else as <see cref="KeyFileGeneration.GenerateAsync"/>.
    /// </exception>
    public async Task<GeneratedKeyFile> RotateAsync(Actor actor, Guid oldId, KeyFileReplacement asked, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, Permission.EditDownloads, cancellation);
        var old = await ReadAsync(oldId, cancellation);
        var end = asked.Overlap.EndFrom(clock.GetUtcNow().UtcDateTime);
        var (row, file) = await maker.MakeAsync(actor, Ask(old, asked), cancellation);

        await ContendedSave.RunAsync(() => SaveAsync(actor, oldId, row, end, asked.SettingsVersion, cancellation), cancellation);
        return file;
    }

    private async Task SaveAsync(Actor actor, Guid oldId, KeyFile row, DateTime end, Guid settingsVersion, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await SecureMode.HoldAsync(db, settingsVersion, cancellation);
        if (await db.KeyFiles.AnyAsync(known => known.Id == row.Id, cancellation))
            throw new VodException(ErrorCode.KeyFileAlreadyGenerated);
        var old = await FindAsync(db.KeyFiles, oldId, cancellation);
        (old.ReplacedById, old.ValidUntil) = (row.Id, end);
        db.KeyFiles.Add(row);
        audit.Add(
            db, actor, AuditAction.KeyFileRotated, KeyFileAudit.Target(old), new { old.Fingerprint },
            new { row.Fingerprint, NewId = $"{row.Id:N}", old.ValidUntil });
        audit.Add(db, actor, AuditAction.KeyFileGenerated, KeyFileAudit.Target(row), null, KeyFileAudit.Facts(row));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<KeyFile> ReadAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await FindAsync(db.KeyFiles.AsNoTracking(), id, cancellation);
    }

    private static async Task<KeyFile> FindAsync(IQueryable<KeyFile> files, Guid id, CancellationToken cancellation)
    {
        var file = await KeyFileRegister.FindAsync(files, id, cancellation);
        KeyFileRegister.RefuseRevoked(file);
        return file.ReplacedById is null ? file : throw new VodException(ErrorCode.KeyFileReplaced, $"{file.ReplacedById:N}");
    }

    private static NewKeyFile Ask(KeyFile old, KeyFileReplacement asked) => new()
    {
        Id = asked.Id, SettingsVersion = asked.SettingsVersion, Platform = old.Platform,
        Identifier = AppIdentity.FindCanonical(old.Identity)!.Value, PrivateKey = asked.PrivateKey, Label = asked.Label, Note = old.Note,
    };
}
