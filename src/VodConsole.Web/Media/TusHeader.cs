using System.Globalization;
using VodConsole.Core.Media;

namespace VodConsole.Web.Media;

/// <summary>The headers of tus 1.0, read strictly.</summary>
internal static class TusHeader
{
    public const string Version = "1.0.0";
    public const string PartType = "application/offset+octet-stream";
    public const string Extensions = "creation,creation-with-upload,creation-defer-length,checksum,expiration,termination";

    public const string TusResumable = "Tus-Resumable";
    public const string UploadLength = "Upload-Length";
    public const string UploadDeferLength = "Upload-Defer-Length";
    public const string UploadOffset = "Upload-Offset";
    public const string UploadMetadata = "Upload-Metadata";
    public const string UploadChecksum = "Upload-Checksum";

    /// <summary>What pages of other sites may read of an answer.</summary>
    public static string[] Exposed { get; } =
    [
        TusResumable, UploadLength, UploadDeferLength, UploadOffset, UploadMetadata, "Upload-Expires", "Tus-Version", "Tus-Extension", "Tus-Max-Size",
        "Tus-Checksum-Algorithm",
    ];

    /// <summary>A header that holds a whole number from 0; null when it is missing or anything else.</summary>
    public static long? Number(HttpRequest request, string header) =>
        long.TryParse(request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>
    /// The whole length as the request announces it: null with <c>Upload-Defer-Length: 1</c>; false when neither or both are there, or what is there
    /// cannot be read.
    /// </summary>
    public static bool TryLength(HttpRequest request, out long? length)
    {
        length = Number(request, UploadLength);
        var isDeferred = request.Headers[UploadDeferLength].ToString() == "1";
        return request.Headers.ContainsKey(UploadLength) ? length is not null && !isDeferred : isDeferred;
    }

    /// <summary>The part's checksum, null when there is none; false when the header cannot be read.</summary>
    public static bool TryChecksum(HttpRequest request, out PartChecksum? checksum)
    {
        checksum = null;
        if (request.Headers[UploadChecksum].ToString() is not { Length: > 0 } header) return true;
        if (header.Split(' ') is not [var algorithm, var digest] || !PartChecksum.Algorithms.Contains(algorithm)) return false;
        var value = new byte[digest.Length];
        if (!Convert.TryFromBase64String(digest, value, out var length)) return false;
        checksum = new PartChecksum(algorithm, value[..length]);
        return true;
    }

    public static void WriteOffset(HttpResponse response, UploadState state) =>
        response.Headers[UploadOffset] = state.Offset.ToString(CultureInfo.InvariantCulture);

    public static void WriteExpiry(HttpResponse response, UploadState state)
    {
        if (state.ExpiresAt is { } at) response.Headers["Upload-Expires"] = at.ToString("R", CultureInfo.InvariantCulture);
    }
}
