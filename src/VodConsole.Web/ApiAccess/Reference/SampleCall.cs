using System.Text.Encodings.Web;
using System.Text.Json;

namespace VodConsole.Web.ApiAccess.Reference;

/// <summary>A call that a sample makes. Samples take the access key from the environment, so that none of them holds a secret.</summary>
/// <param name="Server">The server's address, without a slash at its end.</param>
/// <param name="Action">The operation.</param>
/// <param name="Version">Its version.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record SampleCall(string Server, string Action, string Version, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>The variable with the access key's id.</summary>
    public const string IdVariable = "VOD_ACCESS_KEY_ID";

    /// <summary>The variable with its secret.</summary>
    public const string SecretVariable = "VOD_ACCESS_KEY_SECRET";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Host and port.</summary>
    public string Host => Server[(Server.IndexOf("://", StringComparison.Ordinal) + 3)..];

    /// <summary>
    /// A call of an operation with what was filled in, and with examples for what it needs besides. Of two of which it needs one, the first is in the
    /// sample unless the other is filled in.
    /// </summary>
    public static SampleCall Of(OperationDescription operation, string server, IReadOnlyDictionary<string, string> values) => new(
        server, operation.Name, operation.Version,
        [
            .. from parameter in operation.Parameters
               let value = values.GetValueOrDefault(parameter.Name) is { Length: > 0 } given ? given : IsNeeded(operation, parameter, values) ? parameter.Example : ""
               where value.Length > 0
               select KeyValuePair.Create(parameter.Name, value),
        ]);

    private static bool IsNeeded(OperationDescription operation, RpcParameter parameter, IReadOnlyDictionary<string, string> values)
    {
        // What says no more than its absence does not do in place of another.
        bool Does(RpcParameter other) => values.GetValueOrDefault(other.Name) is { Length: > 0 } given && given != other.Default;
        return parameter.IsInSamples && !operation.Parameters.Any(other => other.Name == parameter.Or && Does(other));
    }

    /// <summary>A text as a string literal: what JSON writes, JavaScript and C# read.</summary>
    internal static string Literal(string text) => JsonSerializer.Serialize(text, Json);
}
