using System.Globalization;
using Microsoft.Extensions.Options;
using VodConsole.Protocol.Signing;

namespace VodConsole.Core.Playback;

/// <summary>
/// Signs and checks playlist and segment addresses by <see cref="TypeAKey"/> where it is turned on. It comes on top of tokens and signatures: it
/// lets a content delivery network turn strangers away, which knows nothing of ours. Thread-safe.
/// </summary>
public sealed class UrlAuthentication(IOptions<UrlAuthenticationOptions> options, TimeProvider clock)
{
    /// <summary>Whether addresses need it.</summary>
    public bool IsRequired => options.Value.PrimaryKey.Length > 0;

    /// <summary>What an address's query string ends with: <c>&amp;auth_key=…</c>, or nothing where it is turned off.</summary>
    /// <param name="path">The address's path.</param>
    /// <param name="beyond">How much longer it is to count than <see cref="UrlAuthenticationOptions.ValidSeconds"/>: the length of what is played.</param>
    public string Sign(string path, TimeSpan beyond = default) => IsRequired
        ? $"&{TypeAKey.Parameter}={TypeAKey.Sign(path, (clock.GetUtcNow() + beyond).ToUnixTimeSeconds(), $"{Guid.NewGuid():N}", "0", options.Value.PrimaryKey)}"
        : "";

    /// <summary>Why an address is refused, in the words that such networks use; null when it holds, or where it is turned off.</summary>
    public string? Refuse(string path, string? value)
    {
        if (!IsRequired) return null;
        if (TypeAKey.Parse(value) is not { } key) return "denied by req auth: no url arg auth_key";
        if (key.Timestamp + options.Value.ValidSeconds < clock.GetUtcNow().ToUnixTimeSeconds())
            return string.Create(CultureInfo.InvariantCulture, $"denied by req auth: expired timestamp={key.Timestamp}");
        var fits = key.Fits(path, options.Value.PrimaryKey)
            || (options.Value.SecondaryKey.Length > 0 && key.Fits(path, options.Value.SecondaryKey));
        return fits ? null : $"denied by req auth: invalid md5hash={key.Hash}";
    }
}
