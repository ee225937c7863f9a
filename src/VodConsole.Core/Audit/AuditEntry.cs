using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Audit;

/// <summary>One line of the audit log: who did or tried what, to which thing, and how it looked before and after.</summary>
public sealed class AuditEntry
{
    private readonly string actorName = "";

    /// <summary>Row number, ascending in time.</summary>
    public long Id { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>The account, or null for the command line and the system.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The actor's name at that time; at most 256 characters.</summary>
    public required string ActorName
    {
        get => actorName;
        init
        {
            actorName = value;
            SearchActorName = value.ToUpperInvariant();
        }
    }

    /// <summary>The actor's name in upper case: what searches compare, the same on every database.</summary>
    public string SearchActorName { get; private set; } = "";

    /// <summary>The remote address, where there was one.</summary>
    public string? Address { get; init; }

    /// <summary>What was done: a stable dotted word such as <c>video.edit</c>; see <see cref="AuditAction"/>.</summary>
    public required string Action { get; init; }

    /// <summary>The kind of thing: <c>video</c>, <c>user</c> …</summary>
    public required string TargetKind { get; init; }

    /// <summary>The thing's id as text.</summary>
    public required string TargetId { get; init; }

    /// <summary>The thing's name at that time.</summary>
    public string? TargetName { get; init; }

    /// <summary>What changed, as it was: JSON object, or null for something new. Never a secret.</summary>
    public string? Before { get; init; }

    /// <summary>What changed, as it is now: JSON object, or null for something deleted. Never a secret.</summary>
    public string? After { get; init; }

    /// <summary>Whether it was done or refused.</summary>
    public required AuditOutcome Outcome { get; init; }
}

/// <summary>How an audited attempt ended.</summary>
public enum AuditOutcome
{
    /// <summary>It was done.</summary>
    Done,
    /// <summary>It was refused; nothing changed.</summary>
    Refused,
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.Property(entry => entry.ActorName).HasMaxLength(256);
        builder.Property(entry => entry.SearchActorName).HasMaxLength(256);
        builder.Property(entry => entry.Address).HasMaxLength(64);
        builder.Property(entry => entry.Action).HasMaxLength(64);
        builder.Property(entry => entry.TargetKind).HasMaxLength(32);
        builder.Property(entry => entry.TargetId).HasMaxLength(128);
        builder.Property(entry => entry.TargetName).HasMaxLength(256);
        builder.HasIndex(entry => entry.At);
        builder.HasIndex(entry => new { entry.TargetKind, entry.TargetId });
        builder.HasIndex(entry => entry.Action);
    }
}
