using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>
/// One item of the media library, video or audio. It exists from the first byte of its upload on;
/// what can be played is its current <c>Publication</c>.
/// </summary>
public sealed class Video : IVersioned
{
    /// <summary>Characters in a title.</summary>
    public const int TitleLimit = 128;

    /// <summary>Characters in a description.</summary>
    public const int DescriptionLimit = 1024;

    /// <summary>Tags on one video.</summary>
    public const int TagCountLimit = 16;

    /// <summary>Characters in one tag.</summary>
    public const int TagLimit = 32;

    /// <summary>Characters in a <see cref="ReferenceId"/>.</summary>
    public const int ReferenceIdLimit = 64;

    /// <summary>Characters in <see cref="UserData"/>.</summary>
    public const int UserDataLimit = 1024;

    /// <summary>Characters in a <see cref="CoverUrl"/>.</summary>
    public const int CoverUrlLimit = 1024;

    private string title = "";

    /// <summary>The id; outside it is written as 32 lower-case hex digits (format "N").</summary>
    public Guid Id { get; init; }

    /// <summary>The title, 1 to <see cref="TitleLimit"/> characters.</summary>
    public required string Title
    {
        get => title;
        set
        {
            title = value;
            SearchTitle = value.ToUpperInvariant();
        }
    }

    /// <summary>The title in upper case: what searches compare, the same on every database.</summary>
    public string SearchTitle { get; private set; } = "";

    /// <summary>Free text, at most <see cref="DescriptionLimit"/> characters.</summary>
    public string Description { get; set; } = "";

    /// <summary>The category, or null.</summary>
    public int? CategoryId { get; set; }

    /// <summary>Tags, comma-separated, none containing a comma.</summary>
    public string Tags { get; set; } = "";

    /// <summary>Where the video is in its life; changed through <see cref="MoveTo"/>.</summary>
    public VideoStatus Status { get; private set; } = VideoStatus.Uploading;

    /// <summary>Why it failed, while <see cref="Status"/> is a failure.</summary>
    public FailureReason? Failure { get; private set; }

    /// <summary>The file's name as the uploader had it; shown, never used as a path.</summary>
    public required string FileName { get; init; }

    /// <summary>Key of the source in the media store; null until the upload is whole, and after a refused one.</summary>
    public string? SourceKey { get; set; }

    /// <summary>Size of the source in bytes.</summary>
    public long Size { get; set; }

    /// <summary>SHA-256 of the source, lower-case hex; null until the upload is whole.</summary>
    public string? SourceSha256 { get; set; }

    /// <summary>What the probe saw; null until the upload is whole.</summary>
    public SourceInfo? Source { get; set; }

    /// <summary>Key of the cover image in the media store, or null.</summary>
    public string? CoverKey { get; set; }

    /// <summary>The address of a cover that a program gave it, elsewhere; answered to programs in place of <see cref="CoverKey"/>'s. Null for none.</summary>
    public string? CoverUrl { get; set; }

    /// <summary>The name that a program knows it by, unique; null for none. See <see cref="VideoReferences"/>.</summary>
    public string? ReferenceId { get; set; }

    /// <summary>What a program wants said in callbacks about it, JSON as it was given; null for none. <see cref="VideoUserData"/> reads it.</summary>
    public string? UserData { get; set; }

    /// <summary>The template group that its transcoding uses.</summary>
    public TemplateGroup TemplateGroup { get; set; }

    /// <summary>Whether offline is disabled: the service then authorises no download of it, whatever the account's mode.</summary>
    public bool IsOfflineDisabled { get; set; }

    /// <summary>Who brought it, by name.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The last change that a person made, UTC.</summary>
    public required DateTime ModifiedAt { get; set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Moves to <paramref name="next"/>, and notes or clears the reason.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.VideoStatusForbids"/> when there is no such transition.</exception>
    public void MoveTo(VideoStatus next, FailureReason? reason = null)
    {
        if (!VideoTransitions.Allow(Status, next))
            throw new VodException(ErrorCode.VideoStatusForbids, Status, next);
        Status = next;
        Failure = reason;
    }
}

internal sealed class VideoConfiguration : IEntityTypeConfiguration<Video>
{
    public void Configure(EntityTypeBuilder<Video> builder)
    {
        builder.ToTable("Videos");
        builder.Property(video => video.Title).HasMaxLength(Video.TitleLimit);
        builder.Property(video => video.SearchTitle).HasMaxLength(Video.TitleLimit * 2);
        builder.Property(video => video.Description).HasMaxLength(Video.DescriptionLimit);
        builder.Property(video => video.Tags).HasMaxLength(Video.TagCountLimit * (Video.TagLimit + 1));
        builder.Property(video => video.FileName).HasMaxLength(255);
        builder.Property(video => video.SourceKey).HasMaxLength(200);
        builder.Property(video => video.SourceSha256).HasMaxLength(64);
        builder.Property(video => video.CoverKey).HasMaxLength(200);
        builder.Property(video => video.CoverUrl).HasMaxLength(Video.CoverUrlLimit);
        builder.Property(video => video.ReferenceId).HasMaxLength(Video.ReferenceIdLimit);
        builder.Property(video => video.UserData).HasMaxLength(Video.UserDataLimit);
        builder.Property(video => video.CreatedBy).HasMaxLength(256);
        builder.OwnsOne(video => video.Failure, reason => reason.Property(failure => failure.ArgumentsJson).HasMaxLength(2000));
        builder.OwnsOne(video => video.Source, source =>
        {
            source.Property(info => info.Container).HasMaxLength(64);
            source.Property(info => info.VideoCodec).HasMaxLength(32);
            source.Property(info => info.AudioCodec).HasMaxLength(32);
            source.HasIndex("Duration", "VideoId");
        });
        builder.HasOne<Category>().WithMany().HasForeignKey(video => video.CategoryId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(video => new { video.CreatedAt, video.Id });
        builder.HasIndex(video => new { video.Status, video.CreatedAt, video.Id });
        builder.HasIndex(video => new { video.IsOfflineDisabled, video.CreatedAt, video.Id });
        builder.HasIndex(video => new { video.CategoryId, video.CreatedAt, video.Id });
        builder.HasIndex(video => new { video.SearchTitle, video.Id });
        builder.HasIndex(video => new { video.Size, video.Id });
        builder.HasIndex(video => new { video.ModifiedAt, video.Id });
        builder.HasIndex(video => video.ReferenceId).IsUnique();
    }
}
