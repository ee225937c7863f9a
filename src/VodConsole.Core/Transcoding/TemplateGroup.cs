using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VodConsole.Core.Transcoding;

/// <summary>
/// Names a template group: what a video is made into. Two are built in; others are the installation's own and go by their id.
/// The default value is <see cref="Ladder"/>. Rows keep it as its text.
/// </summary>
[JsonConverter(typeof(TextConverter))]
public readonly record struct TemplateGroup
{
    private const string LadderName = "Ladder", OriginalName = "Original";

    /// <summary>The contract's ids of the built-in groups: the ladder's is ours, that of 不转码 is the real service's.</summary>
    private const string LadderId = "3e8f6d1b57a04c2c9d40b7e2f1a6c358", OriginalId = "VOD_NO_TRANSCODE";

    // Null is the ladder, so that a value nobody has set is one.
    private readonly string? name;

    private TemplateGroup(string? name) => this.name = name;

    /// <summary>
    /// The default ladder 640×360, 960×540, 1280×720, 1920×1080, never above the source, with the source's own height as
    /// the top rung where it lies between two.
    /// </summary>
    public static TemplateGroup Ladder => default;

    /// <summary>原画: the source's own streams, repackaged without re-encoding.</summary>
    public static TemplateGroup Original { get; } = new(OriginalName);

    /// <summary>The built-in groups.</summary>
    public static IReadOnlyList<TemplateGroup> BuiltIn { get; } = [Ladder, Original];

    /// <summary>A group of the installation's own; whether there is one of that id is not looked at.</summary>
    public static TemplateGroup Own(Guid id) => new($"{id:N}");

    /// <summary>The id of the installation's own group; null for a built-in one.</summary>
    public Guid? OwnId => Guid.TryParseExact(name, "N", out var id) ? id : null;

    /// <summary>What the API calls it.</summary>
    public string Id => name switch
    {
        null => LadderId,
        OriginalName => OriginalId,
        _ => name,
    };

    /// <summary>Reads a group: by the API's id, or by the name of a built-in one in any case.</summary>
    /// <returns>False when the text can name no group.</returns>
    public static bool TryRead(string? text, [NotNullWhen(true)] out TemplateGroup? group)
    {
        group = text switch
        {
            LadderId => Ladder,
            OriginalId => Original,
            not null when text.Equals(LadderName, StringComparison.OrdinalIgnoreCase) => Ladder,
            not null when text.Equals(OriginalName, StringComparison.OrdinalIgnoreCase) => Original,
            _ => Guid.TryParseExact(text, "N", out var id) ? Own(id) : null,
        };
        return group is not null;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It can name no group.</exception>
    public static TemplateGroup Parse(string text) =>
        TryRead(text, out var group) ? group.Value : throw new FormatException($"“{text}” names no template group.");

    /// <summary>What rows keep: <c>Ladder</c>, <c>Original</c>, or the id of an own group.</summary>
    public override string ToString() => name ?? LadderName;

    private sealed class TextConverter : JsonConverter<TemplateGroup>
    {
        public override TemplateGroup Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryRead(reader.GetString(), out var group) ? group.Value : throw new JsonException("Not a template group.");

        public override void Write(Utf8JsonWriter writer, TemplateGroup value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
