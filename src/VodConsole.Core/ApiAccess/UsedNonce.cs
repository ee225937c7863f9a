using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.ApiAccess;

/// <summary>A nonce that a signed request has used: the same one again is a replay. Kept until no signature of its time counts any more.</summary>
public sealed class UsedNonce
{
    /// <summary>Characters in a nonce.</summary>
    public const int NonceLimit = 128;

    /// <summary>The access key that signed, temporary ones included.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>The nonce, as it was sent.</summary>
    public required string Nonce { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime UsedAt { get; init; }
}

internal sealed class UsedNonceConfiguration : IEntityTypeConfiguration<UsedNonce>
{
    public void Configure(EntityTypeBuilder<UsedNonce> builder)
    {
        builder.ToTable("UsedNonces");
        builder.HasKey(nonce => new { nonce.AccessKeyId, nonce.Nonce });
        builder.Property(nonce => nonce.AccessKeyId).HasMaxLength(64);
        builder.Property(nonce => nonce.Nonce).HasMaxLength(UsedNonce.NonceLimit);
        builder.HasIndex(nonce => nonce.UsedAt);
    }
}
