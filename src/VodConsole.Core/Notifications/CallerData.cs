using System.Text;
using System.Text.Json;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Notifications;

/// <summary>
/// <c>UserData</c> of the API (<c>vod-contract.md</c> §7): a JSON object whose <c>Extend</c> the notifications of what was asked for repeat.
/// Pure and thread-safe.
/// </summary>
public static class CallerData
{
    /// <summary>UTF-8 bytes of <c>Extend</c>.</summary>
    public const int ExtendLimit = 512;

    private const string Extend = "Extend";

    /// <summary>Checks a text that a caller gives along.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.CallerDataInvalid"/>: no JSON object, <c>Extend</c> too long, or something that this service has nothing for,
    /// such as a receiver of its own.
    /// </exception>
    public static void Require(string userData)
    {
        try
        {
            using var document = JsonDocument.Parse(userData, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().All(field => field.Name == Extend)
                && Encoding.UTF8.GetByteCount(TextOf(document.RootElement) ?? "") <= ExtendLimit)
                return;
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new VodException(ErrorCode.CallerDataInvalid, ExtendLimit);
    }

    /// <summary>What notifications repeat: a text as it is, anything else as JSON; null for nothing.</summary>
    internal static string? ExtendIn(string? userData)
    {
        if (userData is null) return null;
        using var document = JsonDocument.Parse(userData);
        return TextOf(document.RootElement);
    }

    private static string? TextOf(JsonElement data) => data.TryGetProperty(Extend, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
        : null;
}
