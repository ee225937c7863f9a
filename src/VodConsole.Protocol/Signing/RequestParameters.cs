using System.Text;

namespace VodConsole.Protocol.Signing;

/// <summary>
/// The parameters of one RPC request: the union of its query string and its urlencoded form, decoded. Names are compared exactly, as
/// the clients send them, and occur once. Immutable. Both signatures and every operation read from here, so that what was signed is
/// what is done.
/// </summary>
public sealed class RequestParameters
{
    /// <summary>Parameters of a request at most.</summary>
    public const int CountLimit = 512;

    /// <summary>Characters in a name.</summary>
    public const int NameLimit = 128;

    /// <summary>Characters in a value.</summary>
    public const int ValueLimit = 128 * 1024;

    private readonly Dictionary<string, string> values;

    private RequestParameters(Dictionary<string, string> values) => this.values = values;

    /// <summary>Every parameter, in no order.</summary>
    public IReadOnlyDictionary<string, string> All => values;

    /// <summary>The value, or null when the parameter is absent.</summary>
    public string? this[string name] => values.GetValueOrDefault(name);

    /// <summary>Reads a request.</summary>
    /// <param name="query">The query string as it came, without its question mark.</param>
    /// <param name="form">The body as it came; empty when there is none or it is of another kind.</param>
    /// <param name="parameters">The parameters, when the result is null.</param>
    /// <returns>Null, or the first fault.</returns>
    public static ParameterFault? Read(ReadOnlySpan<char> query, ReadOnlySpan<byte> form, out RequestParameters parameters)
    {
        var reading = new RequestParameters([]);
        parameters = reading;
        var bytes = new byte[Encoding.UTF8.GetByteCount(query)];
        Encoding.UTF8.GetBytes(query, bytes);
        return reading.Add(bytes) ?? reading.Add(form);
    }

    /// <summary>Parameters that a client is about to send.</summary>
    public static RequestParameters Of(IEnumerable<KeyValuePair<string, string>> values) => new(new(values, StringComparer.Ordinal));

    private ParameterFault? Add(ReadOnlySpan<byte> text)
    {
        foreach (var range in text.Split((byte)'&'))
        {
            var pair = text[range];
            if (pair.IsEmpty) continue;
            var split = pair.IndexOf((byte)'=');
            if (!PercentEncoding.TryDecode(split < 0 ? pair : pair[..split], out var name)
                || !PercentEncoding.TryDecode(split < 0 ? [] : pair[(split + 1)..], out var value))
                return new(ParameterFaultKind.Malformed, "");
            if (name.Length is 0 or > NameLimit) return new(ParameterFaultKind.Malformed, "");
            if (value.Length > ValueLimit) return new(ParameterFaultKind.TooLong, name);
            if (!values.TryAdd(name, value)) return new(ParameterFaultKind.Repeated, name);
            if (values.Count > CountLimit) return new(ParameterFaultKind.TooMany, name);
        }

        return null;
    }
}

/// <summary>Why the parameters of a request do not read.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Name">Which parameter; empty where its name does not read.</param>
public sealed record ParameterFault(ParameterFaultKind Kind, string Name);

/// <summary>What is wrong with a parameter.</summary>
public enum ParameterFaultKind
{
    /// <summary>A broken escape, no UTF-8, or a name that is empty or far too long.</summary>
    Malformed,
    /// <summary>The value is longer than any parameter's.</summary>
    TooLong,
    /// <summary>The name occurs twice: which of the two counts would be a guess.</summary>
    Repeated,
    /// <summary>More than <see cref="RequestParameters.CountLimit"/>.</summary>
    TooMany,
}
