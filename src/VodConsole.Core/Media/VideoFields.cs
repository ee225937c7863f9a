namespace VodConsole.Core.Media;

/// <summary>What a person can edit of a video.</summary>
/// <param name="Title">The title.</param>
/// <param name="Description">Free text.</param>
/// <param name="CategoryId">The category, or null.</param>
/// <param name="Tags">Tags, comma-separated.</param>
public sealed record VideoFields(string Title, string Description, int? CategoryId, string Tags)
{
    internal static VideoFields Of(Video video) => new(video.Title, video.Description, video.CategoryId, video.Tags);
}
