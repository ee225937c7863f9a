using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Downloads;

/// <summary>
/// A key pair (ECDSA P-256) that the installation signs with. Apps pin the public half at build time, so a key is never deleted.
/// The private half is stored wrapped and exists in memory only while it signs.
/// </summary>
public sealed class SigningKey
{
    /// <summary>What it signs.</summary>
    public required SigningPurpose Purpose { get; init; }

    /// <summary>From 1, rising per purpose; the highest signs.</summary>
    public required int Number { get; init; }

    /// <summary>First 8 bytes of the SHA-256 of <see cref="PublicKey"/>, lower-case hex: how files name it.</summary>
    public required string KeyId { get; init; }

    /// <summary>The public key as SubjectPublicKeyInfo (DER).</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>The private key as PKCS#8, a record of <c>WrappedKey</c>.</summary>
    public required byte[] Wrapped { get; set; }

    /// <summary>Version of the key-encryption key that wraps it, for rotation.</summary>
    public required long KekVersion { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime CreatedAt { get; init; }
}

/// <summary>What a signing key signs. One never signs what another is for.</summary>
public enum SigningPurpose
{
    /// <summary>Key files.</summary>
    KeyFile,
    /// <summary>Licences of downloads. Key files carry its public half, so it must be there before the first licence is.</summary>
    Licence,
}

internal sealed class SigningKeyConfiguration : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("SigningKeys");
        builder.HasKey(key => new { key.Purpose, key.Number });
        builder.Property(key => key.KeyId).HasMaxLength(16);
        builder.Property(key => key.PublicKey).HasMaxLength(128);
        builder.Property(key => key.Wrapped).HasMaxLength(512);
        builder.HasIndex(key => key.KeyId).IsUnique();
    }
}
