using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Accounts;

/// <summary>
/// The one-time link that makes the first administrator. There is one row at most; it goes with the first account.
/// Only the token's hash is kept.
/// </summary>
public sealed class SetupLink
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>SHA-256 of the token in the link.</summary>
    public required byte[] TokenHash { get; set; }

    /// <summary>When the link was made, UTC.</summary>
    public required DateTime CreatedAt { get; set; }
}

internal sealed class SetupLinkConfiguration : IEntityTypeConfiguration<SetupLink>
{
    public void Configure(EntityTypeBuilder<SetupLink> builder)
    {
        builder.ToTable("SetupLinks");
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.TokenHash).HasMaxLength(32);
    }
}
