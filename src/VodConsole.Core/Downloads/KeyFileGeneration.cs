using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Downloads;

/// <summary>Generates key files. In contrast to <see cref="KeyFileRotation"/> each stands for itself.</summary>
public sealed class KeyFileGeneration(
    IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, KeyFileMaker maker)
{
    /// <summary>What a form needs before it can ask.</summary>
    public async Task<KeyFileForm> PrepareAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewDownloads, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var settings = await db.DownloadSettings.AsNoTracking().SingleAsync(cancellation);
        return new KeyFileForm(Guid.NewGuid(), settings.Mode, settings.Version);
    }

    /// <summary>Makes a key file and registers it.</summary>
    /// <param name="actor">Who asks; needs <see cref="Permission.EditDownloads"/>.</param>
    /// <param name="asked">What for.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <returns>The file, this once.</returns>
    /// <exception cref="VodException">
    /// A rule that a field breaks; <see cref="ErrorCode.KeyFileNeedsSecureMode"/> or <see cref="ErrorCode.DownloadSettingsChanged"/>;
    /// <see cref="ErrorCode.KeyFileAlreadyGenerated"/> when the same form asked before.
    /// </exception>
    public async Task<GeneratedKeyFile> GenerateAsync(Actor actor, NewKeyFile asked, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, Permission.EditDownloads, cancellation);
        var (row, file) = await maker.MakeAsync(actor, asked, cancellation);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await SecureMode.HoldAsync(db, asked.SettingsVersion, cancellation);
        if (await db.KeyFiles.AnyAsync(known => known.Id == asked.Id, cancellation))
            throw new VodException(ErrorCode.KeyFileAlreadyGenerated);
        db.KeyFiles.Add(row);
        audit.Add(db, actor, AuditAction.KeyFileGenerated, KeyFileAudit.Target(row), null, KeyFileAudit.Facts(row));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return file;
    }
}
