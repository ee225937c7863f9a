using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Media;

/// <summary>
/// A resumable upload in progress (tus 1.0). The bytes lie in the staging area under <see cref="Id"/>;
/// the staging file's length, not this row, is the truth about the offset. The row goes when the upload ends.
/// </summary>
public sealed class Upload
{
    /// <summary>Characters of the client's metadata.</summary>
    public const int MetadataLimit = 4000;

    /// <summary>Names the upload in its URL: the id of its video. No secret, each request is authorised.</summary>
    public Guid Id { get; init; }

    /// <summary>The video row that it fills.</summary>
    public required Guid VideoId { get; init; }

    /// <summary>The account that may continue it; null for the command line.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Total length in bytes; null until it is announced, at the latest with the last part.</summary>
    public required long? Length { get; init; }

    /// <summary>SHA-256 of the whole file as the client announced it, lower-case hex; null when it did not.</summary>
    public string? ExpectedSha256 { get; init; }

    /// <summary>The client's metadata as it wrote it, answered back as it is; null when there was none.</summary>
    public string? Metadata { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it is given up, UTC; moves with every accepted part.</summary>
    public required DateTime ExpiresAt { get; set; }
}

internal sealed class UploadConfiguration : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> builder)
    {
        builder.ToTable("Uploads");
        builder.Property(upload => upload.Id).ValueGeneratedNever();
        builder.Property(upload => upload.ExpectedSha256).HasMaxLength(64);
        builder.Property(upload => upload.Metadata).HasMaxLength(Upload.MetadataLimit);
        builder.HasOne<Video>().WithOne().HasForeignKey<Upload>(upload => upload.VideoId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(upload => upload.ExpiresAt);
    }
}
