using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Keys;

/// <summary>Hands out the key ring, sealed by a passphrase: with it and a backup of database and media, everything plays again.</summary>
public sealed class KeyRingExport(
    KeyRingFile file, IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit)
{
    /// <summary>Characters that a passphrase must have.</summary>
    public const int PassphraseLeast = 12;

    /// <summary>The sealed file's bytes.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.PassphraseTooShort"/>, <see cref="ErrorCode.KeyRingMissing"/> or <see cref="ErrorCode.KeyRingDamaged"/>.
    /// </exception>
    public async Task<byte[]> SealAsync(Actor actor, string passphrase, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, Permission.ManageKeys, cancellation);
        if (passphrase.Length < PassphraseLeast) throw new VodException(ErrorCode.PassphraseTooShort, PassphraseLeast);
        var ring = await file.FindAsync(cancellation) ?? throw new VodException(ErrorCode.KeyRingMissing, file.Path);

        // Written before the keys leave: an export that nobody noted would be the worse failure.
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        audit.Add(db, actor, AuditAction.KeysExported, KeyRingTarget.Of(file), null, KeyRingTarget.Describe(ring));
        await db.SaveChangesAsync(cancellation);

        var json = ring.ToJson();
        try
        {
            return KeyRingSeal.Seal(json, passphrase);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(json);
        }
    }
}

/// <summary>How the audit log names a key ring.</summary>
internal static class KeyRingTarget
{
    public static AuditTarget Of(KeyRingFile file) => new("key", "key-ring", file.Path);

    /// <summary>Names of versions, never keys.</summary>
    public static object Describe(KeyRing ring) => new { Keys = ring.Entries.Select(entry => entry.ToString()) };
}
