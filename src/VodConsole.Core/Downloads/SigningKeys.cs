using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Keys;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads;

/// <summary>
/// The key pairs that the installation signs with: made when first needed, listed for the builders of apps, opened to sign.
/// Thread-safe; two processes that need the first pair at once agree on one.
/// </summary>
public sealed class SigningKeys(
    IDbContextFactory<VodDbContext> contexts, IKeyEncryptionKey keys, AccessGuard guard, IAuditLog audit, TimeProvider clock)
{
    /// <summary>The public halves, newest first. Apps are built with those of <see cref="SigningPurpose.KeyFile"/>.</summary>
    public async Task<IReadOnlyList<PublicSigningKey>> ListAsync(Actor actor, SigningPurpose purpose, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ViewDownloads, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.SigningKeys.Where(key => key.Purpose == purpose).OrderByDescending(key => key.Number)
            .Select(key => new PublicSigningKey(key.Number, key.KeyId, key.PublicKey, key.CreatedAt)).ToListAsync(cancellation);
    }

    /// <summary>
    /// The newest pair of a purpose, ready to sign; the first one is made now. The caller disposes of it, which ends its stay in memory.
    /// </summary>
    /// <exception cref="CryptoRejectedException">
    /// The row was changed: its private half does not open, or its public half is not the same key's. Nothing is signed or handed out
    /// by a key that somebody slipped in.
    /// </exception>
    internal async Task<ECDsa> OpenAsync(SigningPurpose purpose, CancellationToken cancellation)
    {
        var row = await FindNewestAsync(purpose, cancellation) ?? await MakeFirstAsync(purpose, cancellation);
        var pkcs8 = await keys.UnwrapAsync(
            WrappedUnder(purpose), WrappedKey.Parse(row.Wrapped), SigningKeyContext.For(purpose, row.Number, row.KeyId), cancellation);
        var pair = ECDsa.Create();
        try
        {
            pair.ImportPkcs8PrivateKey(pkcs8, out _);
            if (!pair.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(row.PublicKey))
                throw new CryptoRejectedException("the public half belongs to another key");
            return pair;
        }
        catch
        {
            pair.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private async Task<SigningKey?> FindNewestAsync(SigningPurpose purpose, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.SigningKeys.AsNoTracking().Where(key => key.Purpose == purpose)
            .OrderByDescending(key => key.Number).FirstOrDefaultAsync(cancellation);
    }

    private async Task<SigningKey> MakeFirstAsync(SigningPurpose purpose, CancellationToken cancellation)
    {
        var made = await MakeAsync(purpose, number: 1, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.SigningKeys.Add(made);
        audit.Add(
            db, Actor.System, AuditAction.SigningKeyMade, new AuditTarget("signing-key", made.KeyId, purpose.ToString()), null,
            new { made.Purpose, made.Number, made.KeyId });
        try
        {
            await db.SaveChangesAsync(cancellation);
            return made;
        }
        catch (DbUpdateException)
        {
            // Another process was faster, and the primary key let one of us through: theirs is the key. Anything else is a failure.
            if (await FindNewestAsync(purpose, cancellation) is { } theirs) return theirs;
            throw;
        }
    }

    private async Task<SigningKey> MakeAsync(SigningPurpose purpose, int number, CancellationToken cancellation)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = pair.ExportSubjectPublicKeyInfo();
        var keyId = KeyFileSigner.IdOf(publicKey);
        var pkcs8 = pair.ExportPkcs8PrivateKey();
        try
        {
            var wrapped = await keys.WrapAsync(WrappedUnder(purpose), pkcs8, SigningKeyContext.For(purpose, number, keyId), cancellation);
            return new SigningKey
            {
                Purpose = purpose, Number = number, KeyId = keyId, PublicKey = publicKey,
                Wrapped = wrapped.ToBytes(), KekVersion = wrapped.KekVersion, CreatedAt = clock.GetUtcNow().UtcDateTime,
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private static KeyPurpose WrappedUnder(SigningPurpose purpose) => purpose switch
    {
        SigningPurpose.KeyFile => KeyPurpose.KeyFile,
        SigningPurpose.Licence => KeyPurpose.LicenceSigning,
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, null),
    };
}
