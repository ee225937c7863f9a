using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Audit;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Accounts;

/// <summary>Lets an administrator hand out links by which people choose their own password, and take them back.</summary>
public sealed class AccountLinks(IDbContextFactory<VodDbContext> contexts, AccessGuard guard, IAuditLog audit, TimeProvider clock)
{
    /// <summary>How long an invitation counts.</summary>
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7);

    /// <summary>How long a link for a new password counts.</summary>
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromDays(1);

    /// <summary>Invites somebody. An invitation to the same address before, in whatever case, stops counting.</summary>
    /// <returns>The token, this once.</returns>
    /// <exception cref="VodException"><see cref="ErrorCode.ConfirmationNeeded"/>; <see cref="ErrorCode.EmailInvalid"/>; <see cref="ErrorCode.EmailTaken"/>.</exception>
    public async Task<string> InviteAsync(Actor actor, string email, Role role, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, Permission.ManageUsers, cancellation);
        var address = email.Trim();
        if (address.Length > 256 || !new EmailAddressAttribute().IsValid(address)) throw new VodException(ErrorCode.EmailInvalid, email);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var normalized = address.ToUpperInvariant();
        if (await db.Users.AnyAsync(user => user.NormalizedEmail == normalized, cancellation)) throw new VodException(ErrorCode.EmailTaken, address);
        // Compared here: two of the databases know upper case only of the letters A to Z. There are few invitations.
        var invited = await db.AccountLinks.Where(link => link.UserId == null).Select(link => new { link.Id, link.Email }).ToListAsync(cancellation);
        var before = invited.Where(link => link.Email.Equals(address, StringComparison.OrdinalIgnoreCase)).Select(link => link.Id).ToList();
        return await IssueAsync(
            db, actor, null, address, role, InvitationLifetime, db.AccountLinks.Where(link => before.Contains(link.Id)),
            AuditAction.UserInvited, new AuditTarget("invitation", "", address), cancellation);
    }

    /// <summary>
    /// Lets somebody choose a new password. The old one goes on until they do, unlike with
    /// <see cref="UserAdministration.ResetPasswordAsync"/>; a link made before stops counting.
    /// </summary>
    /// <returns>The token, this once.</returns>
    /// <exception cref="VodException"><see cref="ErrorCode.ConfirmationNeeded"/>; <see cref="ErrorCode.UserNotFound"/>.</exception>
    public async Task<string> IssueResetAsync(Actor actor, Guid userId, CancellationToken cancellation)
    {
        await guard.RequireConfirmedAsync(actor, Permission.ManageUsers, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var email = await db.Users.Where(user => user.Id == userId).Select(user => user.Email).SingleOrDefaultAsync(cancellation)
            ?? throw new VodException(ErrorCode.UserNotFound, userId.ToString("N"));
        return await IssueAsync(
            db, actor, userId, email, null, ResetLifetime, db.AccountLinks.Where(link => link.UserId == userId),
            AuditAction.UserResetLinkMade, new AuditTarget("user", userId.ToString("N"), email), cancellation);
    }

    /// <summary>The invitations that still count, newest first.</summary>
    public async Task<IReadOnlyList<InvitationRow>> ListInvitationsAsync(Actor actor, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageUsers, cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.AccountLinks.Where(link => link.UserId == null && link.ExpiresAt > now)
            .OrderByDescending(link => link.CreatedAt).ThenBy(link => link.Id)
            .Select(link => new InvitationRow(link.Id, link.Email, link.Role!.Value, link.CreatedBy, link.CreatedAt, link.ExpiresAt))
            .ToListAsync(cancellation);
    }

    /// <summary>Takes an invitation back; its link counts no more.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.AccountLinkInvalid"/> when it was used or taken back already.</exception>
    public async Task RevokeInvitationAsync(Actor actor, Guid id, CancellationToken cancellation)
    {
        await guard.RequireAsync(actor, Permission.ManageUsers, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var email = await db.AccountLinks.Where(link => link.Id == id && link.UserId == null).Select(link => link.Email).SingleOrDefaultAsync(cancellation);
        if (email is null || await db.AccountLinks.Where(link => link.Id == id).ExecuteDeleteAsync(cancellation) != 1)
            throw new VodException(ErrorCode.AccountLinkInvalid);
        audit.Add(db, actor, AuditAction.InvitationRevoked, new AuditTarget("invitation", id.ToString("N"), email), null, null);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<string> IssueAsync(
        VodDbContext db, Actor actor, Guid? userId, string email, Role? role, TimeSpan lifetime, IQueryable<AccountLink> before,
        string action, AuditTarget target, CancellationToken cancellation)
    {
        var (token, now) = (OneTimeToken.Make(), clock.GetUtcNow().UtcDateTime);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await before.ExecuteDeleteAsync(cancellation);
        await db.AccountLinks.Where(link => link.ExpiresAt <= now).ExecuteDeleteAsync(cancellation);
        var link = new AccountLink
        {
            Id = Guid.NewGuid(), TokenHash = OneTimeToken.HashOf(token), UserId = userId, Email = email, Role = role, CreatedBy = actor.Name,
            CreatedAt = now, ExpiresAt = now + lifetime,
        };
        db.AccountLinks.Add(link);
        audit.Add(db, actor, action, userId is null ? target with { Id = link.Id.ToString("N") } : target, null, new { link.Role, link.ExpiresAt });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return token;
    }
}

/// <summary>An invitation as the users page shows it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Email">Who is invited.</param>
/// <param name="Role">The role that the account will have.</param>
/// <param name="CreatedBy">Who invited.</param>
/// <param name="CreatedAt">When, UTC.</param>
/// <param name="ExpiresAt">Until when it counts, UTC.</param>
public sealed record InvitationRow(Guid Id, string Email, Role Role, string CreatedBy, DateTime CreatedAt, DateTime ExpiresAt);
