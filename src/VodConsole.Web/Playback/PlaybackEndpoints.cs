using System.Globalization;
using Microsoft.Net.Http.Headers;
using VodConsole.Core.Playback;
using VodConsole.Protocol.Playback;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.Playback;

/// <summary>
/// What players fetch (<c>/play/…</c>): playlists and the key against a token, segments against a signature. Open to any HLS
/// player on any site, because the token is what counts; no cookie is looked at.
/// </summary>
public static class PlaybackEndpoints
{
    private const string CorsPolicy = "playback";
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    // It writes the query strings of all requests at Information, and here they hold tokens and signatures.
    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>
    /// Adds the rule that lets players of other sites in, without credentials, and keeps query strings out of the log even
    /// where the configuration asks for more of it.
    /// </summary>
    public static IServiceCollection AddPlaybackDelivery(this IServiceCollection services) => services
        .AddLogging(logging => logging.AddFilter(RequestLog, LogLevel.Warning))
        .AddCors(cors => cors.AddPolicy(CorsPolicy, policy => policy
            .AllowAnyOrigin().WithMethods(Methods).AllowAnyHeader()
            .WithExposedHeaders(HeaderNames.ContentLength, HeaderNames.ContentRange, HeaderNames.Date)));

    /// <summary>Maps the delivery addresses of <see cref="PlaybackAddress"/>, and the console's own source of fresh links.</summary>
    public static IEndpointRouteBuilder MapPlayback(this IEndpointRouteBuilder endpoints)
    {
        var delivery = endpoints.MapGroup(PlaybackAddress.Root).AllowAnonymous().RequireCors(CorsPolicy)
            .AddEndpointFilter(async (context, next) =>
            {
                context.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
                return await next(context);
            });
        var authenticated = delivery.MapGroup("").AddEndpointFilter(RequireAuthenticationAsync);
        authenticated.MapMethods("/{videoId}/{publicationId}/master.m3u8", Methods, PlaylistDelivery.MasterAsync);
        authenticated.MapMethods("/{videoId}/{publicationId}/{rendition}/index.m3u8", Methods, PlaylistDelivery.MediaAsync);
        authenticated.MapMethods("/{videoId}/{publicationId}/{rendition}/{segment}", Methods, SegmentResponse.GetAsync);
        delivery.MapGet("/keys/{dataKeyId}", KeyResponse.GetAsync);
        endpoints.MapGet($"{PlaybackAddress.Root}/links/{{videoId}}", LinkResponse.GetAsync).RequireAuthorization();
        return endpoints;
    }

    // The network in front checks the same; whoever goes around it meets the check here.
    private static async ValueTask<object?> RequireAuthenticationAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        var refusal = context.RequestServices.GetRequiredService<UrlAuthentication>()
            .Refuse(context.Request.Path, context.Request.Query[TypeAKey.Parameter]);
        if (refusal is null) return await next(call);
        context.Response.Headers["X-Tengine-Error"] = refusal;
        return PlaybackRefusal.OfSignature(context);
    }

    /// <summary>An id as addresses write it: 32 lower-case hex digits and nothing else.</summary>
    internal static Guid? Id(string text) =>
        Guid.TryParseExact(text, "N", out var id) && id.ToString("N") == text ? id : null;

    /// <summary>Seconds from <paramref name="now"/> until a signed address ends, for caches.</summary>
    internal static long SecondsUntil(string expires, DateTimeOffset now) =>
        Math.Max(0, long.Parse(expires, NumberStyles.None, CultureInfo.InvariantCulture) - now.ToUnixTimeSeconds());
}
