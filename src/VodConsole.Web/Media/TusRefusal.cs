using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
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
        Plain(StatusCodes.Status400BadRequest, "BadRequest", $"{header} is missing or cannot be read.");

    /// <summary>Nobody is let in: what is missing, or what is wrong with the pass that there is.</summary>
    public static IResult NotLetIn(bool bringsPass) => Plain(
        StatusCodes.Status401Unauthorized, nameof(ErrorCode.NotSignedIn), bringsPass
            ? "The pass in Authorization is not one for this upload, or it has ended. RefreshUploadVideo gives another."
            : "Authorization is missing: send Bearer and the SecurityToken of UploadAuth, or sign in.");

    /// <summary>Another version of the protocol, or none.</summary>
    public static IResult BadVersion() => Plain(
        StatusCodes.Status412PreconditionFailed, "PreconditionFailed", $"{TusHeader.TusResumable} is missing or is not {TusHeader.Version}.");

    /// <summary>A part that does not say that it is one.</summary>
    public static IResult BadPartType() => Plain(
        StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", $"Content-Type is not {TusHeader.PartType}.");

    private static JsonHttpResult<Body> Plain(int status, string code, string message) => TypedResults.Json(new Body(code, message), statusCode: status);

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
