using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Keys;

/// <summary>Puts an exported key ring back, where there is none and where it fits the database.</summary>
public sealed class KeyRingImport(
    KeyRingFile file, IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit)
{
    /// <summary>Bytes of an export that are read at most; what is longer is none.</summary>
    public const int SizeLimit = KeyRingSeal.SizeLimit;

    /// <summary>Opens the export and writes the ring.</summary>
    /// <returns>False when the same keys were there already; nothing changed then.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.KeyExportRejected"/> (passphrase, or not an export), <see cref="ErrorCode.KeyRingPresent"/> (other keys
    /// are there, which it never overwrites), <see cref="ErrorCode.KeyRingDamaged"/> (as is what lies there), or
    /// <see cref="ErrorCode.KeyExportForeign"/> (it does not open what the database holds).
    /// </exception>
    public async Task<bool> OpenAsync(Actor actor, ReadOnlyMemory<byte> export, string passphrase, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageKeys, cancellation);
        var ring = Open(export.Span, passphrase);
        if (await file.FindAsync(cancellation) is { } present)
            return present.Matches(ring) ? false : throw new VodException(ErrorCode.KeyRingPresent, file.Path);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await KeyRingFit.FitsAsync(db, ring, cancellation)) throw new VodException(ErrorCode.KeyExportForeign);
        if (!await file.CreateAsync(ring, cancellation)) throw new VodException(ErrorCode.KeyRingPresent, file.Path);
        audit.Add(db, actor, AuditAction.KeysImported, KeyRingTarget.Of(file), null, KeyRingTarget.Describe(ring));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static KeyRing Open(ReadOnlySpan<byte> export, string passphrase)
    {
        byte[]? json = null;
        try
        {
            json = KeyRingSeal.Open(export, passphrase);
            return KeyRing.Parse(json);
        }
        catch (CryptoRejectedException)
        {
            throw new VodException(ErrorCode.KeyExportRejected);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(json);
        }
    }
}
