using System.Text.Json;

namespace VodConsole.Protocol.Formats;

/// <summary>
/// Reads JSON that a stranger sent. In contrast to <see cref="JsonDocument"/> alone it also refuses half of a surrogate pair, whether written
/// as it is or as an escape: the latter is JSON by its grammar but no text, and whoever asked for the text would fail much later. Stateless.
/// </summary>
public static class WellFormedJson
{
    /// <summary>Reads a document; the caller disposes it.</summary>
    /// <exception cref="JsonException">It is no JSON, or one of its names or texts is no text.</exception>
    public static JsonDocument Parse(string text, JsonDocumentOptions options)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(text, options);
            // What is written as it is the reader above has refused; an escape is decoded when its text is asked for.
            if (text.Contains("\\u", StringComparison.OrdinalIgnoreCase)) Touch(document.RootElement);
            return document;
        }
        catch (Exception half) when (half is InvalidOperationException or ArgumentException)
        {
            document?.Dispose();
            throw new JsonException("Half of a surrogate pair is no text.");
        }
    }

    private static void Touch(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Touch(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Touch(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            default:
                break;
        }
    }
}
