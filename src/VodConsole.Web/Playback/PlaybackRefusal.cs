using VodConsole.Core.Playback;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Web.Hosting;

namespace VodConsole.Web.Playback;

/// <summary>
/// The one answer to whoever has no valid token or signature: 403 and a sentence, the same for every reason. The reason goes to
/// the log, the token does not.
/// </summary>
internal static partial class PlaybackRefusal
{
    /// <summary>Refuses a token.</summary>
    public static Task<IResult> OfAsync(HttpContext context, TokenVerdict verdict)
    {
        LogToken(Logger(context), context.Request.Path, verdict);
        return AnswerAsync(context);
    }

    /// <summary>Refuses a signature.</summary>
    public static Task<IResult> OfSignatureAsync(HttpContext context)
    {
        LogSignature(Logger(context), context.Request.Path);
        return AnswerAsync(context);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var message = RefusalText.For(ErrorCode.PlaybackForbidden, [], await Languages.OfAsync(context));
        return TypedResults.Json(new Refusal(ErrorCode.PlaybackForbidden.ToString(), message), statusCode: StatusCodes.Status403Forbidden);
    }

    private static ILogger Logger(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("VodConsole.Playback");

    private sealed record Refusal(string Code, string Message);

    [LoggerMessage(Level = LogLevel.Information, Message = "Playback of {Path} refused: the token is {Verdict}.")]
    private static partial void LogToken(ILogger logger, string path, TokenVerdict verdict);

    [LoggerMessage(Level = LogLevel.Information, Message = "Playback of {Path} refused: the signature does not hold or has ended.")]
    private static partial void LogSignature(ILogger logger, string path);
}
