using System.Globalization;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Media;

/// <summary>A refusal as the protocol writes it: a status that clients act on, and a sentence for people in their language.</summary>
internal static class TusRefusal
{
    // Of the checksum extension; no list of standard codes has it.
    private const int ChecksumMismatch = 460;

    public static IResult Of(VodException refusal) => TypedResults.Json(
        new Body(refusal.Code.ToString(), RefusalText.For(refusal.Code, refusal.Arguments, CultureInfo.CurrentUICulture)),
        statusCode: StatusOf(refusal.Code));

    public static IResult BadHeader(string header) =>
        TypedResults.Json(new Body("BadRequest", $"{header} is missing or cannot be read."), statusCode: StatusCodes.Status400BadRequest);

    private static int StatusOf(ErrorCode code) => code switch
    {
        ErrorCode.NotSignedIn => StatusCodes.Status401Unauthorized,
        ErrorCode.Forbidden => StatusCodes.Status403Forbidden,
        ErrorCode.UploadNotFound => StatusCodes.Status404NotFound,
        ErrorCode.UploadGone => StatusCodes.Status410Gone,
        ErrorCode.UploadOffsetConflict or ErrorCode.UploadLengthConflict => StatusCodes.Status409Conflict,
        ErrorCode.UploadBusy => StatusCodes.Status423Locked,
        ErrorCode.UploadTooLarge or ErrorCode.UploadPartTooLong => StatusCodes.Status413PayloadTooLarge,
        ErrorCode.UploadExtensionNotAllowed => StatusCodes.Status415UnsupportedMediaType,
        ErrorCode.UploadChecksumMismatch => ChecksumMismatch,
        ErrorCode.UploadSpaceMissing or ErrorCode.UploadStorageFull => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status400BadRequest,
    };

    private sealed record Body(string Code, string Message);
}
