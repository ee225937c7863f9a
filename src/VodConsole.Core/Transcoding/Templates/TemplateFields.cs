using System.Globalization;
using System.Text.Json;
using VodConsole.Core.Refusals;
using VodConsole.Protocol.Formats;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding.Templates;

/// <summary>
/// Reads the fields of one JSON object of a template. Numbers and truth values may be texts, as clients of the real service write them.
/// What nobody has asked for when <see cref="Close"/> is called is refused: a field is carried out or refused, never dropped.
/// </summary>
internal sealed class TemplateFields
{
    private readonly string path;
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);

    private TemplateFields(string path, JsonElement element)
    {
        this.path = path;
        foreach (var field in element.EnumerateObject())
            if (!IsEmpty(field.Value))
                fields[field.Name] = field.Value;
    }

    /// <summary>An object's fields.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.TemplateFieldInvalid"/>: no object.</exception>
    public static TemplateFields Of(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new TemplateFields(path, element),
        // GetTranscodeTemplateGroup answers objects as texts; what was read can be sent back.
        JsonValueKind.String => OfText(path, element.GetString()!),
        _ => throw new VodException(ErrorCode.TemplateFieldInvalid, path, element.ValueKind),
    };

    /// <summary>The object of that name, or null.</summary>
    public TemplateFields? Object(string name) => Take(name) is { } element ? Of(PathOf(name), element) : null;

    /// <summary>A text, or null.</summary>
    public string? Text(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value => value.GetRawText(),
        { } other => throw Invalid(name, other.ValueKind),
    };

    /// <summary>One of the texts, or null.</summary>
    public string? Choice(string name, params string[] choices) =>
        Text(name) is not { } text ? null : choices.Contains(text) ? text : throw Unsupported(name, text);

    /// <summary>A whole number in a range, or null.</summary>
    public int? Integer(string name, int least, int most)
    {
        if (Text(name) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value : throw Invalid(name, text);
    }

    /// <summary>A number above 0, or null.</summary>
    public double? Number(string name, double most)
    {
        if (Text(name) is not { } text) return null;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= most
            ? value : throw Invalid(name, text);
    }

    /// <summary>A truth value; absent is false.</summary>
    public bool Flag(string name) => Text(name)?.ToUpperInvariant() switch
    {
        null or "FALSE" => false,
        "TRUE" => true,
        var text => throw Invalid(name, text),
    };

    /// <summary>Refuses fields that were not asked for.</summary>
    public void Close()
    {
        if (fields.Keys.FirstOrDefault() is { } unread) throw Unsupported(unread, Shown(fields[unread]));
    }

    /// <summary>The refusal of a value that a field cannot have.</summary>
    public VodException Invalid(string name, object value) => new(ErrorCode.TemplateFieldInvalid, PathOf(name), value);

    /// <summary>The refusal of what this service does not do.</summary>
    public VodException Unsupported(string name, string value) => new(ErrorCode.TemplateFieldUnsupported, PathOf(name), value);

    private static TemplateFields OfText(string path, string text)
    {
        try
        {
            using var document = WellFormedJson.Parse(text, TemplateDocument.Reading);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return new TemplateFields(path, document.RootElement.Clone());
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new VodException(ErrorCode.TemplateFieldInvalid, path, text);
    }

    private JsonElement? Take(string name) => fields.Remove(name, out var value) ? value : null;

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    // As everywhere in the API, empty counts as absent.
    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    private static string Shown(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
}
