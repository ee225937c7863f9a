using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using VodConsole.Core.Playback;
using VodConsole.Protocol.Playback;

namespace VodConsole.Web.Playback;

/// <summary>Answers segments, which are ciphertext, whole or by range, as long as their address holds.</summary>
internal static class SegmentResponse
{
    private const string ContentType = "video/mp2t";

    public static async Task<IResult> GetAsync(
        string videoId, string publicationId, string rendition, string segment, HttpContext context,
        SegmentDelivery segments, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlaybackEndpoints.Id(videoId) is not { } video || PlaybackEndpoints.Id(publicationId) is not { } publication)
            return await PlaybackRefusal.OfSignatureAsync(context);
        var query = context.Request.Query;
        var address = new SegmentAddress(video, publication, rendition, segment);
        string? expires = query[PlaybackAddress.Expires];
        if (!await segments.CheckAsync(address, expires, query[PlaybackAddress.KeyId], query[PlaybackAddress.Signature], cancellation))
            return await PlaybackRefusal.OfSignatureAsync(context);

        var stream = await segments.OpenAsync(address, cancellation);
        if (stream is null) return TypedResults.NotFound();
        var seconds = PlaybackEndpoints.SecondsUntil(expires!, clock.GetUtcNow());
        context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={seconds}, immutable");
        var tag = new EntityTagHeaderValue($"\"{publicationId}-{rendition}-{segment}\"");
        return stream is FileStream file
            ? FromDisk(file, tag)
            : TypedResults.Stream(stream, ContentType, entityTag: tag, enableRangeProcessing: true);
    }

    // By path, so that the server may hand the file to the operating system instead of copying it through our memory.
    private static PhysicalFileHttpResult FromDisk(FileStream file, EntityTagHeaderValue tag)
    {
        using (file)
            return TypedResults.PhysicalFile(file.Name, ContentType, entityTag: tag, enableRangeProcessing: true);
    }
}
