using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Downloads;

/// <summary>
/// Disabling or re-enabling offline for many videos at once. The row is the truth: it moves on in the same transaction as the
/// videos, so a run that a crash interrupted goes on behind its cursor. Videos are taken in the order in which they were brought.
/// </summary>
public sealed class OfflineSwitchRun : IVersioned
{
    /// <summary>The id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether it disables; otherwise it enables.</summary>
    public required bool Disables { get; init; }

    /// <summary>The search whose videos it takes, as JSON; null when they were selected one by one.</summary>
    public required string? Search { get; init; }

    /// <summary>The selected videos, a JSON array of ids; null when it takes a search.</summary>
    public required string? Selection { get; init; }

    /// <summary>Videos in scope when it began.</summary>
    public required int Total { get; init; }

    /// <summary>Videos that were switched.</summary>
    public int Switched { get; set; }

    /// <summary>Videos that were so already.</summary>
    public int Unchanged { get; set; }

    /// <summary>Videos that were refused for their status.</summary>
    public int Refused { get; set; }

    /// <summary>Videos per second, measured lately; null before the first batch.</summary>
    public double? Speed { get; set; }

    /// <summary>When the last video that was looked at was brought; null before the first.</summary>
    public DateTime? CursorAt { get; set; }

    /// <summary>That video.</summary>
    public Guid? CursorId { get; set; }

    /// <summary>When its last batch was done, UTC; null before the first.</summary>
    public DateTime? SteppedAt { get; set; }

    /// <summary>Who asked for it, by name.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Who asked for it; null for the command line.</summary>
    public required Guid? CreatedById { get; init; }

    /// <summary>When, UTC; videos brought later are none of its business.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it ended, UTC; null while it goes on.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>Whether a person stopped it.</summary>
    public bool IsStopped { get; set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }
}

internal sealed class OfflineSwitchRunConfiguration : IEntityTypeConfiguration<OfflineSwitchRun>
{
    public void Configure(EntityTypeBuilder<OfflineSwitchRun> builder)
    {
        builder.ToTable("OfflineSwitchRuns");
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.Search).HasMaxLength(2000);
        builder.Property(run => run.CreatedBy).HasMaxLength(256);
        builder.HasIndex(run => new { run.EndedAt, run.CreatedAt });
        builder.HasIndex(run => new { run.CreatedAt, run.Id });
    }
}
