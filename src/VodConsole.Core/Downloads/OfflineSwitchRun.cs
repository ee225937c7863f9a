using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Downloads;

/// <summary>
/// Disabling or re-enabling offline for many videos at once. The row is the truth: a run that a crash interrupted goes on at
/// <see cref="Cursor"/>, and what it has done stands in its <see cref="OfflineSwitchItem"/>s.
/// </summary>
public sealed class OfflineSwitchRun : IVersioned
{
    /// <summary>The id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether it disables; otherwise it enables.</summary>
    public required bool Disables { get; init; }

    /// <summary>Which videos, as JSON: a search, or a list of ids.</summary>
    public required string Scope { get; init; }

    /// <summary>Videos in scope when it began, at most this many are looked at.</summary>
    public required int Total { get; init; }

    /// <summary>Videos that were switched.</summary>
    public int Switched { get; set; }

    /// <summary>Videos that were so already.</summary>
    public int Unchanged { get; set; }

    /// <summary>Videos that were refused.</summary>
    public int Refused { get; set; }

    /// <summary>The last video that was looked at; null before the first.</summary>
    public Guid? Cursor { get; set; }

    /// <summary>Who asked for it, by name.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Who asked for it; null for the command line.</summary>
    public required Guid? CreatedById { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it ended, UTC; null while it goes on.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>Whether a person stopped it.</summary>
    public bool IsCancelled { get; set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }
}

/// <summary>What a run did to one video. Kept for the video's history and for the run's result list.</summary>
public sealed class OfflineSwitchItem
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The video; it may have been deleted since.</summary>
    public required Guid VideoId { get; init; }

    /// <summary>Null when it was switched, else the status that forbade it.</summary>
    public required Media.VideoStatus? RefusedStatus { get; init; }
}

internal sealed class OfflineSwitchRunConfiguration : IEntityTypeConfiguration<OfflineSwitchRun>
{
    public void Configure(EntityTypeBuilder<OfflineSwitchRun> builder)
    {
        builder.ToTable("OfflineSwitchRuns");
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.CreatedBy).HasMaxLength(256);
        builder.HasIndex(run => new { run.EndedAt, run.CreatedAt });
    }
}

internal sealed class OfflineSwitchItemConfiguration : IEntityTypeConfiguration<OfflineSwitchItem>
{
    public void Configure(EntityTypeBuilder<OfflineSwitchItem> builder)
    {
        builder.ToTable("OfflineSwitchItems");
        builder.HasKey(item => new { item.RunId, item.VideoId });
        builder.HasOne<OfflineSwitchRun>().WithMany().HasForeignKey(item => item.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(item => item.VideoId);
    }
}
