namespace VodConsole.Core.Media;

/// <summary>What can be edited of a video: by a person the words, by a program also what programs know it by.</summary>
/// <param name="Title">The title.</param>
/// <param name="Description">Free text.</param>
/// <param name="CategoryId">The category, or null.</param>
/// <param name="Tags">Tags, comma-separated.</param>
public sealed record VideoFields(string Title, string Description, int? CategoryId, string Tags)
{
    /// <summary>See <see cref="Video.CoverUrl"/>.</summary>
    public string? CoverUrl { get; init; }

    /// <summary>See <see cref="Video.ReferenceId"/>.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>See <see cref="Video.UserData"/>.</summary>
    public string? UserData { get; init; }

    internal static VideoFields Of(Video video) => new(video.Title, video.Description, video.CategoryId, video.Tags)
    {
        CoverUrl = video.CoverUrl, ReferenceId = video.ReferenceId, UserData = video.UserData,
    };

    /// <summary>The same as rows hold it. User data that <paramref name="current"/> has already is not judged again: rules may have become stricter.</summary>
    /// <exception cref="Refusals.VodException">A refusal of <see cref="VideoRules"/> or <see cref="VideoUserData"/>.</exception>
    internal VideoFields Checked(VideoFields? current = null)
    {
        if (UserData is { Length: > 0 } data && data != current?.UserData) VideoUserData.Parse(data);
        return this with
        {
            Title = VideoRules.Title(Title), Description = VideoRules.Description(Description), Tags = VideoRules.Tags([Tags]),
            CoverUrl = VideoRules.CoverUrl(CoverUrl), UserData = string.IsNullOrEmpty(UserData) ? null : UserData,
        };
    }
}
