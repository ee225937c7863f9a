using VodConsole.Core.Refusals;

namespace VodConsole.Core.Media;

/// <summary>Which videos of the library, and in what order. Equal searches are equal values.</summary>
public sealed record VideoSearch
{
    /// <summary>A part of the title in any case, or a whole id; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>Only these; null for all.</summary>
    public VideoStatus? Status { get; init; }

    /// <summary>Only this category and what lies below it; null for all.</summary>
    public int? CategoryId { get; init; }

    /// <summary>Only those with this tag, as it is written; null for all.</summary>
    public string? Tag { get; init; }

    /// <summary>Only those with offline disabled (true) or allowed (false); null for all.</summary>
    public bool? IsOfflineDisabled { get; init; }

    /// <summary>What they are ordered by; videos that are equal in it by id.</summary>
    public VideoSort Sort { get; init; } = VideoSort.Created;

    /// <summary>Whether the order is reversed.</summary>
    public bool IsDescending { get; init; } = true;
}

/// <summary>What the library can be ordered by.</summary>
public enum VideoSort
{
    /// <summary>When it was brought.</summary>
    Created,
    /// <summary>The title, without regard to case.</summary>
    Title,
    /// <summary>The source's size.</summary>
    Size,
    /// <summary>The source's length; those without one stand at one end.</summary>
    Duration,
    /// <summary>The status by name, then when it was brought.</summary>
    Status,
}

/// <summary>One page of the library.</summary>
/// <param name="Rows">The videos of the page, in order.</param>
/// <param name="Total">How many match in all; up to two seconds old.</param>
public sealed record VideoPage(IReadOnlyList<VideoRow> Rows, int Total);

/// <summary>A video as lists show it.</summary>
public sealed record VideoRow
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Bytes of the source, as announced while it is uploading.</summary>
    public required long Size { get; init; }

    /// <summary>Seconds; null until the source was probed.</summary>
    public required double? Duration { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required VideoStatus Status { get; init; }

    /// <summary>Why it failed, while it has.</summary>
    public required FailureReason? Failure { get; init; }

    /// <summary>Its category, or null.</summary>
    public required int? CategoryId { get; init; }

    /// <summary>Its tags.</summary>
    public required string Tags { get; init; }

    /// <summary>Key of its cover image, or null; another image has another key.</summary>
    public required string? CoverKey { get; init; }

    /// <summary>Whether there are pictures; null until the source was probed.</summary>
    public required bool? HasVideo { get; init; }

    /// <summary>When it was brought, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Whether offline is disabled for it.</summary>
    public required bool IsOfflineDisabled { get; init; }

    /// <summary>0 to 1 while it is uploading or transcoding, else null.</summary>
    public double? Progress { get; init; }
}
