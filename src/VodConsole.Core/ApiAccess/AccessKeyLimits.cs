using System.Net;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.ApiAccess;

/// <summary>What a person can set on an access key.</summary>
/// <param name="Note">What it is for.</param>
/// <param name="ExpiresAt">When it ends, UTC; null for never.</param>
/// <param name="AllowedAddresses">Addresses or networks (<c>192.0.2.7</c>, <c>2001:db8::/32</c>), separated by spaces, commas or lines; empty for everywhere.</param>
public sealed record AccessKeyLimits(string Note, DateTime? ExpiresAt, string AllowedAddresses)
{
    /// <summary>No limits.</summary>
    public static AccessKeyLimits None { get; } = new("", null, "");

    /// <summary>The same in the stored writing.</summary>
    /// <exception cref="VodException"><see cref="ErrorCode.AccessKeyNoteTooLong"/> or <see cref="ErrorCode.AddressInvalid"/>.</exception>
    internal AccessKeyLimits Checked()
    {
        var note = Note.Trim();
        if (note.Length > AccessKey.NoteLimit) throw new VodException(ErrorCode.AccessKeyNoteTooLong, AccessKey.NoteLimit);
        var networks = AllowedAddresses.Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Network(text) ?? throw new VodException(ErrorCode.AddressInvalid, text)).Distinct();
        var addresses = string.Join(' ', networks);
        return addresses.Length > AccessKey.AllowedAddressesLimit
            ? throw new VodException(ErrorCode.AddressInvalid, "…")
            : new AccessKeyLimits(note, ExpiresAt, addresses);
    }

    /// <summary>
    /// Whether a request may be let in that <paramref name="before"/> would not have let in. Both in the stored writing. That the networks before
    /// hold a new one only together is not seen.
    /// </summary>
    internal bool AdmitMoreThan(AccessKeyLimits before)
    {
        if (before.ExpiresAt is { } end && (ExpiresAt is not { } newEnd || newEnd > end)) return true;
        if (before.AllowedAddresses.Length == 0) return false;
        if (AllowedAddresses.Length == 0) return true;
        var networks = before.AllowedAddresses.Split(' ').Select(text => IPNetwork.Parse(text)).ToList();
        return !AllowedAddresses.Split(' ').Select(text => IPNetwork.Parse(text))
            .All(inner => networks.Any(outer => outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress)));
    }

    /// <summary>Whether <paramref name="address"/> lies in one of the stored networks; everything does when there are none.</summary>
    internal static bool Allow(string allowedAddresses, IPAddress? address)
    {
        if (allowedAddresses.Length == 0) return true;
        if (address is null) return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowedAddresses.Split(' ').Any(text => IPNetwork.Parse(text).Contains(plain));
    }

    /// <summary>A network, or one address as the network of itself; null for anything else.</summary>
    internal static IPNetwork? Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128)
            : null;
    }
}
