using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Transcoding;

/// <summary>A process that runs tasks, as it last reported itself. Its id is what a task's lease names.</summary>
public sealed class WorkerProcess
{
    /// <summary>Made anew at every start of the process.</summary>
    public required Guid Id { get; init; }

    /// <summary>The machine's name.</summary>
    public required string Machine { get; init; }

    /// <summary>The operating system's id of the process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Tasks that it runs at once.</summary>
    public required int Slots { get; init; }

    /// <summary>When it started, UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>Its last sign of life, UTC.</summary>
    public required DateTime LastSeenAt { get; set; }
}

internal sealed class WorkerProcessConfiguration : IEntityTypeConfiguration<WorkerProcess>
{
    public void Configure(EntityTypeBuilder<WorkerProcess> builder)
    {
        builder.ToTable("WorkerProcesses");
        builder.Property(process => process.Id).ValueGeneratedNever();
        builder.Property(process => process.Machine).HasMaxLength(128);
        builder.HasIndex(process => process.LastSeenAt);
    }
}
