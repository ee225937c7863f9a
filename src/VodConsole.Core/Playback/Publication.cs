using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VodConsole.Core.Media;
using VodConsole.Core.Transcoding;

namespace VodConsole.Core.Playback;

/// <summary>
/// A published transcoding: the set of renditions that players get. A video has at most one current one
/// (<see cref="RetiredAt"/> null), which the database enforces; older ones stay until running players are done with them.
/// </summary>
public sealed class Publication
{
    /// <summary>The id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The video.</summary>
    public required Guid VideoId { get; init; }

    /// <summary>The task that made it.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>The fence under which it was made.</summary>
    public required long Fence { get; init; }

    /// <summary>Where its objects lie in the media store, without a trailing slash: <c>out/{video}/{task}-{fence}</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>How it is encrypted.</summary>
    public required EncryptType EncryptType { get; init; }

    /// <summary>The key's address in its playlists, at a key service of the caller's own; null for this service's address.</summary>
    public string? KeyUri { get; init; }

    /// <summary>Length in seconds.</summary>
    public required double Duration { get; init; }

    /// <summary>When it was published, UTC.</summary>
    public required DateTime PublishedAt { get; init; }

    /// <summary>When a newer one took its place, UTC; null while current.</summary>
    public DateTime? RetiredAt { get; set; }

    /// <summary>What can be played, lowest first.</summary>
    public ICollection<PublishedRendition> Renditions { get; } = [];
}

/// <summary>How a publication is encrypted.</summary>
public enum EncryptType
{
    /// <summary>HLS standard encryption: AES-128, the key behind a usable address that needs a token.</summary>
    HlsEncryption,
    /// <summary>Not at all.</summary>
    None,
    /// <summary>Private encryption, whose key is never handed out in the clear; the API's <c>AliyunVoDEncryption</c>. Nothing is published so yet.</summary>
    PrivateEncryption,
}

internal sealed class PublicationConfiguration : IEntityTypeConfiguration<Publication>
{
    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.ToTable("Publications");
        builder.Property(publication => publication.Id).ValueGeneratedNever();
        builder.Property(publication => publication.Prefix).HasMaxLength(200);
        builder.Property(publication => publication.KeyUri).HasMaxLength(TranscodeTask.DecryptKeyUriLimit);
        builder.HasOne<Video>().WithMany().HasForeignKey(publication => publication.VideoId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(publication => publication.Renditions).WithOne()
            .HasForeignKey(rendition => rendition.PublicationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(publication => publication.RetiredAt);
    }
}
