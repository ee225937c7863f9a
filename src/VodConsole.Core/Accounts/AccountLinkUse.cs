using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Accounts;

/// <summary>What somebody does with a link that an administrator gave them: they choose their own password. The token is what admits them.</summary>
public sealed class AccountLinkUse(
    IDbContextFactory<VodDbContext> contexts, IServiceScopeFactory scopes, AccountWriter accounts, IAuditLog audit, TimeProvider clock)
{
    /// <summary>What a token is for; null when it counts no more, or never did.</summary>
    public async Task<AccountLinkPurpose?> FindAsync(string? token, CancellationToken cancellation) =>
        await ReadAsync(token, cancellation) is { } link ? new AccountLinkPurpose(link.Email, IsInvitation: link.UserId is null) : null;

    /// <summary>Makes the invited account, or sets the new password, and uses the link up: both or neither. Of two at once, one wins.</summary>
    /// <returns>The e-mail address to sign in with.</returns>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.AccountLinkInvalid"/>; <see cref="ErrorCode.PasswordTooWeak"/>; <see cref="ErrorCode.EmailTaken"/>.
    /// </exception>
    public async Task<string> RunAsync(string? token, string password, string? address, CancellationToken cancellation)
    {
        var link = await ReadAsync(token, cancellation) ?? throw new VodException(ErrorCode.AccountLinkInvalid);
        if (link.UserId is { } userId) await ResetAsync(link, userId, password, address, cancellation);
        else
            await accounts.AddAsync(
                new Actor(null, "invitation", address), link.Email, password, link.Role!.Value, cancellation, db => UseUpAsync(db, link, cancellation));
        return link.Email;
    }

    // A lock by an administrator stays: the link gives a password and opens nothing.
    private async Task ResetAsync(AccountLink link, Guid userId, string password, string? address, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VodDbContext>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<VodUser>>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await UseUpAsync(db, link, cancellation);
        var change = await UserChange.OpenAsync(db, users, userId, cancellation);
        audit.Add(db, new Actor(userId, link.Email, address), AuditAction.PasswordChosen, change.Target, null, null);
        (await users.RemovePasswordAsync(change.User)).ThrowIfRefused(link.Email);
        (await users.AddPasswordAsync(change.User, password)).ThrowIfRefused(link.Email);
        await change.SaveEndingSessionsAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task UseUpAsync(VodDbContext db, AccountLink link, CancellationToken cancellation)
    {
        if (await db.AccountLinks.Where(row => row.Id == link.Id).ExecuteDeleteAsync(cancellation) != 1)
            throw new VodException(ErrorCode.AccountLinkInvalid);
    }

    private async Task<AccountLink?> ReadAsync(string? token, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(token)) return null;
        var (hash, now) = (OneTimeToken.HashOf(token), clock.GetUtcNow().UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.AccountLinks.AsNoTracking().SingleOrDefaultAsync(link => link.TokenHash == hash && link.ExpiresAt > now, cancellation);
    }
}

/// <summary>What a link is for.</summary>
/// <param name="Email">The account's e-mail address.</param>
/// <param name="IsInvitation">Whether it makes the account; otherwise it sets a new password.</param>
public sealed record AccountLinkPurpose(string Email, bool IsInvitation);
