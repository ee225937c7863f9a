namespace VodConsole.Protocol.Signing;

/// <summary>
/// The <c>Authorization</c> header of a V3 request:
/// <c>ACS3-HMAC-SHA256 Credential=…,SignedHeaders=a;b;c,Signature=…</c>.
/// </summary>
/// <param name="AccessKeyId">The access key.</param>
/// <param name="SignedHeaders">Names of the signed headers, in lower case and in order.</param>
/// <param name="Signature">The signature, 64 lower-case hex digits.</param>
public sealed record V3Authorization(string AccessKeyId, IReadOnlyList<string> SignedHeaders, string Signature)
{
    private const int SizeLimit = 4096;

    /// <summary>Reads the header; null when it is not one of these, or names its headers twice or in another order.</summary>
    public static V3Authorization? Parse(string header)
    {
        if (header.Length > SizeLimit || !header.StartsWith($"{SignatureV3.Algorithm} ", StringComparison.Ordinal)) return null;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in header[(SignatureV3.Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            var split = field.IndexOf('=', StringComparison.Ordinal);
            if (split < 0 || !fields.TryAdd(field[..split], field[(split + 1)..])) return null;
        }

        if (fields.Count != 3 || !fields.TryGetValue("Credential", out var accessKeyId) || accessKeyId.Length == 0
            || !fields.TryGetValue("SignedHeaders", out var signed) || !fields.TryGetValue("Signature", out var signature)
            || signature.Length != 64 || !signature.All(char.IsAsciiHexDigitLower))
            return null;
        var names = signed.Split(';');
        return names.Zip(names.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0)
            && names.All(name => name.Length > 0 && !name.Any(char.IsAsciiLetterUpper))
            ? new V3Authorization(accessKeyId, names, signature)
            : null;
    }

    /// <summary>The header's text.</summary>
    public override string ToString() =>
        $"{SignatureV3.Algorithm} Credential={AccessKeyId},SignedHeaders={string.Join(';', SignedHeaders)},Signature={Signature}";
}
