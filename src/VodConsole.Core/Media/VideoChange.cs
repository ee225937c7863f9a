namespace VodConsole.Core.Media;

/// <summary>What a program changes of a video: null leaves a field as it is, and an empty text clears it.</summary>
public sealed record VideoChange
{
    /// <summary>Takes the video out of its category.</summary>
    public const int NoCategory = -1;

    /// <summary>The title; there must be one.</summary>
    public string? Title { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>Tags, comma-separated.</summary>
    public string? Tags { get; init; }

    /// <summary>The category, or <see cref="NoCategory"/>.</summary>
    public int? CategoryId { get; init; }

    /// <summary>See <see cref="Video.CoverUrl"/>.</summary>
    public string? CoverUrl { get; init; }

    /// <summary>See <see cref="Video.ReferenceId"/>.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>See <see cref="Video.UserData"/>.</summary>
    public string? UserData { get; init; }

    /// <summary>See <see cref="Video.IsOfflineDisabled"/>.</summary>
    public bool? IsOfflineDisabled { get; init; }

    /// <summary>Judges what can be judged without the database.</summary>
    /// <exception cref="Refusals.VodException">A refusal of <see cref="VideoRules"/> or <see cref="VideoUserData"/>.</exception>
    public void Check() => On(new VideoFields("-", "", null, "")).Checked();

    internal VideoFields On(VideoFields fields) => new(
        Title ?? fields.Title, Description ?? fields.Description,
        CategoryId is NoCategory ? null : CategoryId ?? fields.CategoryId, Tags ?? fields.Tags)
    {
        CoverUrl = CoverUrl ?? fields.CoverUrl, ReferenceId = ReferenceId ?? fields.ReferenceId, UserData = UserData ?? fields.UserData,
    };
}

/// <summary>A change of one of several videos.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Change">What changes.</param>
public sealed record ChangeOfVideo(Guid VideoId, VideoChange Change);
