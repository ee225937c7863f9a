using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Keys;

/// <summary>
/// A known value wrapped under a purpose's key. It is opened at every start: when it does not open, this database and
/// this key ring do not belong together, and the server refuses to start.
/// </summary>
public sealed class KeyCanary
{
    /// <summary>The purpose.</summary>
    public required KeyPurpose Purpose { get; init; }

    /// <summary>The record of <see cref="WrappedKey"/>.</summary>
    public required byte[] Wrapped { get; set; }
}

internal sealed class KeyCanaryConfiguration : IEntityTypeConfiguration<KeyCanary>
{
    public void Configure(EntityTypeBuilder<KeyCanary> builder)
    {
        builder.ToTable("KeyCanaries");
        builder.HasKey(canary => canary.Purpose);
        builder.Property(canary => canary.Wrapped).HasMaxLength(512);
    }
}
