using System.Net;
using System.Security.Cryptography;
using System.Text;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Notifications;

/// <summary>What a receiver's address and a signing key must be like (<c>vod-contract.md</c> §7).</summary>
public static class CallbackRules
{
    /// <summary>Characters in a key at most.</summary>
    public const int KeyLimit = 32;

    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    /// <summary>Returns when notifications could go to <paramref name="url"/>, as far as its text tells.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.CallbackUrlInvalid"/>; <see cref="ErrorCode.CallbackUrlTooLong"/>; for an IP address that is not allowed
    /// <see cref="ErrorCode.CallbackAddressPrivate"/> or <see cref="ErrorCode.CallbackAddressForbidden"/>.
    /// </exception>
    public static void RequireUrl(string url, bool allowsPrivate)
    {
        if (Encoding.UTF8.GetByteCount(url) > CallbackSettings.UrlLimit)
            throw new VodException(ErrorCode.CallbackUrlTooLong, CallbackSettings.UrlLimit);
        if (Read(url) is not { } address) throw new VodException(ErrorCode.CallbackUrlInvalid, url);
        if (IPAddress.TryParse(address.DnsSafeHost, out var literal)) ReceiverAddress.Require(literal, allowsPrivate);
    }

    /// <summary>Whether <paramref name="url"/> is an address that notifications can be sent to.</summary>
    public static bool IsUrl(string url) => Find(url) is not null;

    /// <summary>The address that <paramref name="url"/> is, or null when no notification can be sent to it.</summary>
    public static Uri? Find(string url) => Encoding.UTF8.GetByteCount(url) <= CallbackSettings.UrlLimit ? Read(url) : null;

    /// <summary>Returns when <paramref name="key"/> keeps the rule.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.CallbackKeyInvalid"/>.</exception>
    public static void RequireKey(string key)
    {
        if (!IsKey(key)) throw new VodException(ErrorCode.CallbackKeyInvalid, KeyLimit);
    }

    /// <summary>Whether <paramref name="key"/> keeps the rule.</summary>
    public static bool IsKey(string key) =>
        key.Length is > 0 and <= KeyLimit && key.All(character => character is > ' ' and <= '~')
        && key.Any(char.IsAsciiLetterUpper) && key.Any(char.IsAsciiLetterLower) && key.Any(char.IsAsciiDigit);

    /// <summary>A new key of full length, about 186 random bits.</summary>
    public static string MakeKey()
    {
        for (; ; )
        {
            var key = RandomNumberGenerator.GetString(Letters, KeyLimit);
            if (IsKey(key)) return key;
        }
    }

    // A password in an address would be stored and shown in the clear, and a fragment is never sent.
    private static Uri? Read(string url) =>
        url.All(character => character > ' ' && !char.IsControl(character))
        && Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { UserInfo: "", Fragment: "", Host.Length: > 0 }
            ? address
            : null;
}
