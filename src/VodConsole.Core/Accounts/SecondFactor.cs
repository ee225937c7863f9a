using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Accounts;

/// <summary>
/// The secret that an account shares with an authenticator app. Stored wrapped rather than hashed: to check a code, the server must
/// make the same one. Identity's own place for it keeps it in the clear, and is not used.
/// </summary>
public sealed class SecondFactor
{
    /// <summary>Whose it is.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The secret under <c>KeyPurpose.SecondFactor</c>, a record of <c>WrappedKey</c>, bound to <see cref="UserId"/>.</summary>
    public required byte[] Wrapped { get; set; }

    /// <summary>Version of the key-encryption key that wraps it, for rotation.</summary>
    public required long KekVersion { get; set; }

    /// <summary>When a first code proved that the app has it, UTC; null while it is being set up, when it asks nobody for anything.</summary>
    public DateTime? EnabledAt { get; set; }

    /// <summary>The step of the last code that counted. Neither it nor an earlier one counts again.</summary>
    public long LastStep { get; set; }
}

/// <summary>A code that takes the place of the app once; it goes when it is used.</summary>
public sealed class RecoveryCode
{
    /// <summary>Whose it is.</summary>
    public required Guid UserId { get; init; }

    /// <summary>SHA-256 of account and code. The code is random enough to need no slower hash.</summary>
    public required byte[] Hash { get; init; }
}

internal sealed class SecondFactorConfiguration : IEntityTypeConfiguration<SecondFactor>, IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<SecondFactor> builder)
    {
        builder.ToTable("SecondFactors");
        builder.HasKey(factor => factor.UserId);
        builder.Property(factor => factor.UserId).ValueGeneratedNever();
        builder.Property(factor => factor.Wrapped).HasMaxLength(512);
        builder.HasOne<VodUser>().WithOne().HasForeignKey<SecondFactor>(factor => factor.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(factor => factor.KekVersion);
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("RecoveryCodes");
        builder.HasKey(code => new { code.UserId, code.Hash });
        builder.Property(code => code.Hash).HasMaxLength(32);
        builder.HasOne<VodUser>().WithMany().HasForeignKey(code => code.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
