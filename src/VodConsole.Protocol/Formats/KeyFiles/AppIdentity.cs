using System.Text;

namespace VodConsole.Protocol.Formats.KeyFiles;

/// <summary>
/// An app as a key file names it, in the one canonical writing (<c>security-reliability.md</c> §2a). Two texts that mean the same
/// app are equal here. It is public knowledge, not a secret: anyone who has the app can read it.
/// </summary>
public sealed record AppIdentity
{
    /// <summary>Characters of a canonical identity at most: the longest is that of an iOS bundle ID.</summary>
    public const int CanonicalLimit = 11 + BundleIdLimit;

    /// <summary>Characters in an iOS bundle ID.</summary>
    public const int BundleIdLimit = 155;

    /// <summary>Hex digits in the serial number of a certificate: 20 bytes (RFC 5280 §4.1.2.2).</summary>
    public const int SerialLimit = 40;

    private AppIdentity(AppPlatform platform, string value) => (Platform, Value) = (platform, value);

    /// <summary>The platform.</summary>
    public AppPlatform Platform { get; }

    /// <summary>The identity without its platform: 40 lower-case hex digits, a bundle ID, or a serial number in lower-case hex.</summary>
    public string Value { get; }

    /// <summary>What is hashed into the key file and stored: <c>android-sha1:…</c>, <c>ios-bundle:…</c> or <c>windows-serial:…</c>.</summary>
    public string Canonical => $"{Prefix(Platform)}{Value}";

    /// <summary><see cref="Value"/> as the platform's own tools print it: an Android fingerprint in upper case with colons.</summary>
    public string Display => Platform == AppPlatform.Android ? Colons(Value) : Value;

    /// <summary>
    /// The well-known debug keystore that this identity is the fingerprint of, such as <c>AOSP testkey</c>; null for every other.
    /// Anyone can sign an app with it, so a key file for it is bound to nothing: fit for development only.
    /// </summary>
    public string? PublicKeystore => PublicKeystores.Find(Platform, Value);

    /// <summary>Reads an identity as a person or a tool wrote it.</summary>
    /// <param name="platform">The platform that it is meant for.</param>
    /// <param name="text">The text; null counts as empty.</param>
    /// <param name="identity">The identity, when the result is null.</param>
    /// <returns>Null, or why not.</returns>
    public static ErrorCode? Read(AppPlatform platform, string? text, out AppIdentity? identity) => AppIdentityReader.Read(platform, text, out identity);

    /// <summary>Reads <see cref="Canonical"/> back; null when the text is anything else.</summary>
    public static AppIdentity? FindCanonical(string text)
    {
        foreach (var platform in Enum.GetValues<AppPlatform>())
            if (text.StartsWith(Prefix(platform), StringComparison.Ordinal)
                && AppIdentityReader.IsCanonical(platform, text[Prefix(platform).Length..]))
                return Of(platform, text[Prefix(platform).Length..]);
        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Canonical;

    internal static AppIdentity Of(AppPlatform platform, string value) => new(platform, value);

    private static string Prefix(AppPlatform platform) => platform switch
    {
        AppPlatform.Android => "android-sha1:",
        AppPlatform.Ios => "ios-bundle:",
        AppPlatform.Windows => "windows-serial:",
        _ => throw new ArgumentOutOfRangeException(nameof(platform)),
    };

    private static string Colons(string hex)
    {
        var text = new StringBuilder(hex.Length / 2 * 3);
        for (var at = 0; at < hex.Length; at += 2)
        {
            if (at > 0) text.Append(':');
            text.Append(hex.AsSpan(at, 2));
        }

        return text.ToString().ToUpperInvariant();
    }
}
