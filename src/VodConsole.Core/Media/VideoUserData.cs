using System.Text;
using System.Text.Json;
using VodConsole.Core.Notifications;
using VodConsole.Core.Refusals;
using VodConsole.Protocol.Formats;
using VodConsole.Protocol;

namespace VodConsole.Core.Media;

/// <summary>
/// What a program gives a video along to hear it again (<c>UserData</c>): a JSON object whose <c>MessageCallback</c> names an address for this video's
/// events and whose <c>Extend</c> is passed on in them as it is. Either may be an object, or the JSON text of one.
/// </summary>
public sealed class VideoUserData
{
    /// <summary>UTF-8 bytes of what is passed on.</summary>
    public const int ExtendLimit = 512;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    private VideoUserData(Uri? callbackUrl, string? extend) => (CallbackUrl, Extend) = (callbackUrl, extend);

    /// <summary>Where this video's events are sent, by the rule of <see cref="CallbackRules.Find"/>; null for where all are.</summary>
    public Uri? CallbackUrl { get; }

    /// <summary>The JSON object to pass on; null for none.</summary>
    public string? Extend { get; }

    /// <summary>Reads it.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.UserDataInvalid"/>.</exception>
    public static VideoUserData Parse(string json)
    {
        if (json.Length > Video.UserDataLimit) throw Invalid("UserData");
        using var document = Read(json, "UserData");
        using var callback = Part(document.RootElement, "MessageCallback");
        using var extend = Part(document.RootElement, "Extend");
        var passedOn = extend?.RootElement.GetRawText();
        if (passedOn is not null && Encoding.UTF8.GetByteCount(passedOn) > ExtendLimit) throw Invalid("Extend");
        return new VideoUserData(callback is null ? null : AddressIn(callback.RootElement), passedOn);
    }

    private static Uri? AddressIn(JsonElement callback)
    {
        if (callback.TryGetProperty("CallbackType", out var type)
            && !(type.ValueKind == JsonValueKind.String && type.GetString()!.Equals("http", StringComparison.OrdinalIgnoreCase)))
            throw Invalid("CallbackType");
        if (!callback.TryGetProperty("CallbackURL", out var address)) return null;
        return address.ValueKind == JsonValueKind.String && CallbackRules.Find(address.GetString()!) is { } url
            ? url
            : throw Invalid("CallbackURL");
    }

    private static JsonDocument? Part(JsonElement whole, string name)
    {
        if (!whole.TryGetProperty(name, out var part) || part.ValueKind == JsonValueKind.Null) return null;
        return Read(part.ValueKind == JsonValueKind.String ? part.GetString()! : part.GetRawText(), name);
    }

    private static JsonDocument Read(string json, string name)
    {
        JsonDocument document;
        try
        {
            document = WellFormedJson.Parse(json, Strict);
        }
        catch (JsonException)
        {
            throw Invalid(name);
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
        document.Dispose();
        throw Invalid(name);
    }

    private static VodException Invalid(string part) => new(ErrorCode.UserDataInvalid, part);
}
