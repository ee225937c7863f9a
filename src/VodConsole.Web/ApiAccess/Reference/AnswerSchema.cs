using System.Text.Json;
using System.Text.Json.Nodes;

namespace VodConsole.Web.ApiAccess.Reference;

/// <summary>Answers as JSON Schema, from the shapes of <see cref="OperationAnswers"/>.</summary>
internal static class AnswerSchema
{
    private const string RequestId = "RequestId";

    /// <summary>An operation's answer.</summary>
    public static JsonObject Of(string operation)
    {
        var schema = Object(OperationAnswers.Of(operation));
        schema["properties"]![RequestId] = new JsonObject { ["type"] = "string" };
        schema["required"] = new JsonArray(RequestId);
        return schema;
    }

    /// <summary>The shared shapes, as components.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Components() =>
        OperationAnswers.Shared.Select(shape => KeyValuePair.Create<string, JsonNode?>(shape.Key, Object(shape.Value)));

    private static JsonObject Object(JsonElement shape) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(shape.EnumerateObject().Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, Of(field.Value)))),
    };

    private static JsonObject Of(JsonElement shape) => shape.ValueKind switch
    {
        JsonValueKind.Object => Object(shape),
        JsonValueKind.Array => new JsonObject { ["type"] = "array", ["items"] = Of(shape[0]) },
        _ when OperationAnswers.SharedName(shape) is { } name => new JsonObject { ["$ref"] = $"#/components/schemas/{name}" },
        _ => new JsonObject { ["type"] = shape.GetString() },
    };
}
