using VodConsole.Core.Playback;
using VodConsole.Protocol.Playback;

namespace VodConsole.Web.Playback;

/// <summary>Answers playlists. A wrong token is told apart from a missing thing only by those who hold a right one.</summary>
internal static class PlaylistDelivery
{
    private const string ContentType = "application/vnd.apple.mpegurl";

    public static Task<IResult> MasterAsync(
        string videoId, string publicationId, HttpContext context, PlaybackTokens tokens, PlaylistRenderer playlists,
        CancellationToken cancellation) =>
        AnswerAsync(context, tokens, videoId, publicationId,
            (video, publication, viewer, _) => playlists.FindMasterAsync(video, publication, viewer, cancellation), cancellation);

    public static Task<IResult> MediaAsync(
        string videoId, string publicationId, string rendition, HttpContext context, PlaybackTokens tokens,
        PlaylistRenderer playlists, TimeProvider clock, CancellationToken cancellation) =>
        AnswerAsync(context, tokens, videoId, publicationId,
            (video, publication, viewer, claims) => playlists.FindMediaAsync(
                video, publication, rendition, viewer, DateTimeOffset.FromUnixTimeSeconds(claims.ExpiresAt) - clock.GetUtcNow(), cancellation),
            cancellation);

    private static async Task<IResult> AnswerAsync(
        HttpContext context, PlaybackTokens tokens, string videoId, string publicationId,
        Func<Guid, Guid, ViewerTokens, PlaybackClaims, Task<string?>> render, CancellationToken cancellation)
    {
        var token = (string?)context.Request.Query[PlaybackAddress.Token];
        var check = PlaybackEndpoints.Id(videoId) is { } video
            ? await tokens.CheckAsync(token, PlaybackOperation.Play, video, cancellation)
            : new TokenCheck(TokenVerdict.OtherVideo);
        if (!check.IsValid) return await PlaybackRefusal.OfAsync(context, check.Verdict);
        var text = PlaybackEndpoints.Id(publicationId) is { } publication
            ? await render(Guid.ParseExact(videoId, "N"), publication, new ViewerTokens(token!, KeyServiceToken(context)), check.Claims!)
            : null;
        if (text is null) return TypedResults.NotFound();

        // It carries the viewer's token.
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(text, ContentType);
    }

    private static string? KeyServiceToken(HttpContext context) =>
        (string?)context.Request.Query[PlaybackAddress.KeyServiceToken] is { Length: > 0 and <= PlaybackAddress.KeyServiceTokenLimit } token ? token : null;
}
