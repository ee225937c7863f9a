using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using VodConsole.Core.ApiAccess;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Core.Playback;
using VodConsole.Protocol.Actions;
using VodConsole.Protocol.Formats;

namespace VodConsole.Web.ApiAccess;

/// <summary>
/// A playback credential in the shape that public players take (<c>vod-contract.md</c> §3.1): base64 of a JSON text that holds a temporary
/// access key and <c>AuthInfo</c>, a JSON text within the JSON text. What counts in <c>AuthInfo</c> is <c>CI</c>, a playback token of ours; the rest
/// says the same for people and other programs.
/// </summary>
internal static class PlayAuth
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it.</summary>
    public static string Write(TemporaryAccess access, IssuedToken token, PlayableVideo video, string? cover, string host)
    {
        var info = JsonSerializer.Serialize(new
        {
            CI = token.Token, Caller = access.Id, ExpireTime = RpcCall.Write(token.ExpiresAt), MediaId = $"{video.Id:N}",
            PlayDomain = host, Signature = token.Token[(token.Token.LastIndexOf('.') + 1)..],
        }, Json);
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
        {
            SecurityToken = access.Token, AuthInfo = info, VideoMeta = MetaOf(video, cover), AccessKeyId = access.Id, PlayDomain = host,
            AccessKeySecret = access.Secret, PolicyResources.Region, CustomerId = 1L,
        }, Json));
    }

    /// <summary>What it tells of the video.</summary>
    public static object MetaOf(PlayableVideo video, string? cover) => new
    {
        VideoId = $"{video.Id:N}", video.Title, Duration = video.Duration ?? 0, CoverURL = cover, Status = video.Status.ToString(),
    };

    /// <summary>The token in an <c>AuthInfo</c> that came back.</summary>
    /// <exception cref="RpcException">It is not one of ours.</exception>
    public static string TokenIn(string authInfo)
    {
        try
        {
            if (WellFormedJson.Parse(authInfo, new JsonDocumentOptions { MaxDepth = 4 }).RootElement is { ValueKind: JsonValueKind.Object } info
                && info.TryGetProperty("CI", out var token) && token.ValueKind == JsonValueKind.String)
                return token.GetString()!;
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new RpcException(RpcError.Invalid("AuthInfo"));
    }
}
