using System.Globalization;
using VodConsole.Core.Media;
using VodConsole.Protocol.Playback;
using VodConsole.Web.Playback;

namespace VodConsole.Web.Media;

/// <summary>
/// Covers and sources by signed address, for the users of programs. In contrast to <see cref="CoverEndpoint"/> no session is looked at, and a source is
/// handed out as a file only: no browser shows it in our name.
/// </summary>
internal static class SignedMediaEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps them below <see cref="PlaybackAddress.Root"/>.</summary>
    public static void MapSignedMedia(this RouteGroupBuilder root)
    {
        root.MapMethods("/{videoId}/cover.jpg", Methods, CoverAsync);
        root.MapMethods("/{videoId}/source", Methods, SourceAsync);
    }

    private static async Task<IResult> CoverAsync(string videoId, HttpContext context, SignedMedia media, TimeProvider clock)
    {
        if (PlaybackEndpoints.Id(videoId) is not { } id || !await HoldsAsync(context, media, PlaybackAddress.Cover(id)))
            return await PlaybackRefusal.OfSignatureAsync(context);
        if (await media.OpenCoverAsync(id, context.RequestAborted) is not { } cover) return TypedResults.NotFound();
        // Another cover takes its place under the same address.
        var seconds = Math.Min(300, PlaybackEndpoints.SecondsUntil(context.Request.Query[PlaybackAddress.Expires]!, clock.GetUtcNow()));
        context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={seconds}");
        return TypedResults.Stream(cover, "image/jpeg");
    }

    private static async Task<IResult> SourceAsync(string videoId, HttpContext context, SignedMedia media)
    {
        if (PlaybackEndpoints.Id(videoId) is not { } id || !await HoldsAsync(context, media, PlaybackAddress.Source(id)))
            return await PlaybackRefusal.OfSignatureAsync(context);
        if (await media.OpenSourceAsync(id, context.RequestAborted) is not { } source) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(source.Content, "application/octet-stream", source.FileName, enableRangeProcessing: true);
    }

    private static Task<bool> HoldsAsync(HttpContext context, SignedMedia media, string path)
    {
        var query = context.Request.Query;
        return media.CheckAsync(path, query[PlaybackAddress.Expires], query[PlaybackAddress.KeyId], query[PlaybackAddress.Signature], context.RequestAborted);
    }
}
