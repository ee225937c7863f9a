using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Downloads;

/// <summary>
/// A download that the policy allowed, written in the same transaction as the decision. It outlives the video: it is the record of
/// what left the house.
/// </summary>
public sealed class DownloadAuthorisation
{
    /// <summary>The id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The video.</summary>
    public required Guid VideoId { get; init; }

    /// <summary>What was allowed: <see cref="DownloadMode.Normal"/> or <see cref="DownloadMode.Secure"/>.</summary>
    public required DownloadMode Mode { get; init; }

    /// <summary>The key file, in secure mode.</summary>
    public required Guid? KeyFileId { get; init; }

    /// <summary>Whom the credential names.</summary>
    public required string Subject { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; init; }
}

internal sealed class DownloadAuthorisationConfiguration : IEntityTypeConfiguration<DownloadAuthorisation>
{
    public void Configure(EntityTypeBuilder<DownloadAuthorisation> builder)
    {
        builder.ToTable("DownloadAuthorisations");
        builder.Property(authorisation => authorisation.Id).ValueGeneratedNever();
        builder.Property(authorisation => authorisation.Subject).HasMaxLength(128);
        builder.HasIndex(authorisation => authorisation.At);
        builder.HasIndex(authorisation => new { authorisation.VideoId, authorisation.At });
    }
}
