using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Web.Accounts;

namespace VodConsole.Web.Media;

/// <summary>Cover images for the console. In contrast to segments they need a session, not a signed address.</summary>
internal static class CoverEndpoint
{
    private const string Root = "/media/covers";

    /// <summary>The address of a cover; another image has another address, so browsers may keep it.</summary>
    public static string AddressOf(Guid videoId, string coverKey) => $"{Root}/{videoId:N}?v={VersionOf(coverKey)}";

    public static IEndpointRouteBuilder MapCovers(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet($"{Root}/{{id}}", GetAsync).RequireAuthorization(new RequirePermissionAttribute(Permission.ViewMedia));
        return endpoints;
    }

    private static async Task<IResult> GetAsync(HttpContext context, string id, VideoCovers covers)
    {
        try
        {
            if (!Guid.TryParseExact(id, "N", out var videoId)
                || await covers.FindAsync(context.GetActor(), videoId, context.RequestAborted) is not { } cover)
                return TypedResults.NotFound();
            context.Response.Headers.CacheControl = "private, max-age=86400";
            return TypedResults.Stream(cover.Content, "image/jpeg", entityTag: new EntityTagHeaderValue($"\"{VersionOf(cover.Key)}\""));
        }
        catch (VodException refusal) when (refusal.Code is ErrorCode.NotSignedIn or ErrorCode.Forbidden)
        {
            return TypedResults.StatusCode(refusal.Code == ErrorCode.NotSignedIn ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden);
        }
    }

    private static string VersionOf(string coverKey) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(coverKey)))[..16];
}
