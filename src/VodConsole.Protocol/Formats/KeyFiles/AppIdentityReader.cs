namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>Normalises what people and tools write for an app, and says which rule a text breaks.</summary>
internal static class AppIdentityReader
{
    /// <summary>Characters that are looked at. More than any identifier has with its decoration, so the rest of a long text costs nothing.</summary>
    private const int TextLimit = 1024;

    private const int Md5Digits = 32;
    private const int Sha1Digits = 40;
    private const int Sha256Digits = 64;

    public static ErrorCode? Read(AppPlatform platform, string? text, out AppIdentity? identity)
    {
        identity = null;
        if (string.IsNullOrEmpty(text)) return ErrorCode.AppIdentityMissing;
        if (text.Length > TextLimit) return ErrorCode.AppIdentityTooLong;
        if (text.Any(char.IsControl)) return ErrorCode.AppIdentityHasControls;
        if (!text.All(char.IsAscii)) return ErrorCode.AppIdentityNotAscii;
        if (string.IsNullOrWhiteSpace(text)) return ErrorCode.AppIdentityMissing;
        if (text[0] == ' ' || text[^1] == ' ') return ErrorCode.AppIdentityHasOuterSpaces;
        var (value, fault) = platform switch
        {
            AppPlatform.Android => Fingerprint(text),
            AppPlatform.Ios => BundleId(text),
            AppPlatform.Windows => Serial(text),
            _ => throw new ArgumentOutOfRangeException(nameof(platform)),
        };
        if (fault is null) identity = AppIdentity.Of(platform, value!);
        return fault;
    }

    /// <summary>Whether <paramref name="value"/> is what <see cref="Read"/> makes of some text.</summary>
    public static bool IsCanonical(AppPlatform platform, string value) => platform switch
    {
        AppPlatform.Android => value.Length == Sha1Digits && value.All(char.IsAsciiHexDigitLower),
        AppPlatform.Ios => value.Length is > 0 and <= AppIdentity.BundleIdLimit && value.All(IsOfBundleId),
        AppPlatform.Windows => IsSerial(value),
        _ => false,
    };

    private static (string?, ErrorCode?) Fingerprint(string text) => HexPairs(text) switch
    {
        { Length: Sha1Digits } hex => (hex, null),
        { Length: Sha256Digits } => (null, ErrorCode.AppIdentityIsSha256),
        { Length: Md5Digits } => (null, ErrorCode.AppIdentityIsMd5),
        _ => (null, LooksLikeBundleId(text) ? ErrorCode.AppIdentityIsBundleId : ErrorCode.AppIdentityNotSha1),
    };

    /// <summary>Nobody names an app by hex digits alone, so these are what was copied from a certificate.</summary>
    private static (string?, ErrorCode?) BundleId(string text) => HexPairs(text)?.Length switch
    {
        Sha1Digits => (null, ErrorCode.AppIdentityIsSha1),
        Sha256Digits => (null, ErrorCode.AppIdentityIsSha256),
        >= 16 and < Sha1Digits => (null, ErrorCode.AppIdentityIsSerial),
        _ when text.Length > AppIdentity.BundleIdLimit => (null, ErrorCode.AppIdentityTooLong),
        _ => text.All(IsOfBundleId) ? (text, null) : (null, ErrorCode.AppIdentityNotBundleId),
    };

    private static (string?, ErrorCode?) Serial(string text)
    {
        if (LooksLikeBundleId(text)) return (null, ErrorCode.AppIdentityIsBundleId);
        var hex = text.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (!hex.All(char.IsAsciiHexDigitLower)) return (null, ErrorCode.AppIdentityNotSerial);
        if (hex.Length == Sha256Digits) return (null, ErrorCode.AppIdentityIsSha256);
        if (IsFingerprint(text, hex)) return (null, ErrorCode.AppIdentityIsSha1);
        // keytool prints a serial number without its leading zero.
        if (hex.Length % 2 != 0) hex = "0" + hex;
        while (hex.StartsWith("00", StringComparison.Ordinal)) hex = hex[2..];
        return IsSerial(hex) ? (hex, null) : (null, ErrorCode.AppIdentityNotSerial);
    }

    /// <summary>One of at most 20 bytes that is above zero, without the zero bytes in front (RFC 5280 §4.1.2.2).</summary>
    private static bool IsSerial(string hex) =>
        hex.Length is > 0 and <= AppIdentity.SerialLimit && hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigitLower)
        && !hex.StartsWith("00", StringComparison.Ordinal) && (hex.Length < AppIdentity.SerialLimit || hex[0] < '8');

    /// <summary>
    /// A serial number may have 20 bytes too, as a SHA-1 has (RFC 5280 §4.1.2.2). But it is positive, so that its highest bit is
    /// not set, and where it is shown at that length it has no colons.
    /// </summary>
    private static bool IsFingerprint(string text, string hex) =>
        hex.Length == Sha1Digits && (text.Contains(':', StringComparison.Ordinal) ? !hex.StartsWith("00", StringComparison.Ordinal) : hex[0] >= '8');

    /// <summary>The digits in lower case, when <paramref name="text"/> is hex pairs with colons between some, all or none; else null.</summary>
    private static string? HexPairs(string text)
    {
        var hex = new char[text.Length];
        var digits = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == ':' && digits % 2 == 0 && at > 0 && at < text.Length - 1 && text[at - 1] != ':') continue;
            if (!char.IsAsciiHexDigit(text[at])) return null;
            hex[digits++] = char.ToLowerInvariant(text[at]);
        }

        return digits % 2 == 0 ? new(hex, 0, digits) : null;
    }

    private static bool LooksLikeBundleId(string text) =>
        text.Contains('.', StringComparison.Ordinal) && text.All(character => IsOfBundleId(character) || character == '_');

    private static bool IsOfBundleId(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '-';
}
