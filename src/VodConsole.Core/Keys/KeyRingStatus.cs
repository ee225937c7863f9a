using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;

namespace VodConsole.Core.Keys;

/// <summary>Says which keys there are and how much hangs on each, never the keys.</summary>
public sealed class KeyRingStatus(
    KeyRingFile file, KeyRingCheck check, IDbContextFactory<VodDbContext> contexts, AccessGuard guard)
{
    /// <summary>The state now.</summary>
    public async Task<KeyRingReport> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageKeys, cancellation);
        var health = await check.ExamineAsync(cancellation);
        var ring = health is KeyRingHealth.Fits or KeyRingHealth.Foreign ? await file.LoadAsync(cancellation) : null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var counts = await db.DataKeys.GroupBy(key => key.KekVersion)
            .Select(group => new { Version = group.Key, Count = group.Count() }).ToListAsync(cancellation);
        return new KeyRingReport(
            file.Path, health, counts.Sum(count => count.Count),
            [.. (ring?.Entries ?? []).Select(entry => new KeyVersionReport(
                entry.Purpose, entry.Version, entry.State, entry.CreatedAt,
                entry.Purpose == KeyPurpose.Media ? counts.Find(count => count.Version == entry.Version)?.Count ?? 0 : null))]);
    }
}

/// <summary>The key ring, described.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Health">How it stands to the database.</param>
/// <param name="DataKeys">Keys of videos that it must open.</param>
/// <param name="Versions">Its keys; empty when the file is missing or does not read.</param>
public sealed record KeyRingReport(string Path, KeyRingHealth Health, int DataKeys, IReadOnlyList<KeyVersionReport> Versions);

/// <summary>One key-encryption key, described.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Version">Its version.</param>
/// <param name="State">Whether it still wraps.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="Wraps">Keys of videos that it wraps; null for other purposes.</param>
public sealed record KeyVersionReport(KeyPurpose Purpose, uint Version, KeyState State, DateTime CreatedAt, int? Wraps);
