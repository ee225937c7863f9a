using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace VodConsole.Core.Accounts;

/// <summary>Makes and uses up the codes that stand in for a lost authenticator app.</summary>
internal static class RecoveryCodes
{
    /// <summary>Codes in a set.</summary>
    public const int Count = 10;

    // 31 letters without those that look alike; sixteen of them are 79 random bits.
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int Length = 16;

    /// <summary>Puts a new set in the place of the old one; the caller commits.</summary>
    /// <returns>The codes, this once.</returns>
    public static async Task<IReadOnlyList<string>> ReplaceAsync(VodDbContext db, Guid userId, CancellationToken cancellation)
    {
        await db.RecoveryCodes.Where(code => code.UserId == userId).ExecuteDeleteAsync(cancellation);
        var codes = Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Letters, Length)).ToList();
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { UserId = userId, Hash = HashOf(userId, code) }));
        await db.SaveChangesAsync(cancellation);
        return [.. codes.Select(code => string.Join('-', code.Chunk(4).Select(part => new string(part))))];
    }

    /// <summary>Uses a code up. Of two at once, one wins.</summary>
    public static async Task<bool> UseAsync(VodDbContext db, Guid userId, string code, CancellationToken cancellation)
    {
        var hash = HashOf(userId, string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant());
        return await db.RecoveryCodes.Where(row => row.UserId == userId && row.Hash == hash).ExecuteDeleteAsync(cancellation) == 1;
    }

    private static byte[] HashOf(Guid userId, string code) => SHA256.HashData([.. userId.ToByteArray(bigEndian: true), .. Encoding.ASCII.GetBytes(code)]);
}
