using System.Globalization;
using VodConsole.Core.Refusals;
using VodConsole.Core.Storage;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Downloads.AppIdentities;

/// <summary>
/// Finds fingerprints in what people paste: <c>keytool -list</c> and <c>-printcert</c> in English and Chinese, Gradle's
/// <c>signingReport</c>, <c>apksigner verify --print-certs</c>, <c>openssl x509 -fingerprint</c>, or a fingerprint alone.
/// </summary>
internal sealed class SigningReport
{
    /// <summary>Characters of a report at most; a keystore of 300 entries has about one million.</summary>
    public const int TextLimit = 1 << 20;

    private const int EntryLimit = 100;

    private readonly List<Entry> _entries = [];
    private string? _variant;
    private string? _alias;
    private string? _owner;
    private string? _store;
    private int _chainIndex = 1;
    private bool _hasSha256;

    private SigningReport()
    {
    }

    /// <summary>The identifiers in <paramref name="text"/>, each once, with the aliases or variants that it has.</summary>
    /// <exception cref="VodException">The text is too long, or holds no SHA-1 fingerprint.</exception>
    public static IReadOnlyList<FoundIdentity> Find(string text)
    {
        RequireSize(text.Length);
        var report = new SigningReport();
        foreach (var line in text.AsSpan().EnumerateLines()) report.Read(line.Trim());
        if (report._entries.Count == 0)
            throw new VodException(report._hasSha256 ? ErrorCode.AppReportOnlySha256 : ErrorCode.AppReportNoFingerprint);
        return [.. report._entries.GroupBy(entry => entry.Identity).Select(Identify)];
    }

    /// <summary>Refuses a report of this many characters or bytes before it is taken in.</summary>
    public static void RequireSize(long length)
    {
        if (length > TextLimit) throw new VodException(ErrorCode.AppReportTooLong, ByteSize.Format(TextLimit));
    }

    private static FoundIdentity Identify(IGrouping<AppIdentity, Entry> same)
    {
        var names = string.Join(", ", same.Select(entry => entry.Name).OfType<string>().Distinct());
        return new FoundIdentity(
            same.Key, IdentitySource.Report, DisplayText.Shorten(same.First().Owner), DisplayText.Shorten(names), null,
            same.Any(entry => entry.IsDebug) ? [IdentityWarning.DebugKey] : []);
    }

    private void Read(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOfAny(":：=");
        if (colon < 0 ? !ReadListed(line) : !ReadLabelled(line[..colon].Trim(), line[(colon + 1)..].Trim())) AddFingerprint(line);
    }

    private bool ReadLabelled(ReadOnlySpan<char> label, ReadOnlySpan<char> value)
    {
        switch (label)
        {
            case "Variant":
                (_variant, _alias, _owner, _store) = (value.ToString(), null, null, null);
                return true;
            case "Alias" or "Alias name" or "别名":
                (_alias, _owner, _chainIndex) = (value.ToString(), null, 1);
                return true;
            case "Store":
                _store = value.ToString();
                return true;
            case "Owner" or "所有者":
                _owner = value.ToString();
                return true;
            case "SHA1" or "SHA-1" or "Certificate fingerprint (SHA1)" or "证书指纹 (SHA1)" or "证书指纹(SHA1)":
                AddFingerprint(value);
                return true;
            case "SHA256" or "SHA-256" or "Certificate fingerprint (SHA-256)" or "证书指纹 (SHA-256)":
                _hasSha256 = true;
                return true;
        }

        if (label.EndsWith("certificate DN", StringComparison.Ordinal)) _owner = value.ToString();
        else if (label.EndsWith("certificate SHA-1 digest", StringComparison.Ordinal)) AddSigner(label, value);
        else if (label.Equals("SHA1 Fingerprint", StringComparison.OrdinalIgnoreCase)) AddFingerprint(value);
        else if (FindChainIndex(label) is { } index) _chainIndex = index;
        else return false;
        return true;
    }

    // keytool without -v: "alias, date, PrivateKeyEntry," before the fingerprint.
    private bool ReadListed(ReadOnlySpan<char> line)
    {
        var end = line.IndexOf(',');
        if (end < 0 || !line.TrimEnd(',').EndsWith("Entry", StringComparison.Ordinal)) return false;
        (_alias, _owner, _chainIndex) = (line[..end].ToString(), null, 1);
        return true;
    }

    // The stamp of a store says where an app came from, not who signed it.
    private void AddSigner(ReadOnlySpan<char> label, ReadOnlySpan<char> value)
    {
        if (!label.Contains("Stamp", StringComparison.OrdinalIgnoreCase)) AddFingerprint(value);
    }

    private void AddFingerprint(ReadOnlySpan<char> text)
    {
        const int longest = 20 * 3;
        if (text.Length is 0 or > longest || _chainIndex > 1 || _entries.Count == EntryLimit) return;
        if (AppIdentity.Read(AppPlatform.Android, text.ToString(), out var identity) is not null) return;
        var isDebug = DebugKeys.Include(identity!.Value, _owner)
            || string.Equals(_alias, "AndroidDebugKey", StringComparison.OrdinalIgnoreCase)
            || _store?.EndsWith("debug.keystore", StringComparison.OrdinalIgnoreCase) == true;
        _entries.Add(new Entry(identity, _variant ?? _alias, _owner, isDebug));
    }

    // "Certificate[2]" and "Certificate #2" are the issuers of the first.
    private static int? FindChainIndex(ReadOnlySpan<char> label)
    {
        foreach (var word in (ReadOnlySpan<string>)["Certificate", "证书"])
            if (label.StartsWith(word, StringComparison.Ordinal)
                && int.TryParse(label[word.Length..].Trim(" #[]"), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                return index;
        return null;
    }

    private sealed record Entry(AppIdentity Identity, string? Name, string? Owner, bool IsDebug);
}
