using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Media;

namespace VodConsole.Web.ApiAccess;

/// <summary>A video as the operations on media answer it (<c>vod-contract.md</c> §6 and its appendix): the contract's fields, as far as there is something to say.</summary>
internal sealed record VideoAnswer
{
    /// <summary>The one application that this installation is.</summary>
    public const string App = "app-1000000";

    /// <summary>The one place where this installation stores.</summary>
    public const string Local = "local";

    public required string VideoId { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required string Tags { get; init; }
    public required string Status { get; init; }
    public double? Duration { get; init; }
    public required long Size { get; init; }
    public required string CreationTime { get; init; }
    public required string ModificationTime { get; init; }
    public int? CateId { get; init; }
    public string? CateName { get; init; }
    public string? CoverURL { get; init; }
    public required string DownloadSwitch { get; init; }
    public string? ReferenceId { get; init; }
    public string? UserData { get; init; }
    public string? AuditStatus { get; init; }
    public required string TemplateGroupId { get; init; }
    public string AppId => App;
    public string RegionId => PolicyResources.Region;
    public string StorageLocation => Local;
    public string StorageClass => "Standard";
    public string MediaSource => "general";
    public string TranscodeMode => "FastTranscode";
    public string PreprocessStatus => "UnPreprocess";

    /// <summary>The automatic cover; operations differ in the shape.</summary>
    public object? Snapshots { get; init; }

    /// <summary>The fields of a video.</summary>
    public static VideoAnswer Of(Video video, string? categoryName) => new()
    {
        VideoId = $"{video.Id:N}", Title = video.Title, Description = video.Description, Tags = video.Tags, Status = video.Status.ToString(),
        Duration = video.Source?.Duration, Size = video.Size, CreationTime = RpcCall.Write(video.CreatedAt),
        ModificationTime = RpcCall.Write(video.ModifiedAt), CateId = video.CategoryId, CateName = categoryName, CoverURL = video.CoverUrl,
        DownloadSwitch = video.IsOfflineDisabled ? "off" : "on", ReferenceId = video.ReferenceId, UserData = video.UserData,
        AuditStatus = video.Status switch { VideoStatus.Normal => "Normal", VideoStatus.Blocked => "Blocked", _ => null },
        TemplateGroupId = video.TemplateGroup.Id,
    };

    /// <inheritdoc cref="Of(Video, string?)"/>
    public static VideoAnswer Of(VideoDetail found) => Of(found.Video, found.CategoryPath.Count == 0 ? null : found.CategoryPath[^1]);
}
