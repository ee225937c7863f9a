using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Keys;

namespace VodConsole.Core.Accounts;

/// <summary>
/// Whether an account has a second factor, and whether an answer to it is right. Each answer counts once, also across processes.
/// Counting wrong ones is for its callers, who know the account.
/// </summary>
public sealed class SecondFactorCheck(IDbContextFactory<VodDbContext> contexts, IKeyEncryptionKey keys, TimeProvider clock)
{
    /// <summary>Whether a sign-in to the account needs a second step.</summary>
    public async Task<bool> IsEnabledAsync(Guid userId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.SecondFactors.AnyAsync(factor => factor.UserId == userId && factor.EnabledAt != null, cancellation);
    }

    /// <summary>Judges a code of the authenticator app; a right one counts no second time, nor does an earlier one after it.</summary>
    public async Task<bool> AcceptCodeAsync(Guid userId, string code, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var factor = await db.SecondFactors.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == userId && row.EnabledAt != null, cancellation);
        return factor is not null && await FindStepAsync(factor, code, cancellation) is { } step
            && await db.SecondFactors.Where(row => row.UserId == userId && row.LastStep < step)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastStep, step), cancellation) == 1;
    }

    /// <summary>Judges a recovery code; a right one is used up.</summary>
    public async Task<bool> AcceptRecoveryCodeAsync(Guid userId, string code, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await RecoveryCodes.UseAsync(db, userId, code, cancellation);
    }

    /// <summary>The step whose code this is now; null for none.</summary>
    internal async Task<long?> FindStepAsync(SecondFactor factor, string code, CancellationToken cancellation)
    {
        var secret = await OpenAsync(factor, cancellation);
        try
        {
            return TotpCode.FindStep(secret, code, clock.GetUtcNow());
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>The secret; the caller zeroes it.</summary>
    internal Task<byte[]> OpenAsync(SecondFactor factor, CancellationToken cancellation) =>
        keys.UnwrapAsync(KeyPurpose.SecondFactor, WrappedKey.Parse(factor.Wrapped), ContextOf(factor.UserId), cancellation);

    /// <summary>Binds a secret to its account.</summary>
    internal static byte[] ContextOf(Guid userId) => [.. "vod-second-factor/v1\0"u8, .. userId.ToByteArray(bigEndian: true)];
}
