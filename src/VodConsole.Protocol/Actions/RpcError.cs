namespace VodConsole.Protocol.Actions;

/// <summary>
/// A refusal as the API words it (<c>vod-contract.md</c> §2.6): code and message are what client programs compare, so they are the
/// contract's to the letter and in English.
/// </summary>
/// <param name="Code">Such as <c>InvalidVideo.NotFound</c>.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Message">One sentence.</param>
public sealed record RpcError(string Code, int Status, string Message)
{
    /// <summary>A parameter that the operation needs is absent or empty.</summary>
    public static RpcError Missing(string parameter) => new($"Missing{parameter}", 400, $"{parameter} is mandatory for this action.");

    /// <summary>A parameter has a value that it cannot have.</summary>
    public static RpcError Invalid(string parameter) => new($"Invalid{parameter}", 400, $"Specified parameter {parameter} is not valid.");

    /// <summary>A parameter has a value that it cannot have, and why: VOD's own wording of a broken rule.</summary>
    public static RpcError InvalidParameter(string parameter, string reason) =>
        new("InvalidParameter", 400, $"The specified parameter {parameter} is not valid. {reason}");

    /// <summary>No operation of that name and version.</summary>
    public static RpcError ActionNotFound { get; } =
        new("InvalidAction.NotFound", 404, "Specified api is not found, please check your url and method.");

    /// <summary>No operations of that version.</summary>
    public static RpcError VersionInvalid { get; } = new("InvalidVersion", 400, "Specified parameter Version is not valid.");

    /// <summary><c>Format</c> is neither JSON nor XML.</summary>
    public static RpcError FormatInvalid { get; } = new("InvalidParameter.Format", 400, "Specified parameter format is not valid.");

    /// <summary>Another method than GET and POST.</summary>
    public static RpcError MethodUnsupported { get; } = new("UnsupportedHTTPMethod", 400, "This http method is not supported.");

    /// <summary>The query's signature is another one. The string that the server signed helps to find out why, and holds no secret.</summary>
    public static RpcError SignatureDoesNotMatch(string stringToSign) =>
        new("SignatureDoesNotMatch", 400, $"Specified signature is not matched with our calculation. server string to sign is:{stringToSign}");

    /// <summary>The same of a signature in the headers, in the words that its clients know.</summary>
    public static RpcError HeaderSignatureDoesNotMatch(string stringToSign) =>
        new("SignatureDoesNotMatch", 400, $"Specified signature does not match our calculation. server StringToSign is [{stringToSign}]");

    /// <summary>Parts of a signature are missing or malformed.</summary>
    public static RpcError SignatureIncomplete { get; } =
        new("IncompleteSignature", 400, "The request signature does not conform to Aliyun standards.");

    /// <summary>A signature method that is not supported.</summary>
    public static RpcError SignatureMethodInvalid { get; } = new("InvalidSignatureMethod", 400, "Specified signature method is not valid.");

    /// <summary>No such access key.</summary>
    public static RpcError AccessKeyNotFound { get; } = new("InvalidAccessKeyId.NotFound", 404, "Specified access key is not found.");

    /// <summary>The access key, or its account, is turned off or has ended.</summary>
    public static RpcError AccessKeyInactive { get; } = new("InvalidAccessKeyId.Inactive", 400, "Specified access key is disabled.");

    /// <summary>The clocks differ by more than the window.</summary>
    public static RpcError TimestampExpired { get; } =
        new("InvalidTimeStamp.Expired", 400, "Specified time stamp or date value is expired.");

    /// <summary>Not a time.</summary>
    public static RpcError TimestampMalformed { get; } =
        new("InvalidTimeStamp.Format", 400, "Specified time stamp or date value is not well formatted.");

    /// <summary>A replay.</summary>
    public static RpcError NonceUsed { get; } = new("SignatureNonceUsed", 400, "Specified signature nonce was used already.");

    /// <summary>A temporary access key without its token.</summary>
    public static RpcError SecurityTokenMissing { get; } = new("MissingSecurityToken", 400, "SecurityToken is mandatory for this action.");

    /// <summary>A token that the service has not made.</summary>
    public static RpcError SecurityTokenMalformed { get; } =
        new("InvalidSecurityToken.Malformed", 400, "Specified SecurityToken is malformed.");

    /// <summary>A token whose time is over.</summary>
    public static RpcError SecurityTokenExpired { get; } = new("InvalidSecurityToken.Expired", 400, "Specified SecurityToken is expired.");

    /// <summary>A token of another access key.</summary>
    public static RpcError SecurityTokenMismatch { get; } =
        new("InvalidSecurityToken.MismatchWithAccessKey", 400, "Specified SecurityToken mismatch with the AccessKey.");

    /// <summary>The rights do not suffice.</summary>
    public static RpcError Forbidden { get; } =
        new("Forbidden.RAM", 403, "User not authorized to operate on the specified resource, or this API doesn't support RAM.");

    /// <summary>The body is larger than any request's.</summary>
    public static RpcError BodyTooLarge { get; } = new("RequestEntityTooLarge", 413, "The request body is larger than 1 MB.");

    /// <summary>The body or the parameters do not read.</summary>
    public static RpcError RequestMalformed { get; } = new("InvalidRequest", 400, "The request is not well formatted.");

    /// <summary>Something went wrong inside.</summary>
    public static RpcError Internal { get; } =
        new("InternalError", 500, "The request processing has failed due to some unknown error.");

    /// <summary>The server can do nothing right now.</summary>
    public static RpcError Unavailable { get; } =
        new("ServiceUnAvailable", 503, "The request has failed due to a temporary failure of the server.");
}
