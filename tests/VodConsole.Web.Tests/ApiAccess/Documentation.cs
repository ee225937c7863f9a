using System.Text.Json;
using VodConsole.Web.ApiAccess.Reference;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>
/// Holds what the server answered, whichever test asked, against what the API page and the OpenAPI document say: a field, a type or a refusal that
/// they do not know fails that test.
/// </summary>
internal static class Documentation
{
    /// <summary>Looks whether it is as described.</summary>
    public static void Require(OperationReference reference, string action, ClientOutcome outcome)
    {
        if (outcome.Error?.Code is { } code) RequireError(reference.Find(action), action, code);
        else if (outcome.Answer is { } answer && reference.Find(action) is { } operation) RequireObject(OperationAnswers.Of(operation.Name), answer, operation.Name);
    }

    private static void RequireError(OperationDescription? operation, string action, string code)
    {
        var known = OperationErrors.Gateway.Concat(operation is null ? [] : OperationErrors.Of(operation)).Select(error => error.Code);
        Assert.True(known.Contains(code), $"{action} answered {code}, which is described nowhere");
    }

    private static void RequireObject(JsonElement shape, JsonElement value, string path)
    {
        Assert.True(value.ValueKind == JsonValueKind.Object, $"{path} is {value.ValueKind}");
        foreach (var field in value.EnumerateObject().Where(field => field.Name != "RequestId"))
        {
            Assert.True(shape.TryGetProperty(field.Name, out var described), $"{path}.{field.Name} is described nowhere");
            RequireValue(OperationAnswers.Resolve(described), field.Value, $"{path}.{field.Name}");
        }
    }

    private static void RequireValue(JsonElement shape, JsonElement value, string path)
    {
        switch (shape.ValueKind)
        {
            case JsonValueKind.Object:
                RequireObject(shape, value, path);
                break;
            case JsonValueKind.Array:
                Assert.True(value.ValueKind == JsonValueKind.Array, $"{path} is {value.ValueKind}");
                foreach (var item in value.EnumerateArray()) RequireValue(OperationAnswers.Resolve(shape[0]), item, path);
                break;
            default:
                Assert.True(Is(shape.GetString()!, value), $"{path} is {value}, not of type {shape}");
                break;
        }
    }

    private static bool Is(string type, JsonElement value) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
