using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess;

/// <summary>Refusals about transcoding, as the contract words them (<c>vod-contract.md</c> §4, §5).</summary>
internal static class TranscodeErrors
{
    /// <summary>What is named, a template group above all, does not exist.</summary>
    public static RpcError NoSuchResource { get; } =
        new("NoSuchResource", 404, "The specified resource TemplateGroupId does not exist.");

    /// <summary>No such template group, where the operation is about it.</summary>
    public static RpcError GroupNotFound { get; } =
        new("InvalidTranscodeTemplateGroup.NotFound", 404, "The TranscodeTemplateGroup does not exist.");

    /// <summary>No such task.</summary>
    public static RpcError NoSuchTask { get; } =
        new("InvalidTranscodeTask.NotFound", 404, "The specified transcoding task does not exist.");

    /// <summary>The video is being uploaded or transcoded, or is withheld. In contrast to playback it is 400 here.</summary>
    public static RpcError IllegalStatus { get; } = new("Forbidden.IllegalStatus", 400, "Status of the video is illegal.");
}
