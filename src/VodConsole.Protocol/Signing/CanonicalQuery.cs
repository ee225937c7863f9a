namespace VodConsole.Protocol.Signing;

/// <summary>Parameters in the one order and writing that both signatures use.</summary>
internal static class CanonicalQuery
{
    /// <summary><c>name=value</c> joined by <c>&amp;</c>, each encoded, sorted by name as code units.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join('&', parameters
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{PercentEncoding.Encode(pair.Key)}={PercentEncoding.Encode(pair.Value)}"));
}
