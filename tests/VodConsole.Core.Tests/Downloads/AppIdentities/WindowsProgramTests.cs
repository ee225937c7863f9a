using VodConsole.Core.Downloads.AppIdentities;
using VodConsole.Protocol;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Bench;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Samples;

namespace VodConsole.Core.Tests.Downloads.AppIdentities;

public sealed class WindowsProgramTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Finds_the_serial_number_of_the_signer(bool wide)
    {
        var found = await FindOneAsync(Program(Sign([1], Release), wide), "player.exe");

        Assert.Equal((WindowsOf(Release), IdentitySource.Authenticode), (found.Identity.Canonical, found.Source));
        Assert.Equal("CN=Release, O=Example, C=CN", found.Subject);
    }

    [Fact]
    public async Task Offers_the_signer_of_a_second_signature_too()
    {
        var found = await FindAsync(Program(SignTwice(Release, Other)));

        Assert.Equal([WindowsOf(Release), WindowsOf(Other)], found.Select(one => one.Identity.Canonical));
    }

    [Fact]
    public async Task Writes_a_serial_number_without_the_zero_that_keeps_it_positive()
    {
        var found = await FindOneAsync(Program(Sign([1], Certify("CN=Zero", serial: [0, 0x9A, 0xBC]))));

        Assert.Equal("windows-serial:9abc", found.Identity.Canonical);
    }

    [Fact]
    public async Task Finds_the_signer_of_a_windows_package()
    {
        var found = await FindOneAsync(Zip(("AppxManifest.xml", [1]), ("AppxSignature.p7x", [.. "PKCX"u8, .. Sign([1], Release)])), "player.msix");

        Assert.Equal(WindowsOf(Release), found.Identity.Canonical);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Refuses_a_program_without_a_signature(bool wide) => RefuseAsync(ErrorCode.AppFileProgramNotSigned, Program(null, wide));

    [Fact]
    public Task Refuses_a_program_whose_signature_is_cut_off() =>
        RefuseAsync(ErrorCode.AppFileTruncated, Program(Sign([1], Release))[..^10]);

    [Fact]
    public Task Refuses_what_only_begins_like_a_program() => RefuseAsync(ErrorCode.AppFileDamaged, [.. "MZ"u8, .. new byte[200]]);
}
