using System.Text.Json;

namespace VodConsole.Web.ApiAccess.Reference;

/// <summary>
/// What operations answer, field by field, from <c>Answers.json</c>: an object stands for an object, a list with one item for a list, a text for a type of
/// JSON Schema, and a text that begins with <c>#</c> for a shape that several answers share. A field that has nothing to say is left out of an
/// answer, so that none but <c>RequestId</c> can be relied on. The tests hold every answer of theirs against it.
/// </summary>
internal static class OperationAnswers
{
    /// <summary>How a text begins that names a shared shape.</summary>
    public const char SharedMark = '#';

    private static readonly Dictionary<string, JsonElement> Shapes = Read();

    /// <summary>The shared shapes, by their names without the mark.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement>> Shared { get; } =
        [.. Shapes.Where(shape => shape.Key[0] == SharedMark).Select(shape => KeyValuePair.Create(shape.Key[1..], shape.Value))];

    /// <summary>Whether anybody has described it.</summary>
    public static bool IsDescribed(string operation) => Shapes.ContainsKey(operation);

    /// <summary>The fields of an operation's answer beside <c>RequestId</c>: always an object.</summary>
    /// <exception cref="KeyNotFoundException">Nobody has described it.</exception>
    public static JsonElement Of(string operation) => Resolve(Shapes[operation]);

    /// <summary>The shape itself where <paramref name="shape"/> names a shared one.</summary>
    public static JsonElement Resolve(JsonElement shape) => SharedName(shape) is { } name ? Shapes[SharedMark + name] : shape;

    /// <summary>The name of the shared shape that it stands for; null when it is one itself.</summary>
    public static string? SharedName(JsonElement shape) =>
        shape.ValueKind == JsonValueKind.String && shape.GetString() is [SharedMark, .. var name] ? name : null;

    private static Dictionary<string, JsonElement> Read()
    {
        using var stream = typeof(OperationAnswers).Assembly.GetManifestResourceStream(typeof(OperationAnswers), "Answers.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(stream)!;
    }
}
