using System.Globalization;
using System.Text.Json;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Web.Media;

namespace VodConsole.Web.ApiAccess;

/// <summary>
/// Where and with what a client brings a video's bytes, in the contract's shape: two base64 texts of JSON. The upload's address is
/// <c>Endpoint/Bucket/FileName</c>, and each request to it carries <c>Authorization: Bearer SecurityToken</c>; it speaks tus 1.0
/// (<see cref="TusEndpoints"/>).
/// </summary>
internal static class UploadAnswer
{
    /// <summary>Writes it.</summary>
    public static object Of(RpcCall call, Guid videoId, TemporaryAccess pass) => new
    {
        VideoId = $"{videoId:N}",
        UploadAddress = Base64(new { Endpoint = call.Server, Bucket = TusEndpoints.Root.TrimStart('/'), FileName = $"{videoId:N}" }),
        UploadAuth = Base64(new
        {
            AccessKeyId = pass.Id, AccessKeySecret = pass.Secret, SecurityToken = pass.Token, ExpireUTCTime = RpcCall.Write(pass.ExpiresAt),
            Expiration = ((int)pass.Lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture), PolicyResources.Region,
        }),
    };

    private static string Base64(object json) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(json));
}
