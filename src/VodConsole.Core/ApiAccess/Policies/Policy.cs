using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VodConsole.Core.Accounts;

namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>A policy that an administrator wrote. Contrast <see cref="ReadyMadePolicies"/>, which are not rows.</summary>
public sealed class Policy : IVersioned
{
    /// <summary>Characters in a name.</summary>
    public const int NameLimit = 64;

    /// <summary>Characters in a description.</summary>
    public const int DescriptionLimit = 256;

    /// <summary>Characters in a document.</summary>
    public const int DocumentLimit = 4000;

    /// <summary>The name, which attachments refer to; it never changes.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; may be empty.</summary>
    public string Description { get; set; } = "";

    /// <summary>The document as it was written; it parses.</summary>
    public required string Document { get; set; }

    /// <summary>How often it was written, from 1.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>Who wrote this revision, by name.</summary>
    public required string ChangedBy { get; set; }

    /// <summary>When, UTC.</summary>
    public required DateTime ChangedAt { get; set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }
}

/// <summary>A policy counts for an account, or for everybody in a role.</summary>
public sealed class PolicyAttachment
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the policy, a row's or a ready-made one's.</summary>
    public required string PolicyName { get; init; }

    /// <summary>The account; null when it is a role.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Name of the role; null when it is an account.</summary>
    public string? RoleName { get; init; }
}

internal sealed class PolicyConfiguration : IEntityTypeConfiguration<Policy>
{
    public void Configure(EntityTypeBuilder<Policy> builder)
    {
        builder.ToTable("Policies");
        builder.HasKey(policy => policy.Name);
        builder.Property(policy => policy.Name).HasMaxLength(Policy.NameLimit);
        builder.Property(policy => policy.Description).HasMaxLength(Policy.DescriptionLimit);
        builder.Property(policy => policy.Document).HasMaxLength(Policy.DocumentLimit);
        builder.Property(policy => policy.ChangedBy).HasMaxLength(256);
    }
}

internal sealed class PolicyAttachmentConfiguration : IEntityTypeConfiguration<PolicyAttachment>
{
    public void Configure(EntityTypeBuilder<PolicyAttachment> builder)
    {
        builder.ToTable("PolicyAttachments");
        builder.Property(attachment => attachment.Id).ValueGeneratedNever();
        builder.Property(attachment => attachment.PolicyName).HasMaxLength(Policy.NameLimit);
        builder.Property(attachment => attachment.RoleName).HasMaxLength(40);
        builder.HasOne<VodUser>().WithMany().HasForeignKey(attachment => attachment.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(attachment => new { attachment.UserId, attachment.PolicyName });
        builder.HasIndex(attachment => new { attachment.RoleName, attachment.PolicyName });
        builder.HasIndex(attachment => attachment.PolicyName);
    }
}
