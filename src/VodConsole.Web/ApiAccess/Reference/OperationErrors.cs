using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;
using VodConsole.Protocol.Actions;
using VodConsole.Web.ApiAccess.Actions;

namespace VodConsole.Web.ApiAccess.Reference;

/// <summary>
/// The refusals that a caller should be ready for: those of the gateway, those that follow from an operation's parameters, and those of the
/// operation itself.
/// </summary>
internal static class OperationErrors
{
    private static readonly Dictionary<string, RpcError[]> Own = new()
    {
        [nameof(AddTranscodeTemplateGroup)] =
        [
            TranscodeErrors.GroupNotFound, RpcError.Missing("Name"), Parameter("TranscodeTemplateList"), Parameter("Name"), .. Groups,
            Rule(ErrorCode.TemplateGroupsExceeded, TranscodeTemplateGroup.CountLimit), Rule(ErrorCode.TemplatesExceeded, "…"),
        ],
        [nameof(AssumeRole)] =
        [
            new("EntityNotExist.Role", 404, "The specified role does not exist."), Parameter("RoleArn"), Parameter("RoleSessionName"), Parameter("Policy"),
        ],
        [nameof(DecryptKMSDataKey)] = [Parameter("CipherText")],
        [nameof(DeleteTranscodeTemplateGroup)] =
        [
            TranscodeErrors.GroupNotFound, RpcError.Missing("TranscodeTemplateIds"), Parameter("TranscodeTemplateIds"), .. Groups,
            Rule(ErrorCode.TemplateGroupDefault, "…"),
        ],
        [nameof(AddCategory)] =
        [
            Rule(ErrorCode.CategoryNotFound), Rule(ErrorCode.CategoryTooDeep, "…"), Rule(ErrorCode.CategoryNameInvalid, Category.NameLimit),
            Rule(ErrorCode.CategoryNameTaken, "…"),
        ],
        [nameof(CreateUploadVideo)] =
        [
            Rule(ErrorCode.UploadExtensionNotAllowed, "…", "…"), .. Texts, Rule(ErrorCode.CategoryNotFound), VideoErrors.TemplateGroupNotFound,
            VideoErrors.StorageNotFound, Parameter("FileSize"), Parameter("WorkflowId"),
        ],
        [nameof(DeleteCategory)] = [Rule(ErrorCode.CategoryNotFound)],
        [nameof(DeleteMessageCallback)] = [Changed],
        [nameof(DeleteVideo)] = Videos,
        [nameof(GetCategories)] = [Rule(ErrorCode.CategoryNotFound)],
        [nameof(GetMezzanineInfo)] = [RpcError.Invalid("AdditionType"), VideoErrors.TooMany("AdditionType", 10)],
        [nameof(GetVideoList)] = [Rule(ErrorCode.SearchWindowExceeded, "…"), RpcError.Invalid("Status"), VideoErrors.TooMany("Status", 100), VideoErrors.TooMany("ReferenceIds", VideoSelection.Most)],
        [nameof(RefreshUploadVideo)] = [Status],
        [nameof(SearchMedia)] =
        [
            Rule(ErrorCode.MatchInvalid, "…"), Rule(ErrorCode.ScrollTokenInvalid), Rule(ErrorCode.SearchWindowExceeded, "…"), VideoErrors.TooManySorts,
            RpcError.Invalid("Fields"), VideoErrors.TooMany("Fields", 100), RpcError.Invalid("SortBy"),
        ],
        [nameof(UpdateCategory)] = [Rule(ErrorCode.CategoryNotFound), Rule(ErrorCode.CategoryNameInvalid, Category.NameLimit), Rule(ErrorCode.CategoryNameTaken, "…"), Changed],
        [nameof(UpdateVideoInfos)] = [RpcError.Invalid("UpdateContent"), RpcError.Missing("VideoId"), RpcError.Missing("Title"), .. Texts, Rule(ErrorCode.CategoryNotFound), .. Videos, Changed],
        [nameof(GenerateDownloadSecretKey)] =
            [Parameter("AppIdentification"), Parameter("AppDecryptKey"), Rule(ErrorCode.KeyFileNeedsSecureMode, DownloadMode.Normal)],
        [nameof(GetPlayInfo)] =
        [
            Status, new("InvalidVideo.NoneStream", 404, "The video has no stream to play for the request parameter."),
            new("InvalidAuthInfo.ExpireTime", 400, "The AuthInfo has expired."),
            new("InvalidAuthInfo.MediaId", 400, "The MediaId of the AuthInfo is not the VideoId of the request."),
            RpcError.Missing("AuthInfo"), RpcError.Invalid("AuthInfo"), GetPlayInfo.PlayerNeeded, Parameter("PlayConfig"),
        ],
        [nameof(GetTranscodeSummary)] = [VideoErrors.TooMany("VideoIds", 10), RpcError.Invalid("VideoIds")],
        [nameof(GetTranscodeTask)] =
            [RpcError.Missing("TranscodeTaskId"), TranscodeErrors.NoSuchTask, VideoErrors.TooMany("JobIds", 10), RpcError.Invalid("JobIds")],
        [nameof(GetTranscodeTemplateGroup)] = [TranscodeErrors.GroupNotFound],
        [nameof(GetVideoInfos)] = Videos,
        [nameof(GetVideoPlayAuth)] = [Status],
        [nameof(RevokeDownloadSecretKey)] =
            [Rule(ErrorCode.KeyFileNotFound, "…"), RpcError.Invalid("KeyFileId"), Rule(ErrorCode.KeyFileRevoked, "…", "…"), Changed],
        [nameof(SetDefaultTranscodeTemplateGroup)] = [TranscodeErrors.GroupNotFound, Changed],
        [nameof(SetDownloadConfig)] = [RpcError.Missing("DownloadMode"), Changed],
        [nameof(SetMessageCallback)] =
        [
            RpcError.Missing("AuthKey"), Parameter("CallbackURL"), Parameter("EventTypeList"), Parameter("AuthKey"), Parameter("CallbackType"), Changed,
        ],
        [nameof(SubmitTranscodeJobs)] =
        [
            TranscodeErrors.NoSuchResource, TranscodeErrors.IllegalStatus, Parameter("EncryptConfig"), Parameter("UserData"), Parameter("SessionId"),
            Parameter("OverrideParams"),
        ],
        [nameof(UpdateTranscodeTemplateGroup)] =
            [TranscodeErrors.GroupNotFound, Parameter("TranscodeTemplateList"), .. Groups, Rule(ErrorCode.TemplatesExceeded, "…")],
        [nameof(UpdateVideoInfo)] = [RpcError.Missing("Title"), .. Texts, Rule(ErrorCode.CategoryNotFound), Rule(ErrorCode.OfflineSwitchNeedsNormal, VideoStatus.Blocked), Changed],
    };

    /// <summary>What any call can meet before its operation runs.</summary>
    public static IReadOnlyList<RpcError> Gateway { get; } =
    [
        RpcError.SignatureDoesNotMatch("…"), RpcError.SignatureIncomplete, RpcError.SignatureMethodInvalid, RpcError.AccessKeyNotFound,
        RpcError.AccessKeyInactive, RpcError.TimestampExpired, RpcError.TimestampMalformed, RpcError.NonceUsed, RpcError.SecurityTokenMissing,
        RpcError.SecurityTokenMalformed, RpcError.SecurityTokenExpired, RpcError.SecurityTokenMismatch, RpcError.Forbidden,
        RpcError.ActionNotFound, RpcError.VersionInvalid, RpcError.FormatInvalid, RpcError.MethodUnsupported, RpcError.RequestMalformed,
        RpcError.BodyTooLarge, RpcError.Internal, RpcError.Unavailable,
    ];

    /// <summary>What a call of this operation can meet beside <see cref="Gateway"/>.</summary>
    public static IReadOnlyList<RpcError> Of(OperationDescription operation) =>
        [.. OfParameters(operation.Parameters).Concat(Own.GetValueOrDefault(operation.Name) ?? []).DistinctBy(error => (error.Code, error.Message))];

    private static RpcError[] Videos =>
    [
        RpcError.Missing("VideoIds"), VideoErrors.TooMany("VideoIds", VideoSelection.Most), VideoErrors.TooMany("ReferenceIds", VideoSelection.Most),
    ];

    private static RpcError[] Groups => [Rule(ErrorCode.TemplateGroupLocked, "…"), Rule(ErrorCode.TemplateGroupSpecial), Changed];

    private static RpcError Changed => Rule(ErrorCode.ChangedMeanwhile);

    private static RpcError[] Texts =>
    [
        Rule(ErrorCode.TitleTooLong, Video.TitleLimit), Rule(ErrorCode.DescriptionTooLong, Video.DescriptionLimit), Rule(ErrorCode.TextNotAllowed, TextField.Title),
        Rule(ErrorCode.TagsExceedLimit, Video.TagCountLimit, Video.TagLimit), Rule(ErrorCode.ReferenceIdInvalid), Rule(ErrorCode.ReferenceIdTaken, "…"),
        Parameter("UserData"), Parameter("CoverURL"),
    ];

    private static RpcError Status =>
        new("Forbidden.IllegalStatus", 403, "Status of the video is illegal. Current Status is ….");

    private static IEnumerable<RpcError> OfParameters(IReadOnlyList<RpcParameter> parameters)
    {
        foreach (var parameter in parameters.Where(parameter => parameter.IsRequired)) yield return RpcError.Missing(parameter.Name);
        foreach (var parameter in parameters.Where(parameter => parameter.Kind != RpcParameterKind.Text || parameter.Choices.Count > 0))
            yield return RpcError.Invalid(parameter.Name);
        if (parameters.All(parameter => parameter.Name != "VideoId")) yield break;
        yield return RpcError.Missing("VideoId");
        yield return VideoErrors.NotFound;
    }

    private static RpcError Parameter(string name) => new("InvalidParameter", 400, $"The specified parameter {name} is not valid. …");

    private static RpcError Rule(ErrorCode code, params object[] arguments) => RpcRefusals.Of(new VodException(code, arguments));
}
