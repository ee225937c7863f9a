using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;

namespace VodConsole.Core.Notifications;

/// <summary>
/// An event that somebody is to be told of, stored together with what happened. The row is the queue: it waits until it is delivered
/// or given up, and stays for a while to be looked at. Those of a video go out in the order of their ids.
/// </summary>
public sealed class Notification
{
    /// <summary>Row number, ascending in time.</summary>
    public long Id { get; init; }

    /// <summary>What happened.</summary>
    public required NotificationEvent Event { get; init; }

    /// <summary>To which video; it may be gone by now.</summary>
    public required Guid VideoId { get; init; }

    /// <summary>Its title at that time, for people.</summary>
    public required string VideoTitle { get; init; }

    /// <summary>The receiver that the upload named for itself; null for the one that the settings name when it is sent.</summary>
    public string? Url { get; init; }

    /// <summary>What is sent: JSON, as it was when it happened.</summary>
    public required string Body { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>How far it is.</summary>
    public NotificationStatus Status { get; set; } = NotificationStatus.Waiting;

    /// <summary>Attempts so far, the one under way included.</summary>
    public int Tries { get; set; }

    /// <summary>Who is delivering it: a new number for every claim; null when nobody is.</summary>
    public Guid? Lease { get; set; }

    /// <summary>When that claim ends by itself, UTC.</summary>
    public DateTime? LeaseExpiresAt { get; set; }

    /// <summary>HTTP status of the last answer; null when there was none.</summary>
    public int? AnswerStatus { get; set; }

    /// <summary>How long the last attempt took, in milliseconds.</summary>
    public int? AnswerMilliseconds { get; set; }

    /// <summary>Why the last attempt failed; null after a success.</summary>
    public FailureReason? Failure { get; set; }

    /// <summary>When it was delivered or given up, UTC.</summary>
    public DateTime? EndedAt { get; set; }
}

/// <summary>How far a notification is.</summary>
public enum NotificationStatus
{
    /// <summary>To be sent, or being sent.</summary>
    Waiting,
    /// <summary>The receiver has taken it.</summary>
    Delivered,
    /// <summary>Given up; it can be sent again.</summary>
    Failed,
}

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("Notifications");
        builder.Property(notification => notification.VideoTitle).HasMaxLength(Video.TitleLimit);
        builder.Property(notification => notification.Url).HasMaxLength(CallbackSettings.UrlLimit);
        builder.Property(notification => notification.Lease).IsConcurrencyToken();
        builder.OwnsOne(notification => notification.Failure, reason => reason.Property(failure => failure.ArgumentsJson).HasMaxLength(2000));
        builder.HasIndex(notification => new { notification.Status, notification.VideoId, notification.Id });
        builder.HasIndex(notification => notification.EndedAt);
    }
}
