using System.Globalization;
using System.Net;
using System.Text.Json;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats;

namespace VodConsole.Core.ApiAccess.Policies;

/// <summary>
/// Reads a policy document in RAM's form (public documentation of Resource Access Management, “Policy structure and syntax”): version 1,
/// statements with Effect, Action, Resource and Condition. What it does not know it refuses, since a condition that is not
/// understood would permit more than was meant.
/// </summary>
public static class PolicyParser
{
    /// <summary>Statements in a document.</summary>
    public const int StatementLimit = 50;

    private const string AddressKey = "acs:SourceIp";
    private const string TimeKey = "acs:CurrentTime";

    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Reads.</summary>
    /// <param name="document">The JSON text.</param>
    /// <param name="limit">Characters that it may have.</param>
    /// <exception cref="VodException">The first fault; each kind has its own code, beginning with <c>Policy</c>.</exception>
    public static IReadOnlyList<PolicyStatement> Parse(string document, int limit = Policy.DocumentLimit)
    {
        if (document.Length > limit) throw new VodException(ErrorCode.PolicyTooLong, limit);
        using var json = ReadJson(document);
        return ReadDocument(json.RootElement);
    }

    private static List<PolicyStatement> ReadDocument(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new VodException(ErrorCode.PolicyNotObject);
        RequireKnown(root, ["Version", "Statement"], 0);
        if (!root.TryGetProperty("Version", out var version) || version.ValueKind != JsonValueKind.String || version.GetString() != "1")
            throw new VodException(ErrorCode.PolicyVersionInvalid);
        if (!root.TryGetProperty("Statement", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            throw new VodException(ErrorCode.PolicyStatementMissing);
        if (list.GetArrayLength() > StatementLimit) throw new VodException(ErrorCode.PolicyStatementsExceeded, StatementLimit);
        return [.. list.EnumerateArray().Select((statement, index) => ReadStatement(statement, index + 1))];
    }

    private static JsonDocument ReadJson(string document)
    {
        try
        {
            return WellFormedJson.Parse(document, Json);
        }
        catch (JsonException fault)
        {
            throw new VodException(ErrorCode.PolicyNotJson, (fault.LineNumber ?? 0) + 1, (fault.BytePositionInLine ?? 0) + 1);
        }
    }

    private static PolicyStatement ReadStatement(JsonElement statement, int number)
    {
        if (statement.ValueKind != JsonValueKind.Object) throw new VodException(ErrorCode.PolicyStatementInvalid, number);
        RequireKnown(statement, ["Effect", "Action", "Resource", "Condition"], number);
        var effect = statement.TryGetProperty("Effect", out var word) && word.ValueKind == JsonValueKind.String ? word.GetString() : null;
        if (effect is not (nameof(PolicyEffect.Allow) or nameof(PolicyEffect.Deny))) throw new VodException(ErrorCode.PolicyEffectInvalid, number);
        var actions = ReadTexts(statement, "Action") ?? throw new VodException(ErrorCode.PolicyActionMissing, number);
        foreach (var action in actions)
            if (!IsAction(action)) throw new VodException(ErrorCode.PolicyActionInvalid, number, action);
        var resources = ReadTexts(statement, "Resource") ?? throw new VodException(ErrorCode.PolicyResourceMissing, number);
        foreach (var resource in resources)
            if (!IsResource(resource)) throw new VodException(ErrorCode.PolicyResourceInvalid, number, resource);
        return new PolicyStatement(
            effect == nameof(PolicyEffect.Allow) ? PolicyEffect.Allow : PolicyEffect.Deny, actions, resources,
            statement.TryGetProperty("Condition", out var conditions) ? ReadConditions(conditions, number) : []);
    }

    private static List<PolicyCondition> ReadConditions(JsonElement conditions, int number)
    {
        if (conditions.ValueKind != JsonValueKind.Object) throw new VodException(ErrorCode.PolicyConditionUnknown, number, conditions.GetRawText());
        var read = new List<PolicyCondition>();
        foreach (var one in conditions.EnumerateObject())
        {
            var key = one.Name switch
            {
                "IpAddress" or "NotIpAddress" => AddressKey,
                "DateLessThan" or "DateGreaterThan" => TimeKey,
                _ => throw new VodException(ErrorCode.PolicyConditionUnknown, number, one.Name),
            };
            if (one.Value.ValueKind != JsonValueKind.Object || !one.Value.EnumerateObject().Any())
                throw new VodException(ErrorCode.PolicyConditionKeyUnknown, number, one.Name, key, "");
            foreach (var pair in one.Value.EnumerateObject())
            {
                if (pair.Name != key) throw new VodException(ErrorCode.PolicyConditionKeyUnknown, number, one.Name, key, pair.Name);
                var values = ReadTexts(one.Value, pair.Name) ?? throw new VodException(ErrorCode.PolicyConditionValueInvalid, number, key, pair.Value.GetRawText());
                read.Add(key == AddressKey
                    ? new PolicyCondition.Source(
                        [.. values.Select(value => AccessKeyLimits.Network(value) ?? throw Wrong(value))], one.Name == "IpAddress")
                    : new PolicyCondition.Time([.. values.Select(value => ReadTime(value) ?? throw Wrong(value))], one.Name == "DateLessThan"));

                VodException Wrong(string value) => new(ErrorCode.PolicyConditionValueInvalid, number, key, value);
            }
        }

        return read;
    }

    private static DateTime? ReadTime(string text) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time.UtcDateTime
            : null;

    // One text, or a list of them that is not empty; anything else is null.
    private static List<string>? ReadTexts(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String) return [value.GetString()!];
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : null;
    }

    private static bool IsAction(string text) =>
        text == "*" || (text.Split(':') is [{ Length: > 0 } service, { Length: > 0 } name] && IsWord(service) && IsWord(name));

    private static bool IsWord(string text) => text.All(character => char.IsAsciiLetterOrDigit(character) || character is '*' or '?');

    private static bool IsResource(string text) =>
        text == "*" || (text.StartsWith("acs:", StringComparison.Ordinal) && text.Split(':', 5) is [_, { Length: > 0 }, _, _, { Length: > 0 }]
            && !text.Any(char.IsWhiteSpace));

    private static void RequireKnown(JsonElement element, string[] known, int number)
    {
        foreach (var property in element.EnumerateObject())
            if (!known.Contains(property.Name))
                throw number == 0
                    ? new VodException(ErrorCode.PolicyFieldUnknown, property.Name)
                    : new VodException(ErrorCode.PolicyStatementFieldUnknown, number, property.Name);
    }
}
