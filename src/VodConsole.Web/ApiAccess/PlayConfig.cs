using System.Text.Json;
using VodConsole.Core.ApiAccess;
using VodConsole.Protocol.Actions;
using VodConsole.Protocol.Playback;

namespace VodConsole.Web.ApiAccess;

/// <summary>
/// What players add to their question for streams (<c>vod-contract.md</c> §3.2). Public players send fields of it that mean nothing here;
/// the token for a key service of the caller's own counts, and what would show more than was asked for is refused.
/// </summary>
internal static class PlayConfig
{
    private const string Field = "MtsHlsUriToken";

    /// <summary>The token, or null.</summary>
    /// <exception cref="RpcException">Too long, or no text.</exception>
    public static string? KeyServiceTokenIn(RpcCall call)
    {
        if (call.Text("PlayConfig") is null or "undefined" || call.JsonObject("PlayConfig") is not { } config) return null;
        // A player that asked for the beginning alone must not get everything.
        if (config.TryGetProperty("PreviewTime", out var preview) && preview.ValueKind != JsonValueKind.Null)
            throw new RpcException(RpcError.InvalidParameter("PlayConfig", "This service has no previews: PreviewTime is not supported."));
        if (!config.TryGetProperty(Field, out var token) || token.ValueKind == JsonValueKind.Null) return null;
        return token.ValueKind == JsonValueKind.String && token.GetString() is { Length: <= PlaybackAddress.KeyServiceTokenLimit } text
            ? text.Length > 0 ? text : null
            : throw new RpcException(RpcError.InvalidParameter("PlayConfig", $"{Field} is a text of at most {PlaybackAddress.KeyServiceTokenLimit} characters."));
    }
}
