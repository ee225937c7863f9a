using System.Globalization;
using VodConsole.Core.ApiAccess;

namespace VodConsole.Core.Tests.ApiAccess;

public sealed class AccessKeyLimitsTests
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, "2030-01-01", false)]
    [InlineData("2030-01-01", "2030-01-01", false)]
    [InlineData("2030-01-01", "2029-12-31", false)]
    [InlineData("2030-01-01", "2030-01-02", true)]
    [InlineData("2030-01-01", null, true)]
    public void A_later_end_admits_more(string? before, string? after, bool isMore) =>
        Assert.Equal(isMore, Limits(after, "").AdmitMoreThan(Limits(before, "")));

    [Theory]
    [InlineData("", "", false)]
    [InlineData("", "192.0.2.0/24", false)]
    [InlineData("192.0.2.0/24", "", true)]
    [InlineData("192.0.2.0/24", "192.0.2.0/24", false)]
    [InlineData("192.0.2.0/24", "192.0.2.128/25 192.0.2.7", false)]
    [InlineData("192.0.2.128/25", "192.0.2.0/24", true)]
    [InlineData("192.0.2.0/24", "192.0.2.0/24 198.51.100.7", true)]
    [InlineData("192.0.2.0/24 2001:db8::/32", "2001:db8:1::/48", false)]
    [InlineData("0.0.0.0/0", "::/0", true)]
    public void A_network_outside_those_before_admits_more(string before, string after, bool isMore) =>
        Assert.Equal(isMore, Limits(null, after).AdmitMoreThan(Limits(null, before)));

    [Fact]
    public void Another_note_admits_no_more() =>
        Assert.False((Limits(null, "192.0.2.0/24") with { Note = "for the shop" }).AdmitMoreThan(Limits(null, "192.0.2.0/24")));

    private static AccessKeyLimits Limits(string? end, string networks) =>
        new AccessKeyLimits("", end is null ? null : DateTime.Parse(end, CultureInfo.InvariantCulture), networks).Checked();
}
