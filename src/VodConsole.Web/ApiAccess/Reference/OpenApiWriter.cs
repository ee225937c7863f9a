using System.Globalization;
using System.Text.Json.Nodes;

namespace VodConsole.Web.ApiAccess.Reference;

/// <summary>
/// The API as an OpenAPI 3.1 document, from the same descriptions as the page. All operations have one address, <c>/</c>, so each stands under a
/// fragment of it, which clients do not send; the header <c>x-acs-action</c> tells them apart (<c>src/decisions/0088</c>).
/// </summary>
internal static class OpenApiWriter
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>Writes it, in the viewer's language.</summary>
    /// <param name="reference">The operations; those that are not built are left out.</param>
    /// <param name="server">The server's address.</param>
    public static JsonObject Write(OperationReference reference, string server)
    {
        var built = reference.All.Where(operation => operation.IsBuilt).ToList();
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = OpenApiText.Title, ["version"] = string.Join(", ", built.Select(operation => operation.Version).Distinct()),
                ["description"] = OpenApiText.Description,
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = server }),
            ["security"] = new JsonArray(new JsonObject { ["acs3"] = new JsonArray() }),
            ["tags"] = new JsonArray([.. built.Select(operation => operation.Operation.Group).Distinct().Select(group => new JsonObject { ["name"] = $"{group}" })]),
            ["paths"] = new JsonObject(built.Select(operation => KeyValuePair.Create<string, JsonNode?>($"/#{operation.Name}", PathOf(operation)))),
            ["components"] = Components(),
        };
    }

    private static JsonObject PathOf(OperationDescription operation)
    {
        var described = new JsonObject
        {
            ["operationId"] = operation.Name,
            ["tags"] = new JsonArray($"{operation.Operation.Group}"),
            ["summary"] = OperationWords.Briefly(operation.Name),
            ["description"] = $"{OperationWords.Of(operation.Name)}\n\n{string.Format(CultureInfo.CurrentCulture, OpenApiText.Needs, operation.PolicyAction)}",
            ["parameters"] = new JsonArray(
                Fixed("x-acs-action", operation.Name), Fixed("x-acs-version", operation.Version), Reference("parameters", "Date"),
                Reference("parameters", "Nonce"), Reference("parameters", "ContentHash"), Reference("parameters", "SecurityToken")),
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject { ["description"] = OpenApiText.Answer, ["content"] = Json(AnswerSchema.Of(operation.Name)) },
                ["default"] = new JsonObject
                {
                    ["description"] = RefusalsOf(operation),
                    ["content"] = Json(Reference("schemas", "Error")),
                },
            },
        };
        if (operation.Parameters.Count > 0) described["requestBody"] = BodyOf(operation);
        return new JsonObject { ["post"] = described };
    }

    private static string RefusalsOf(OperationDescription operation) =>
        string.Join(", ", OperationErrors.Of(operation).Select(error => error.Code).Distinct()) is { Length: > 0 } codes
            ? string.Format(CultureInfo.CurrentCulture, OpenApiText.Refusals, codes, OpenApiText.RefusalsOfGateway)
            : OpenApiText.RefusalsOfGateway;

    private static JsonObject BodyOf(OperationDescription operation)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(operation.Parameters.Select(
                parameter => KeyValuePair.Create<string, JsonNode?>(parameter.Name, SchemaOf(operation, parameter)))),
        };
        var required = operation.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => (JsonNode)parameter.Name).ToArray();
        if (required.Length > 0) schema["required"] = new JsonArray(required);
        var pairs = operation.Parameters.Where(parameter => parameter.Or is not null).Select(parameter => (JsonNode)OneOf(parameter)).ToArray();
        if (pairs.Length > 0) schema["allOf"] = new JsonArray(pairs);
        return new JsonObject
        {
            ["required"] = required.Length > 0 || pairs.Length > 0,
            ["content"] = new JsonObject { [FormType] = new JsonObject { ["schema"] = schema } },
        };
    }

    // Of two of which a call needs one, there is at least one.
    private static JsonObject OneOf(RpcParameter parameter) => new()
    {
        ["anyOf"] = new JsonArray([.. new[] { parameter.Name, parameter.Or! }.Select(name => new JsonObject { ["required"] = new JsonArray(name) })]),
    };

    private static JsonObject SchemaOf(OperationDescription operation, RpcParameter parameter)
    {
        var isNumber = parameter.Kind == RpcParameterKind.Integer;
        var schema = new JsonObject { ["type"] = isNumber ? "integer" : "string" };
        if (OperationWords.Of(operation.Name, parameter.Name) is { } words) schema["description"] = words;
        if (isNumber) schema["format"] = "int64";
        if (parameter.Kind == RpcParameterKind.Time) schema["format"] = "date-time";
        if (parameter.Choices.Count > 0) schema["enum"] = new JsonArray([.. parameter.Choices.Select(choice => (JsonNode)choice)]);
        if (parameter.Least is { } least) schema["minimum"] = least;
        if (parameter.Most is { } most) schema["maximum"] = most;
        if (parameter.Default is { } otherwise) schema["default"] = Value(otherwise, isNumber);
        if (parameter.Example.Length > 0) schema["examples"] = new JsonArray(Value(parameter.Example, isNumber));
        return schema;
    }

    private static JsonNode Value(string text, bool isNumber) =>
        isNumber && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : text;

    private static JsonObject Components() => new()
    {
        ["securitySchemes"] = new JsonObject
        {
            ["acs3"] = new JsonObject { ["type"] = "http", ["scheme"] = "ACS3-HMAC-SHA256", ["description"] = OpenApiText.SecurityV3 },
            ["hmacSha1"] = new JsonObject { ["type"] = "apiKey", ["in"] = "query", ["name"] = "Signature", ["description"] = OpenApiText.SecurityV1 },
        },
        ["parameters"] = new JsonObject
        {
            ["Date"] = Header("x-acs-date", OpenApiText.Date, isRequired: true, "date-time"),
            ["Nonce"] = Header("x-acs-signature-nonce", OpenApiText.Nonce, isRequired: true),
            ["ContentHash"] = Header("x-acs-content-sha256", OpenApiText.ContentHash, isRequired: true),
            ["SecurityToken"] = Header("x-acs-security-token", OpenApiText.SecurityToken, isRequired: false),
        },
        ["schemas"] = new JsonObject([
            KeyValuePair.Create<string, JsonNode?>("Error", Fields("RequestId", "HostId", "Code", "Message", "Recommend")), .. AnswerSchema.Components(),
        ]),
    };

    private static JsonObject Fields(params string[] names) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. names.Select(name => (JsonNode)name)]),
        ["properties"] = new JsonObject(names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { ["type"] = "string" }))),
    };

    private static JsonObject Header(string name, string description, bool isRequired, string? format = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (format is not null) schema["format"] = format;
        return new JsonObject { ["name"] = name, ["in"] = "header", ["required"] = isRequired, ["description"] = description, ["schema"] = schema };
    }

    private static JsonObject Fixed(string name, string value) => new()
    {
        ["name"] = name, ["in"] = "header", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string", ["const"] = value },
    };

    private static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    private static JsonObject Json(JsonObject schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };
}
