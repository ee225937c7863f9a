using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>Writes documents, indented for people.</summary>
public static class PolicyWriter
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A document's JSON with every line where it belongs; the text as it is when it is no JSON.</summary>
    public static string Format(string document)
    {
        try
        {
            return JsonNode.Parse(document)?.ToJsonString(Json) ?? document;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return document;
        }
    }

    /// <summary>One statement of a valid document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <returns>Its JSON; null when there are fewer.</returns>
    public static string? Statement(string document, int number) =>
        JsonNode.Parse(document)?["Statement"] is JsonArray statements && number >= 1 && number <= statements.Count
            ? statements[number - 1]?.ToJsonString(Json)
            : null;

    /// <summary>The document of ready-made statements, which have no conditions.</summary>
    internal static string Write(IEnumerable<PolicyStatement> statements) => new JsonObject
    {
        ["Version"] = "1",
        ["Statement"] = new JsonArray([.. statements.Select(JsonNode (statement) => new JsonObject
        {
            ["Effect"] = statement.Effect.ToString(),
            ["Action"] = new JsonArray([.. statement.Actions.Select(action => JsonValue.Create(action))]),
            ["Resource"] = new JsonArray([.. statement.Resources.Select(resource => JsonValue.Create(resource))]),
        })]),
    }.ToJsonString(Json);
}
