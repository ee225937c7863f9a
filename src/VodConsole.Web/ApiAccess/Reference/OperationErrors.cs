using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
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
        [nameof(AssumeRole)] =
        [
            new("EntityNotExist.Role", 404, "The specified role does not exist."), Parameter("RoleArn"), Parameter("RoleSessionName"), Parameter("Policy"),
        ],
        [nameof(DecryptKMSDataKey)] = [Parameter("CipherText")],
        [nameof(GenerateDownloadSecretKey)] = [Parameter("AppIdentification"), Parameter("AppDecryptKey")],
        [nameof(GetPlayInfo)] =
        [
            Status, new("InvalidVideo.NoneStream", 404, "The video has no stream to play for the request parameter."),
            new("InvalidAuthInfo.ExpireTime", 400, "The AuthInfo has expired."),
            new("InvalidAuthInfo.MediaId", 400, "The MediaId of the AuthInfo is not the VideoId of the request."),
            RpcError.Missing("AuthInfo"), RpcError.Invalid("AuthInfo"),
        ],
        [nameof(GetTranscodeSummary)] = [TooMany("VideoIds", 10), RpcError.Invalid("VideoIds")],
        [nameof(GetTranscodeTask)] =
            [RpcError.Missing("TranscodeTaskId"), TranscodeErrors.NoSuchTask, TooMany("JobIds", 10), RpcError.Invalid("JobIds")],
        [nameof(GetVideoInfos)] = [TooMany("VideoIds", 20)],
        [nameof(GetVideoPlayAuth)] = [Status],
        [nameof(RevokeDownloadSecretKey)] =
            [Rule(ErrorCode.KeyFileNotFound, "…"), RpcError.Invalid("KeyFileId"), Rule(ErrorCode.KeyFileRevoked, "…", "…")],
        [nameof(SetDownloadConfig)] = [RpcError.Missing("DownloadMode"), Rule(ErrorCode.ChangedMeanwhile)],
        [nameof(SetMessageCallback)] =
        [
            RpcError.Missing("AuthKey"), Parameter("CallbackURL"), Parameter("EventTypeList"), Parameter("AuthKey"), Parameter("CallbackType"),
        ],
        [nameof(SubmitTranscodeJobs)] =
        [
            TranscodeErrors.NoSuchResource, TranscodeErrors.IllegalStatus, Parameter("EncryptConfig"), Parameter("UserData"), Parameter("SessionId"),
            Parameter("OverrideParams"),
        ],
        [nameof(UpdateVideoInfo)] = [Rule(ErrorCode.CategoryNotFound), Rule(ErrorCode.OfflineSwitchNeedsNormal, VideoStatus.Blocked), Parameter("CoverURL")],
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

    private static RpcError Status =>
        new("Forbidden.IllegalStatus", 403, "Status of the video is illegal. Current Status is ….");

    private static IEnumerable<RpcError> OfParameters(IReadOnlyList<RpcParameter> parameters)
    {
        foreach (var parameter in parameters.Where(parameter => parameter.IsRequired)) yield return RpcError.Missing(parameter.Name);
        foreach (var parameter in parameters.Where(parameter => parameter.Kind != RpcParameterKind.Text || parameter.Choices.Count > 0))
            yield return RpcError.Invalid(parameter.Name);
        if (parameters.Any(parameter => parameter is { Name: "VideoId", IsRequired: true })) yield return VideoErrors.NotFound;
    }

    private static RpcError TooMany(string name, int most) => new($"{name}ExceededMax", 400, $"The {name} exceeds maximum of {most}.");

    private static RpcError Parameter(string name) => new("InvalidParameter", 400, $"The specified parameter {name} is not valid. …");

    private static RpcError Rule(ErrorCode code, params object[] arguments) => RpcRefusals.Of(new VodException(code, arguments));
}
