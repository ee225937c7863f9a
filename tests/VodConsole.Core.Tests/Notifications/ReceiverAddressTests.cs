using System.Net;
using CsCheck;
using VodConsole.Core.Notifications;

namespace VodConsole.Core.Tests.Notifications;

/// <summary>Where a receiver may be.</summary>
public sealed class ReceiverAddressTests
{
    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void Is_public(string address) => Assert.Equal(AddressReach.Public, ReceiverAddress.ReachOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.5")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("2002:0a00:0001::")]
    public void Is_private(string address) => Assert.Equal(AddressReach.Private, ReceiverAddress.ReachOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("2002:a9fe:a9fe::")]
    public void Is_no_receivers(string address) => Assert.Equal(AddressReach.Forbidden, ReceiverAddress.ReachOf(IPAddress.Parse(address)));

    [Fact]
    public void An_address_in_disguise_is_judged_as_itself() => Gen.Byte.Array[4].Sample(bytes =>
    {
        var plain = new IPAddress(bytes);
        var reach = ReceiverAddress.ReachOf(plain);
        return ReceiverAddress.ReachOf(plain.MapToIPv6()) == reach
            && ReceiverAddress.ReachOf(IPAddress.Parse($"64:ff9b::{plain}")) == reach
            && ReceiverAddress.ReachOf(new IPAddress([0x20, 0x02, .. bytes, .. new byte[10]])) == reach;
    });
}
