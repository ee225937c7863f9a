namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>Normalises what people and tools write for an app, and says which rule a text breaks.</summary>
internal static class AppIdentityReader
{
    private const int TextLimit = 1024;
    private const int SerialLimit = 40;

    public static ErrorCode? Read(AppPlatform platform, string? text, out AppIdentity? identity)
    {
        identity = null;
        if (string.IsNullOrEmpty(text)) return ErrorCode.AppIdentityMissing;
        if (text.Length > TextLimit) return ErrorCode.AppIdentityTooLong;
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

    private static (string?, ErrorCode?) Fingerprint(string text)
    {
        var hex = text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        if (!hex.All(char.IsAsciiHexDigitLower)) return (null, ErrorCode.AppIdentityNotSha1);
        return hex.Length switch
        {
            40 => (hex, null),
            64 => (null, ErrorCode.AppIdentityIsSha256),
            _ => (null, ErrorCode.AppIdentityNotSha1),
        };
    }

    private static (string?, ErrorCode?) BundleId(string text) =>
        text.Length > AppIdentity.BundleIdLimit ? (null, ErrorCode.AppIdentityTooLong)
        : text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-') ? (text, null)
        : (null, ErrorCode.AppIdentityNotBundleId);

    private static (string?, ErrorCode?) Serial(string text)
    {
        var hex = text.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (!hex.All(char.IsAsciiHexDigitLower) || hex.Length % 2 != 0) return (null, ErrorCode.AppIdentityNotSerial);
        while (hex.StartsWith("00", StringComparison.Ordinal)) hex = hex[2..];
        return hex.Length is > 0 and <= SerialLimit ? (hex, null) : (null, ErrorCode.AppIdentityNotSerial);
    }
}
