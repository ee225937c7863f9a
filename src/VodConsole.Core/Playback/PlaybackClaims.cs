using System.Text.Json.Serialization;

namespace VodConsole.Core.Playback;

/// <summary>What a playback token says (<c>security-reliability.md</c> §2f). Times are Unix seconds.</summary>
public sealed record PlaybackClaims
{
    /// <summary>Version of the claims, 1.</summary>
    [JsonPropertyName("v"), JsonRequired]
    public int Version { get; init; }

    /// <summary>What kind of token it is; see <see cref="PlaybackTokens.PlayAuth"/>.</summary>
    [JsonPropertyName("typ"), JsonRequired]
    public string Type { get; init; } = "";

    /// <summary>The video it is for, as 32 lower-case hex digits.</summary>
    [JsonPropertyName("mid"), JsonRequired]
    public string MediaId { get; init; } = "";

    /// <summary>Who asked for it: an account's id, or a name given by an application server. For logs.</summary>
    [JsonPropertyName("sub"), JsonRequired]
    public string Subject { get; init; } = "";

    /// <summary>What it allows; see <see cref="PlaybackOperation"/>.</summary>
    [JsonPropertyName("ops"), JsonRequired]
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary>When it was made.</summary>
    [JsonPropertyName("iat"), JsonRequired]
    public long IssuedAt { get; init; }

    /// <summary>From when on it counts; absent means from <see cref="IssuedAt"/>.</summary>
    [JsonPropertyName("nbf"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? NotBefore { get; init; }

    /// <summary>When it ends.</summary>
    [JsonPropertyName("exp"), JsonRequired]
    public long ExpiresAt { get; init; }

    /// <summary>128 random bits, base64url: tells two tokens apart.</summary>
    [JsonPropertyName("jti"), JsonRequired]
    public string TokenId { get; init; } = "";
}

/// <summary>What a token may allow.</summary>
public static class PlaybackOperation
{
    /// <summary>Read playlists.</summary>
    public const string Play = "play";

    /// <summary>Get the data key.</summary>
    public const string Key = "key";

    /// <summary>Have a download authorised. It opens no playlist and no key, and tokens for playing do not carry it.</summary>
    public const string Download = "download";
}

[JsonSerializable(typeof(PlaybackClaims))]
internal sealed partial class PlaybackJson : JsonSerializerContext;
