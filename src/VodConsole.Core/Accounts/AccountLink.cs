using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Accounts;

/// <summary>
/// A one-time link by which somebody chooses their own password: for a new account (an invitation) or for theirs (a reset). It goes
/// when it is used. Only the token's hash is kept.
/// </summary>
public sealed class AccountLink
{
    /// <summary>Names it in lists; no secret.</summary>
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the token in the link.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>The account whose password it sets; null for an invitation, whose account is made when it is used.</summary>
    public Guid? UserId { get; init; }

    /// <summary>The e-mail address of the account.</summary>
    public required string Email { get; init; }

    /// <summary>The role that the new account will have; null for a reset.</summary>
    public Role? Role { get; init; }

    /// <summary>Who made it, by name.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it stops counting, UTC.</summary>
    public required DateTime ExpiresAt { get; init; }
}

internal sealed class AccountLinkConfiguration : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> builder)
    {
        builder.ToTable("AccountLinks");
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.TokenHash).HasMaxLength(32);
        builder.Property(link => link.Email).HasMaxLength(256);
        builder.Property(link => link.CreatedBy).HasMaxLength(256);
        builder.HasOne<VodUser>().WithMany().HasForeignKey(link => link.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(link => link.TokenHash).IsUnique();
    }
}
