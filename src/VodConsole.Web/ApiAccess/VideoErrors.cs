using VodConsole.Core.Media;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess;

/// <summary>Refusals about videos, as the contract words them (<c>vod-contract.md</c> §3).</summary>
internal static class VideoErrors
{
    /// <summary>No such video.</summary>
    public static RpcError NotFound { get; } = new("InvalidVideo.NotFound", 404, "The video does not exist.");

    /// <summary>A call names more than one may.</summary>
    public static RpcError TooMany(string parameter, int most) => new($"{parameter}ExceededMax", 400, $"The {parameter} exceeds maximum of {most}.");

    /// <summary>A search is ordered by too much.</summary>
    public static RpcError TooManySorts { get; } = new(
        "SortByExceededMax", 400, "The SortBy parameter only supports one sort field when traversing all data, and three otherwise.");

    /// <summary>No such category.</summary>
    public static RpcError CategoryNotFound { get; } = new("InvalidCateId.NotFound", 404, "The CateId does not exist.");

    /// <summary>No such template group.</summary>
    public static RpcError TemplateGroupNotFound { get; } = new("InvalidTemplateGroupId.NotFound", 404, "The TemplateGroupId does not exist.");

    /// <summary>No such place to store.</summary>
    public static RpcError StorageNotFound { get; } = new("InvalidStorage.NotFound", 404, "The StorageLocation does not exist.");

    /// <summary>A text is too long. In contrast to the contract's limits ours count characters (<c>decisions/0096</c>).</summary>
    public static RpcError TooLong(string parameter, object most) => new("LengthExceededMax", 400, $"The specified {parameter} length has exceeded {most} characters.");

    /// <summary>A text has characters that cannot be seen.</summary>
    public static RpcError Illegal(string parameter) =>
        new("IllegalCharacters", 400, $"The specified {parameter} contains illegal emoticon or special characters.");

    /// <summary>Its status forbids it.</summary>
    public static RpcError IllegalStatus(VideoStatus status) =>
        new("Forbidden.IllegalStatus", 403, $"Status of the video is illegal. Current Status is {status}.");
}
