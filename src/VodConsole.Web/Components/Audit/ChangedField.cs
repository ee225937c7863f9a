using System.Text.Json;

namespace VodConsole.Web.Components.Audit;

/// <summary>One field that differs between the two sides of an audit entry.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Before">As it was; null when it was not there.</param>
/// <param name="After">As it is; null when it is gone.</param>
internal sealed record ChangedField(string Field, string? Before, string? After)
{
    /// <summary>The fields whose values differ, in the order of their first appearance.</summary>
    /// <param name="before">JSON object, or null.</param>
    /// <param name="after">JSON object, or null.</param>
    public static IReadOnlyList<ChangedField> Between(string? before, string? after)
    {
        var (old, now) = (Read(before), Read(after));
        return
        [
            .. old.Keys.Union(now.Keys)
                .Select(field => new ChangedField(field, old.GetValueOrDefault(field), now.GetValueOrDefault(field)))
                .Where(line => line.Before != line.After),
        ];
    }

    private static Dictionary<string, string?> Read(string? json)
    {
        if (json is null) return [];
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => Write(member.Value))
            : new Dictionary<string, string?> { [""] = Write(document.RootElement) };
    }

    private static string? Write(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
