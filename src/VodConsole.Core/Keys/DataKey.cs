using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VodConsole.Core.Playback;

namespace VodConsole.Core.Keys;

/// <summary>
/// The AES-128 key of one publication, wrapped. The media id and this id are bound in as associated data, so that a
/// wrapped key moved to another row does not open. The key itself exists in memory only.
/// </summary>
public sealed class DataKey
{
    /// <summary>Names the key in playlists and key addresses.</summary>
    public required Guid Id { get; init; }

    /// <summary>The publication that it encrypts; they live and go together.</summary>
    public required Guid PublicationId { get; init; }

    /// <summary>The video, as bound into <see cref="Wrapped"/>.</summary>
    public required Guid VideoId { get; init; }

    /// <summary>The record of <see cref="WrappedKey"/>, at most 512 bytes.</summary>
    public required byte[] Wrapped { get; set; }

    /// <summary>Version of the key-encryption key that wraps it, for rotation.</summary>
    public required long KekVersion { get; set; }
}

internal sealed class DataKeyConfiguration : IEntityTypeConfiguration<DataKey>
{
    public void Configure(EntityTypeBuilder<DataKey> builder)
    {
        builder.ToTable("DataKeys");
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.Property(key => key.Wrapped).HasMaxLength(512);
        builder.HasOne<Publication>().WithOne().HasForeignKey<DataKey>(key => key.PublicationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(key => key.KekVersion);
    }
}
