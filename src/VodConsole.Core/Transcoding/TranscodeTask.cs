using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// One transcoding of one video. The row is the truth; Hangfire only wakes a worker. At most one task of a video is
/// active (<see cref="EndedAt"/> null), which the database enforces. While running, everything that the worker writes
/// is conditional on <see cref="Fence"/>.
/// </summary>
public sealed class TranscodeTask
{
    /// <summary>The id; outside it is written as 32 lower-case hex digits.</summary>
    public Guid Id { get; init; }

    /// <summary>The video.</summary>
    public required Guid VideoId { get; init; }

    /// <summary>What it is made into.</summary>
    public required TemplateGroup TemplateGroup { get; init; }

    /// <summary>Where the task is.</summary>
    public TranscodeStatus Status { get; set; } = TranscodeStatus.Queued;

    /// <summary>Its place in the queue, 1 to 10: higher ones first, equal ones in the order in which they came.</summary>
    public int Priority { get; init; } = DefaultPriority;

    /// <summary>The priority of a task that nobody gave another.</summary>
    public const int DefaultPriority = 6;

    /// <summary>What started it.</summary>
    public TranscodeTrigger Trigger { get; init; }

    /// <summary>The JSON text that the caller gave along, for notifications (<see cref="VideoUserData"/>); null for none.</summary>
    public string? UserData { get; init; }

    /// <summary>Characters in <see cref="UserData"/>.</summary>
    public const int UserDataLimit = 1024;

    /// <summary>
    /// Names the caller's own request, for a caller that asks again: a SHA-256 in hex. No two rows have the same; null once a
    /// request of that name may make another task.
    /// </summary>
    public string? SessionKey { get; set; }

    /// <summary>The wrapped data key that the caller wants it encrypted under; null for a key of the service's own.</summary>
    public string? CipherText { get; init; }

    /// <summary>Characters in <see cref="CipherText"/>.</summary>
    public const int CipherTextLimit = 1000;

    /// <summary>The key's address in its playlists; null for the service's own.</summary>
    public string? DecryptKeyUri { get; init; }

    /// <summary>Characters in <see cref="DecryptKeyUri"/>.</summary>
    public const int DecryptKeyUriLimit = 2000;

    /// <summary>The worker process that holds the lease; null unless running.</summary>
    public Guid? LeaseOwner { get; set; }

    /// <summary>When the lease ends if its holder stops renewing it, UTC.</summary>
    public DateTime? LeaseExpiresAt { get; set; }

    /// <summary>Rises with every claim. A worker with an older fence is a zombie and can write nothing.</summary>
    public long Fence { get; set; }

    /// <summary>Claims that did not end in an orderly hand-back; at <see cref="AttemptLimit"/> the task fails.</summary>
    public int Attempts { get; set; }

    /// <summary>Attempts before a task that keeps crashing its worker is parked as failed.</summary>
    public const int AttemptLimit = 3;

    /// <summary>0 to 1.</summary>
    public double Progress { get; set; }

    /// <summary>Seconds of media per second of wall time, as last measured; null before.</summary>
    public double? Speed { get; set; }

    /// <summary>
    /// Why the last attempt failed: for good while <see cref="Status"/> is <see cref="TranscodeStatus.Failed"/>; what it waits for
    /// while it is queued again.
    /// </summary>
    public FailureReason? Failure { get; set; }

    /// <summary>Earliest next attempt, UTC, after one that a pause may mend; null when it may start at once.</summary>
    public DateTime? NotBefore { get; set; }

    /// <summary>The end of ffmpeg's log of the last attempt, scrubbed of addresses; at most 4,000 characters.</summary>
    public string? LogTail { get; set; }

    /// <summary>Who asked for it, by name.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was queued, UTC; the queue's order within a priority.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When the last attempt began, UTC.</summary>
    public DateTime? StartedAt { get; set; }

    /// <summary>When it ended (succeeded, failed or cancelled), UTC; null while active.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>The renditions that it makes, with the last attempt's progress; each is a job of the API's.</summary>
    public ICollection<TranscodeRendition> Renditions { get; } = [];
}

/// <summary>Where a task is.</summary>
public enum TranscodeStatus
{
    /// <summary>Waits for a worker.</summary>
    Queued,
    /// <summary>A worker holds its lease.</summary>
    Running,
    /// <summary>Published.</summary>
    Succeeded,
    /// <summary>Given up; the reason is on the row.</summary>
    Failed,
    /// <summary>Stopped by a person.</summary>
    Cancelled,
}

/// <summary>What started a task; the names are the contract's.</summary>
public enum TranscodeTrigger
{
    /// <summary>The end of an upload.</summary>
    Auto,
    /// <summary>Somebody who asked for it.</summary>
    Manual,
}

internal sealed class TranscodeTaskConfiguration : IEntityTypeConfiguration<TranscodeTask>
{
    public void Configure(EntityTypeBuilder<TranscodeTask> builder)
    {
        builder.ToTable("TranscodeTasks");
        builder.Property(task => task.LogTail).HasMaxLength(4000);
        builder.Property(task => task.CreatedBy).HasMaxLength(256);
        builder.Property(task => task.UserData).HasMaxLength(TranscodeTask.UserDataLimit);
        builder.Property(task => task.SessionKey).HasMaxLength(64);
        builder.Property(task => task.CipherText).HasMaxLength(TranscodeTask.CipherTextLimit);
        builder.Property(task => task.DecryptKeyUri).HasMaxLength(TranscodeTask.DecryptKeyUriLimit);
        // Tasks of before there were priorities get the defaults too.
        builder.Property(task => task.Priority).HasDefaultValue(TranscodeTask.DefaultPriority).HasSentinel(TranscodeTask.DefaultPriority);
        builder.Property(task => task.Trigger).HasDefaultValue(TranscodeTrigger.Auto).HasSentinel(TranscodeTrigger.Auto);
        builder.OwnsOne(task => task.Failure, reason => reason.Property(failure => failure.ArgumentsJson).HasMaxLength(2000));
        builder.HasOne<Video>().WithMany().HasForeignKey(task => task.VideoId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(task => task.Renditions).WithOne().HasForeignKey(rendition => rendition.TaskId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(task => new { task.Status, task.Priority, task.CreatedAt });
        builder.HasIndex(task => task.SessionKey).IsUnique();
        builder.HasIndex(task => task.CreatedAt);
        // The unique one of active tasks does not find those that have ended.
        builder.HasIndex(task => new { task.VideoId, task.CreatedAt });
    }
}
