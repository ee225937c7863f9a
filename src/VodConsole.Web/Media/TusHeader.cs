using System.Globalization;
using VodConsole.Core.Media;

namespace VodConsole.Web.Media;

/// <summary>The headers of tus 1.0, read strictly.</summary>
internal static class TusHeader
{
    public const string Version = "1.0.0";
    public const string PartType = "application/offset+octet-stream";
    public const string Extensions = "creation,creation-with-upload,checksum,expiration,termination";

    public const string TusResumable = "Tus-Resumable";
    public const string UploadLength = "Upload-Length";
    public const string UploadOffset = "Upload-Offset";
    public const string UploadMetadata = "Upload-Metadata";
    public const string UploadChecksum = "Upload-Checksum";

    /// <summary>A header that holds a whole number from 0; null when it is missing or anything else.</summary>
    public static long? Number(HttpRequest request, string header) =>
        long.TryParse(request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

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
