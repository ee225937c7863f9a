namespace VodConsole.Protocol.Actions;

/// <summary>
/// Every operation that the product is about: those of the contract (<c>vod-contract.md</c>, appendix A), the public ones beside it, and
/// our own in its style. What of it a server has is the server's to say; what it has not is listed as missing.
/// </summary>
public static class ContractOperations
{
    private const string Vod = "2017-03-21", Sts = "2015-04-01", LiveVersion = "2016-11-01";

    /// <summary>All of them, by group.</summary>
    public static IReadOnlyList<ContractOperation> All { get; } =
    [
        .. Of(
            OperationGroup.Media, Vod,
            "CreateUploadVideo", "RefreshUploadVideo", "GetVideoInfo", "GetVideoInfos", "GetVideoList", "SearchMedia", "UpdateVideoInfo",
            "UpdateVideoInfos", "DeleteVideo", "DeleteStream", "GetMezzanineInfo", "AddCategory", "UpdateCategory", "DeleteCategory",
            "GetCategories"),
        .. Of(OperationGroup.Playback, Vod, "GetVideoPlayAuth", "GetPlayInfo", "GetVideoConfig", "SetAppPlayKey", "GetAppPlayKey"),
        .. Of(
            OperationGroup.Transcoding, Vod,
            "SubmitTranscodeJobs", "ListTranscodeTask", "GetTranscodeTask", "GetTranscodeSummary", "AddTranscodeTemplateGroup",
            "UpdateTranscodeTemplateGroup", "GetTranscodeTemplateGroup", "ListTranscodeTemplateGroup", "DeleteTranscodeTemplateGroup",
            "SetDefaultTranscodeTemplateGroup"),
        .. Of(
            OperationGroup.Downloads, Vod,
            "GenerateDownloadSecretKey", "ListDownloadSecretKeys", "RevokeDownloadSecretKey", "GetDownloadConfig", "SetDownloadConfig"),
        .. Of(OperationGroup.Keys, Vod, "GenerateKMSDataKey", "DecryptKMSDataKey"),
        .. Of(OperationGroup.Notifications, Vod, "SetMessageCallback", "GetMessageCallback", "DeleteMessageCallback"),
        .. Of(OperationGroup.ApiAccess, Sts, "AssumeRole"),
        .. Of(
            OperationGroup.Live, LiveVersion,
            "AddLiveStreamTranscode", "UpdateLiveStreamTranscode", "DeleteLiveStreamTranscode", "DescribeLiveStreamTranscodeInfo",
            "AddCustomLiveStreamTranscode"),
    ];

    private static IEnumerable<ContractOperation> Of(OperationGroup group, string version, params string[] names) =>
        names.Select(name => new ContractOperation(name, version, group));
}

/// <summary>An operation by its name.</summary>
/// <param name="Name">As clients send it.</param>
/// <param name="Version">The version that it belongs to.</param>
/// <param name="Group">What it is about.</param>
public sealed record ContractOperation(string Name, string Version, OperationGroup Group);
