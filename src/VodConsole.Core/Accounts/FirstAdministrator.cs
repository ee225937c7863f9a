using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Accounts;

/// <summary>Makes the first account: whoever can read the server's console gets a link that works once.</summary>
public sealed class FirstAdministrator(IDbContextFactory<VodDbContext> contexts, AccountWriter accounts, TimeProvider clock)
{
    /// <summary>
    /// A new token while there is no account, otherwise null. It replaces the one before; only its hash is stored.
    /// </summary>
    public async Task<string?> IssueLinkAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Users.AnyAsync(cancellation)) return null;
        var token = OneTimeToken.Make();
        var link = await db.SetupLinks.FirstOrDefaultAsync(cancellation);
        if (link is null) db.SetupLinks.Add(link = new SetupLink { TokenHash = [], CreatedAt = default });
        link.TokenHash = OneTimeToken.HashOf(token);
        link.CreatedAt = clock.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync(cancellation);
        return token;
    }

    /// <summary>Whether <paramref name="token"/> would still make the first account.</summary>
    public async Task<bool> IsValidAsync(string? token, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(token)) return false;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Users.AnyAsync(cancellation)) return false;
        var link = await db.SetupLinks.FirstOrDefaultAsync(cancellation);
        return link is not null && CryptographicOperations.FixedTimeEquals(link.TokenHash, OneTimeToken.HashOf(token));
    }

    /// <summary>Makes the administrator and uses the link up, both or neither. Of two at once, one wins.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.SetupLinkInvalid"/>, or the e-mail address or password is not acceptable.
    /// </exception>
    public async Task CreateAsync(string? token, string email, string password, string? address, CancellationToken cancellation)
    {
        if (!await IsValidAsync(token, cancellation)) throw new VodException(ErrorCode.SetupLinkInvalid);
        var hash = OneTimeToken.HashOf(token!);
        var actor = new Actor(null, "set-up link", address);
        await accounts.AddAsync(actor, email, password, Role.Administrator, cancellation, beforeSave: async db =>
        {
            // The row goes with the first account, in its transaction: whoever deletes it has won.
            if (await db.SetupLinks.Where(link => link.TokenHash == hash).ExecuteDeleteAsync(cancellation) != 1)
                throw new VodException(ErrorCode.SetupLinkInvalid);
        });
    }
}
