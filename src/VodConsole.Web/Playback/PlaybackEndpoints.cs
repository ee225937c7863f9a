using System.Globalization;
using Microsoft.Net.Http.Headers;
using VodConsole.Core.Playback;
using VodConsole.Protocol.Playback;
using VodConsole.Protocol.Signing;
using VodConsole.Web.Media;

namespace VodConsole.Web.Playback;

/// <summary>
/// What players fetch (<c>/play/…</c>): playlists and the key against a token, segments against a signature. Open to any HLS
/// player on any site, because the token is what counts; no cookie is looked at.
/// </summary>
public static class PlaybackEndpoints
{
    private const string CorsPolicy = "playback", Links = "/links";
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

    /// <summary>
    /// Takes what players fetch, the addresses of <see cref="PlaybackAddress"/>, out of the pipeline before languages, cookies and pages:
    /// nothing of it depends on them, and it is most of what a server is asked for.
    /// </summary>
    public static void UseDelivery(this WebApplication app) => app.MapWhen(IsDelivery, delivery => delivery
        .Use(static (HttpContext context, RequestDelegate next) =>
        {
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            return next(context);
        })
        .UseRouting().UseCors().UseEndpoints(endpoints => endpoints.MapGroup(PlaybackAddress.Root).AllowAnonymous().MapDelivery().MapSignedMedia()));

    /// <summary>Maps the console's own source of fresh links, which knows who is signed in.</summary>
    public static void MapPlaybackLinks(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet($"{PlaybackAddress.Root}{Links}/{{videoId}}", LinkResponse.GetAsync).RequireAuthorization();

    private static RouteGroupBuilder MapDelivery(this RouteGroupBuilder root)
    {
        var delivery = root.MapGroup("").RequireCors(CorsPolicy);
        var authenticated = delivery.MapGroup("").AddEndpointFilter(RequireAuthenticationAsync);
        authenticated.MapMethods("/{videoId}/{publicationId}/master.m3u8", Methods, PlaylistDelivery.MasterAsync);
        authenticated.MapMethods("/{videoId}/{publicationId}/{rendition}/index.m3u8", Methods, PlaylistDelivery.MediaAsync);
        authenticated.MapMethods("/{videoId}/{publicationId}/{rendition}/{segment}", Methods, SegmentResponse.GetAsync);
        delivery.MapGet("/keys/{dataKeyId}", KeyResponse.GetAsync);
        return root;
    }

    private static bool IsDelivery(HttpContext context) =>
        context.Request.Path.StartsWithSegments(PlaybackAddress.Root, StringComparison.Ordinal, out var rest)
        && !rest.StartsWithSegments(Links, StringComparison.Ordinal);

    // The network in front checks the same; whoever goes around it meets the check here.
    private static async ValueTask<object?> RequireAuthenticationAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        var refusal = context.RequestServices.GetRequiredService<UrlAuthentication>()
            .Refuse(context.Request.Path, context.Request.Query[TypeAKey.Parameter]);
        if (refusal is null) return await next(call);
        context.Response.Headers["X-Tengine-Error"] = refusal;
        return await PlaybackRefusal.OfSignatureAsync(context);
    }

    /// <summary>An id as addresses write it: 32 lower-case hex digits and nothing else.</summary>
    internal static Guid? Id(string text) =>
        Guid.TryParseExact(text, "N", out var id) && id.ToString("N") == text ? id : null;

    /// <summary>Seconds from <paramref name="now"/> until a signed address ends, for caches.</summary>
    internal static long SecondsUntil(string expires, DateTimeOffset now) =>
        Math.Max(0, long.Parse(expires, NumberStyles.None, CultureInfo.InvariantCulture) - now.ToUnixTimeSeconds());
}
