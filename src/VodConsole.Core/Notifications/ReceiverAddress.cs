using System.Net;
using System.Net.Sockets;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Notifications;

/// <summary>
/// Which addresses a receiver may have. A notification is a request that this server makes wherever somebody wants it to: it must not
/// reach what only this server can reach, unless whoever runs it has said so; and never what gives a machine its credentials.
/// </summary>
public static class ReceiverAddress
{
    // Services that clouds give their machines at addresses that look like any other.
    private static readonly IPAddress[] Metadata =
        [IPAddress.Parse("100.100.100.200"), IPAddress.Parse("168.63.129.16"), IPAddress.Parse("192.0.0.192"), IPAddress.Parse("fd00:ec2::254")];

    private static readonly IPNetwork[] Never =
    [
        .. new[]
        {
            "0.0.0.0/8", "169.254.0.0/16", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "100::/64", "2001::/32", "2001:db8::/32", "fe80::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork[] Private =
    [
        .. new[]
        {
            "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "::1/128", "fc00::/7", "fec0::/10",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Returns when a receiver may be at <paramref name="address"/>.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.CallbackAddressForbidden"/>: never; <see cref="ErrorCode.CallbackAddressPrivate"/>: only where the
    /// configuration allows it.
    /// </exception>
    public static void Require(IPAddress address, bool allowsPrivate)
    {
        switch (ReachOf(address))
        {
            case AddressReach.Forbidden: throw new VodException(ErrorCode.CallbackAddressForbidden, address);
            case AddressReach.Private when !allowsPrivate: throw new VodException(ErrorCode.CallbackAddressPrivate, address);
        }
    }

    /// <summary>Where an address leads.</summary>
    public static AddressReach ReachOf(IPAddress address)
    {
        var plain = Inner(address);
        if (Metadata.Contains(plain) || Lies(plain, Never)) return AddressReach.Forbidden;
        return Lies(plain, Private) ? AddressReach.Private : AddressReach.Public;
    }

    private static bool Lies(IPAddress address, IPNetwork[] networks) => networks.Any(network => network.Contains(address));

    /// <summary>The IPv4 address inside an IPv6 one that only carries it: mapped, compatible, NAT64, 6to4.</summary>
    private static IPAddress Inner(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes is [0x20, 0x02, ..]) return new IPAddress(bytes.AsSpan(2, 4));
        var carriesAtItsEnd = bytes.AsSpan(0, 12).SequenceEqual((ReadOnlySpan<byte>)[0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0])
            || (!bytes.AsSpan(0, 12).ContainsAnyExcept((byte)0) && bytes.AsSpan(12, 3).ContainsAnyExcept((byte)0));
        return carriesAtItsEnd ? new IPAddress(bytes.AsSpan(12, 4)) : new IPAddress(bytes);
    }
}

/// <summary>Where an address leads.</summary>
public enum AddressReach
{
    /// <summary>To the internet.</summary>
    Public,
    /// <summary>Into this machine or its own network.</summary>
    Private,
    /// <summary>To a link-local, metadata, multicast or unassigned address, which is no receiver's.</summary>
    Forbidden,
}
