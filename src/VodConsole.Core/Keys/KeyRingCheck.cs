using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Keys;

/// <summary>
/// Makes sure, before anything uses a key, that the key ring and the database belong together. Keys are made for a
/// database only that holds nothing wrapped: elsewhere, new keys would hide that the old ones are lost. Thread-safe; may run in
/// two processes at once.
/// </summary>
public sealed class KeyRingCheck(
    IDbContextFactory<VodDbContext> contexts, KeyRingFile file, IKeyEncryptionKey keys, TimeProvider clock, ILogger<KeyRingCheck> log)
{
    /// <summary>Looks, and changes nothing.</summary>
    public async Task<KeyRingHealth> ExamineAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // Asked before the file is read: another process's first start writes the file first and the database after it.
        var needsRing = await KeyRingFit.NeedsRingAsync(db, cancellation);
        KeyRing? ring;
        try
        {
            ring = await file.LoadAsync(cancellation);
        }
        catch (CryptoRejectedException rejected)
        {
            log.LogError("The key ring {Path} does not read: {Reason}", file.Path, rejected.Reason);
            return KeyRingHealth.Damaged;
        }

        if (ring is null) return needsRing ? KeyRingHealth.Missing : KeyRingHealth.NotMade;
        return await KeyRingFit.FitsAsync(db, ring, cancellation) ? KeyRingHealth.Fits : KeyRingHealth.Foreign;
    }

    /// <summary>Lets a fitting key ring pass, makes one for a new installation, and refuses everything else.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.KeyRingMissing"/>, <see cref="ErrorCode.KeyRingForeign"/> or <see cref="ErrorCode.KeyRingDamaged"/>.
    /// </exception>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        var health = await ExamineAsync(cancellation);
        if (health == KeyRingHealth.NotMade)
        {
            if (await file.CreateAsync(KeyRing.Generate(clock), cancellation))
                log.LogWarning("Made the key ring {Path}. Without it no video plays: keep a copy safe, with the verb keys export.", file.Path);
            health = await ExamineAsync(cancellation);
        }

        if (Refusal(health) is { } code) throw new VodException(code, file.Path);
        await AddMissingKeysAsync(cancellation);
        await AddMissingCanariesAsync(cancellation);
    }

    // A newer program may have purposes that the ring of an older one lacks. Where a canary says that this installation has used
    // such a key already, the ring does not fit and was refused above.
    private async Task AddMissingKeysAsync(CancellationToken cancellation)
    {
        if (await file.UpdateAsync(ring => ring.WithEveryPurpose(clock), cancellation))
            log.LogWarning("Added keys for new purposes to the key ring {Path}. Make a new copy of it, with the verb keys export.", file.Path);
    }

    private static ErrorCode? Refusal(KeyRingHealth health) => health switch
    {
        KeyRingHealth.Fits => null,
        KeyRingHealth.Damaged => ErrorCode.KeyRingDamaged,
        KeyRingHealth.Foreign => ErrorCode.KeyRingForeign,
        KeyRingHealth.Missing or KeyRingHealth.NotMade => ErrorCode.KeyRingMissing,
        _ => throw new ArgumentOutOfRangeException(nameof(health), health, null),
    };

    private async Task AddMissingCanariesAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var present = await db.KeyCanaries.Select(canary => canary.Purpose).ToListAsync(cancellation);
        var missing = Enum.GetValues<KeyPurpose>().Except(present).ToList();
        if (missing.Count == 0) return;

        foreach (var purpose in missing) db.KeyCanaries.Add(await KeyRingFit.WrapCanaryAsync(keys, purpose, cancellation));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Another process was first. What counts is whether it has the same keys.
            if (Refusal(await ExamineAsync(cancellation)) is { } code) throw new VodException(code, file.Path);
        }
    }
}

/// <summary>How the key ring and the database stand to each other.</summary>
public enum KeyRingHealth
{
    /// <summary>The ring opens what the database holds.</summary>
    Fits,
    /// <summary>There is no ring, and nothing that needs one: a new installation.</summary>
    NotMade,
    /// <summary>There is no ring, and the database holds what only it opens.</summary>
    Missing,
    /// <summary>The ring is of another installation, or an old copy.</summary>
    Foreign,
    /// <summary>The file does not read.</summary>
    Damaged,
}
