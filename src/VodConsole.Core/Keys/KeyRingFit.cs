using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace VodConsole.Core.Keys;

/// <summary>Whether a key ring opens what a database holds. In contrast to <see cref="KeyRingCheck"/> it decides nothing.</summary>
internal static class KeyRingFit
{
    /// <summary>
    /// Opens every canary, and one data key of each version that wraps any: a missing version of a key shows here, at the
    /// start, not when somebody wants to watch.
    /// </summary>
    public static async Task<bool> FitsAsync(VodDbContext db, KeyRing ring, CancellationToken cancellation)
    {
        foreach (var canary in await db.KeyCanaries.AsNoTracking().ToListAsync(cancellation))
            if (!Opens(ring, canary.Purpose, canary.Wrapped, Context(canary.Purpose), Song(canary.Purpose)))
                return false;

        foreach (var version in await db.DataKeys.Select(key => key.KekVersion).Distinct().ToListAsync(cancellation))
        {
            var sample = await db.DataKeys.AsNoTracking().FirstOrDefaultAsync(key => key.KekVersion == version, cancellation);
            if (sample is not null
                && !Opens(ring, KeyPurpose.Media, sample.Wrapped, MediaKeyContext.For(sample.VideoId, sample.Id), expected: null))
                return false;
        }

        return true;
    }

    /// <summary>Whether the database holds anything that a key ring must open.</summary>
    public static async Task<bool> NeedsRingAsync(VodDbContext db, CancellationToken cancellation) =>
        await db.KeyCanaries.AnyAsync(cancellation) || await db.DataKeys.AnyAsync(cancellation);

    /// <summary>A purpose's canary, wrapped by <paramref name="keys"/>.</summary>
    public static async Task<KeyCanary> WrapCanaryAsync(IKeyEncryptionKey keys, KeyPurpose purpose, CancellationToken cancellation) => new()
    {
        Purpose = purpose,
        Wrapped = (await keys.WrapAsync(purpose, Song(purpose), Context(purpose), cancellation)).ToBytes(),
    };

    private static bool Opens(KeyRing ring, KeyPurpose purpose, byte[] record, byte[] context, byte[]? expected)
    {
        try
        {
            var wrapped = WrappedKey.Parse(record);
            if (ring.Find(purpose, wrapped.KekVersion) is not { } kek) return false;
            var opened = LocalKeyRing.Open(kek.Key, wrapped.Nonce, wrapped.Ciphertext, context);
            var fits = expected is null || opened.AsSpan().SequenceEqual(expected);
            CryptographicOperations.ZeroMemory(opened);
            return fits;
        }
        catch (CryptoRejectedException)
        {
            return false;
        }
    }

    private static byte[] Song(KeyPurpose purpose) => Encoding.ASCII.GetBytes($"canary of {purpose}");

    private static byte[] Context(KeyPurpose purpose) => [.. "vod-canary/v1\0"u8, .. Encoding.ASCII.GetBytes(purpose.ToString())];
}
