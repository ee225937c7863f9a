using System.Security.Cryptography;
using VodConsole.Core.Playback;
using VodConsole.Protocol.Playback;

namespace VodConsole.Web.Playback;

/// <summary>Answers a data key: 16 raw bytes, as every HLS player expects them (RFC 8216 §5).</summary>
internal static class KeyResponse
{
    public static async Task<IResult> GetAsync(string dataKeyId, HttpContext context, KeyDelivery keys, CancellationToken cancellation)
    {
        var answer = await keys.AnswerAsync(
            context.Request.Query[PlaybackAddress.Token], PlaybackEndpoints.Id(dataKeyId), cancellation);
        if (answer.Verdict != TokenVerdict.Valid) return await PlaybackRefusal.OfAsync(context, answer.Verdict);
        if (answer.Key is not { } key) return TypedResults.NotFound();

        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = key.Length;
        try
        {
            await context.Response.Body.WriteAsync(key, cancellation);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }

        return TypedResults.Empty;
    }
}
