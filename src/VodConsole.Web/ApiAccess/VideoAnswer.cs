using System.Globalization;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Media;
using VodConsole.Core.Media.Search;

namespace VodConsole.Web.ApiAccess;

/// <summary>A video as the operations on media answer it (<c>vod-contract.md</c> §6 and its appendix): the contract's fields, as far as there is something to say.</summary>
internal sealed record VideoAnswer
{
    /// <summary>The one application that this installation is.</summary>
    public const string App = MediaSearch.AppId;

    /// <summary>The one place where this installation stores.</summary>
    public const string Local = MediaSearch.StorageLocation;

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

    /// <summary>Why the upload was refused or the transcoding failed, by its code; ours, as in the answers on transcodings.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The same in words.</summary>
    public string? ErrorMessage { get; init; }

    public required string TemplateGroupId { get; init; }
    public string AppId { get; } = App;
    public string RegionId { get; } = PolicyResources.Region;
    public string StorageLocation { get; } = Local;
    public string StorageClass { get; } = "Standard";
    public string MediaSource { get; } = "general";
    public string TranscodeMode { get; } = "FastTranscode";
    public string PreprocessStatus { get; } = "UnPreprocess";

    /// <summary>The cover that was made from the video; operations differ in the shape.</summary>
    public object? Snapshots { get; init; }

    /// <summary>The fields of a video.</summary>
    /// <param name="video">Its row.</param>
    /// <param name="categoryName">The name of its category; null for none.</param>
    /// <param name="covers">Signs the address of its cover.</param>
    /// <param name="shape">How the operation wraps a list of snapshots.</param>
    public static VideoAnswer Of(Video video, string? categoryName, CoverSigner covers, Func<IReadOnlyList<string>, object> shape)
    {
        var cover = covers.Of(video);
        return Of(video, categoryName) with { CoverURL = video.CoverUrl ?? cover, Snapshots = cover is null ? null : shape([cover]) };
    }

    private static VideoAnswer Of(Video video, string? categoryName) => new()
    {
        VideoId = $"{video.Id:N}", Title = video.Title, Description = video.Description, Tags = video.Tags, Status = video.Status.ToString(),
        Duration = video.Source?.Duration, Size = video.Size, CreationTime = RpcCall.Write(video.CreatedAt),
        ModificationTime = RpcCall.Write(video.ModifiedAt), CateId = video.CategoryId, CateName = categoryName,
        DownloadSwitch = SwitchOf(video), ReferenceId = video.ReferenceId, UserData = video.UserData,
        AuditStatus = video.Status switch { VideoStatus.Normal => "Normal", VideoStatus.Blocked => "Blocked", _ => null },
        ErrorCode = video.Failure?.Code.ToString(), ErrorMessage = video.Failure?.In(CultureInfo.InvariantCulture),
        TemplateGroupId = video.TemplateGroup.Id,
    };

    /// <inheritdoc cref="Of(Video, string?, CoverSigner, Func{IReadOnlyList{string}, object})"/>
    public static VideoAnswer Of(VideoFact found, CoverSigner covers, Func<IReadOnlyList<string>, object> shape) =>
        Of(found.Video, found.CategoryName, covers, shape);

    /// <summary>Whether it may be taken home, as the contract writes it.</summary>
    public static string SwitchOf(Video video) => video.IsOfflineDisabled ? "off" : "on";
}
