using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VodConsole.Core.Media;

namespace VodConsole.Core.Downloads;

/// <summary>
/// What a run did to one video: switched it, or refused it. Videos that were so already have none. Kept for the video's history
/// and the run's result list, also when the video is gone.
/// </summary>
public sealed class OfflineSwitchItem
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>
    /// When the video was brought. It never changes and runs go along it, so with it in the key a run appends to the end of the
    /// index, and one video is still found with one look-up per run.
    /// </summary>
    public required DateTime VideoCreatedAt { get; init; }

    /// <summary>The video; it may have been deleted since.</summary>
    public required Guid VideoId { get; init; }

    /// <summary>When it was switched or refused, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Null when it was switched, else the status that forbade it.</summary>
    public required VideoStatus? RefusedStatus { get; init; }
}

internal sealed class OfflineSwitchItemConfiguration : IEntityTypeConfiguration<OfflineSwitchItem>
{
    public void Configure(EntityTypeBuilder<OfflineSwitchItem> builder)
    {
        builder.ToTable("OfflineSwitchItems");
        builder.HasKey(item => new { item.RunId, item.VideoCreatedAt, item.VideoId });
        builder.HasOne<OfflineSwitchRun>().WithMany().HasForeignKey(item => item.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
