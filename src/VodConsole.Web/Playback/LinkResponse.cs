using VodConsole.Core.Playback;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Playback;

/// <summary>
/// Gives the console's own player an address and a fresh token, for the signed-in person's rights as they are now. In contrast to
/// the delivery addresses it looks at the cookie, and other sites cannot read it.
/// </summary>
internal static class LinkResponse
{
    public static async Task<IResult> GetAsync(
        string videoId, HttpContext context, PlaybackLinks links, TimeProvider clock, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (PlaybackEndpoints.Id(videoId) is not { } video) return TypedResults.NotFound();
        try
        {
            var link = await links.GetAsync(context.GetActor(), video, cancellation);
            return TypedResults.Json(new
            {
                address = context.Request.PathBase + link.Address,
                token = link.Token,
                // A length, not a time: the viewer's clock may be wrong.
                seconds = (int)(link.ExpiresAt - clock.GetUtcNow().UtcDateTime).TotalSeconds,
            });
        }
        catch (VodException refusal)
        {
            return TypedResults.StatusCode(refusal.Code switch
            {
                ErrorCode.NotSignedIn => StatusCodes.Status401Unauthorized,
                ErrorCode.Forbidden => StatusCodes.Status403Forbidden,
                ErrorCode.VideoNotFound => StatusCodes.Status404NotFound,
                _ => StatusCodes.Status409Conflict,
            });
        }
    }
}
