using System.Globalization;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess;

/// <summary>
/// What a rule of the service is called in the API: one of the three places where refusals are mapped. What the contract has no code
/// for keeps the service's own code, with the English sentence.
/// </summary>
internal static class RpcRefusals
{
    /// <summary>The refusal in the API's words.</summary>
    public static RpcError Of(VodException refusal) => refusal.Code switch
    {
        ErrorCode.NotSignedIn or ErrorCode.Forbidden => RpcError.Forbidden,
        ErrorCode.VideoNotFound => VideoErrors.NotFound,
        ErrorCode.PlaybackStatusForbids => VideoErrors.IllegalStatus((VideoStatus)refusal.Arguments[0]),
        ErrorCode.TemplateGroupNotFound => TranscodeErrors.GroupNotFound,
        ErrorCode.TemplateGroupLocked => new RpcError("Forbidden.LockedTemplateGroup", 403, English(refusal)),
        ErrorCode.TemplateGroupSpecial => new RpcError("Forbidden.SpecialTemplateGroup", 403, English(refusal)),
        ErrorCode.TemplateGroupDefault => new RpcError("Forbidden.DefaultTemplateGroup", 403, English(refusal)),
        // The spelling is the contract's.
        ErrorCode.TemplateGroupsExceeded => new RpcError("TrasncodeTemplateGroupExceededMax", 400, English(refusal)),
        ErrorCode.TemplatesExceeded => new RpcError("TranscodeTemplateExceededMax", 400, English(refusal)),
        ErrorCode.TemplateGroupNameInvalid => RpcError.InvalidParameter("Name", English(refusal)),
        ErrorCode.TemplateListInvalid or ErrorCode.TemplateFieldInvalid or ErrorCode.TemplateFieldUnsupported or ErrorCode.TemplatesMissing
            or ErrorCode.TemplateLabelTwice or ErrorCode.TemplateSegmentsDiffer => RpcError.InvalidParameter("TranscodeTemplateList", English(refusal)),
        ErrorCode.UploadExtensionNotAllowed => new RpcError("InvalidFileName.Extension", 400, "The specified FileName's extension is illegal."),
        ErrorCode.FileNameMissing => RpcError.Missing("FileName"),
        ErrorCode.TitleMissing => RpcError.Missing("Title"),
        ErrorCode.TitleTooLong => VideoErrors.TooLong("Title", refusal.Arguments[0]),
        ErrorCode.DescriptionTooLong => VideoErrors.TooLong("Description", refusal.Arguments[0]),
        ErrorCode.CategoryNameMissing => RpcError.Missing("CateName"),
        ErrorCode.CategoryNameInvalid => VideoErrors.TooLong("CateName", refusal.Arguments[0]),
        ErrorCode.TagsExceedLimit => new RpcError("TagsExceededMax", 400, $"The specified Tags count has exceeded {refusal.Arguments[0]}, or one of them is longer than {refusal.Arguments[1]} characters."),
        ErrorCode.TextNotAllowed => VideoErrors.Illegal(ParameterOf((TextField)refusal.Arguments[0])),
        ErrorCode.CategoryNotFound => VideoErrors.CategoryNotFound,
        ErrorCode.CategoryTooDeep => new RpcError("LevelExceededMax", 400, "The level of categories exceeded maximum."),
        ErrorCode.ReferenceIdInvalid => RpcError.Invalid("ReferenceId"),
        ErrorCode.ReferenceIdTaken => new RpcError("InvalidReferenceId.Duplicate", 400, "The ReferenceId is another video's."),
        ErrorCode.UserDataInvalid => RpcError.InvalidParameter("UserData", English(refusal)),
        ErrorCode.CoverUrlInvalid => RpcError.InvalidParameter("CoverURL", English(refusal)),
        ErrorCode.MatchInvalid => new RpcError("ErrorMatchSyntax", 400, $"The parameter Match.{refusal.Arguments[0]} has an error syntax, please check it."),
        ErrorCode.SearchWindowExceeded => new RpcError("VideoListExceededMax", 400, "The video list exceeded maximum."),
        ErrorCode.ScrollTokenInvalid => new RpcError("InvalidScrollToken.Expired", 400, "The ScrollToken is expired, please refresh it."),
        ErrorCode.UploadEmpty or ErrorCode.UploadTooLarge => RpcError.InvalidParameter("FileSize", English(refusal)),
        ErrorCode.AppIdentityMissing => RpcError.Missing("AppIdentification"),
        ErrorCode.PrivateKeyMissing => RpcError.Missing("AppDecryptKey"),
        ErrorCode.CallbackKeyMissing => RpcError.Missing("AuthKey"),
        ErrorCode.CallbackKeyInvalid => RpcError.InvalidParameter("AuthKey", English(refusal)),
        ErrorCode.CallbackEventUnknown => RpcError.InvalidParameter("EventTypeList", English(refusal)),
        ErrorCode.CallbackUrlInvalid or ErrorCode.CallbackUrlTooLong or ErrorCode.CallbackAddressForbidden or ErrorCode.CallbackAddressPrivate =>
            RpcError.InvalidParameter("CallbackURL", English(refusal)),
        ErrorCode.AppIdentityTooLong or ErrorCode.AppIdentityNotSha1 or ErrorCode.AppIdentityIsSha256 or ErrorCode.AppIdentityNotBundleId
            or ErrorCode.AppIdentityNotSerial or ErrorCode.AppIdentityHasControls or ErrorCode.AppIdentityNotAscii or ErrorCode.AppIdentityHasOuterSpaces
            or ErrorCode.AppIdentityIsSha1 or ErrorCode.AppIdentityIsMd5 or ErrorCode.AppIdentityIsBundleId or ErrorCode.AppIdentityIsSerial =>
            RpcError.InvalidParameter("AppIdentification", English(refusal)),
        ErrorCode.PrivateKeyLength or ErrorCode.PrivateKeyCharacters or ErrorCode.PrivateKeyWithoutUpperCase or ErrorCode.PrivateKeyWithoutLowerCase
            or ErrorCode.PrivateKeyWithoutDigit => RpcError.InvalidParameter("AppDecryptKey", English(refusal)),
        ErrorCode.KeyFileNotFound or ErrorCode.UploadNotFound or ErrorCode.TaskNotFound or ErrorCode.TemplateNotFound or ErrorCode.AppNotFound
            or ErrorCode.PolicyNotFound or ErrorCode.UserNotFound or ErrorCode.AccessKeyNotFound => new RpcError($"{refusal.Code}", 404, English(refusal)),
        var code => new RpcError($"OperationDenied.{code}", 403, English(refusal)),
    };

    private static string ParameterOf(TextField field) => field switch
    {
        TextField.Tag => "Tags",
        TextField.CategoryName => "CateName",
        _ => field.ToString(),
    };

    private static string English(VodException refusal) => RefusalText.For(refusal.Code, refusal.Arguments, CultureInfo.InvariantCulture);
}
