using System.Text;
using VodConsole.Core.Downloads.AppIdentities;
using VodConsole.Protocol;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Bench;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Samples;

namespace VodConsole.Core.Tests.Downloads.AppIdentities;

public sealed class IosAppTests
{
    private static readonly (string, string)[] Strings = [("CFBundleIdentifier", "com.example.player"), ("CFBundleDisplayName", "离线播放器")];

    public static TheoryData<bool> Writings => [true, false];

    [Theory]
    [MemberData(nameof(Writings))]
    public async Task Finds_the_bundle_id_in_either_writing_of_the_list(bool binary)
    {
        var found = await FindOneAsync(Ipa(binary ? BinaryList(Strings) : XmlList(Strings)));

        Assert.Equal("ios-bundle:com.example.player", found.Identity.Canonical);
        Assert.Equal((IdentitySource.InfoPlist, "离线播放器"), (found.Source, found.Subject));
        Assert.Empty(found.Warnings);
    }

    [Theory]
    [InlineData("ABCDE12345.com.example.player")]
    [InlineData("ABCDE12345.*")]
    [InlineData("ABCDE12345.com.example.*")]
    public async Task Finds_nothing_amiss_with_a_profile_that_fits(string application)
    {
        Assert.Empty((await FindOneAsync(Ipa(XmlList(Strings), Profile(application)))).Warnings);
    }

    [Theory]
    [InlineData("ABCDE12345.com.example.other")]
    [InlineData("ABCDE12345.com.elsewhere.*")]
    public async Task Warns_of_a_profile_for_another_app(string application)
    {
        Assert.Equal([IdentityWarning.ProfileDiffers], (await FindOneAsync(Ipa(XmlList(Strings), Profile(application)))).Warnings);
    }

    [Fact]
    public async Task Takes_the_bundle_id_of_the_profile_when_the_list_has_none()
    {
        var found = await FindOneAsync(Ipa(XmlList(), Profile("ABCDE12345.com.example.player")));

        Assert.Equal(("ios-bundle:com.example.player", IdentitySource.Profile), (found.Identity.Canonical, found.Source));
        Assert.Equal([IdentityWarning.FromProfile], found.Warnings);
    }

    [Fact]
    public async Task Takes_a_profile_by_itself()
    {
        var found = await FindOneAsync(Profile("ABCDE12345.com.example.player"), "player.mobileprovision");

        Assert.Equal(("ios-bundle:com.example.player", "Player"), (found.Identity.Canonical, found.Subject));
    }

    [Theory]
    [MemberData(nameof(Writings))]
    public async Task Takes_a_list_by_itself(bool binary)
    {
        Assert.Equal("com.example.player", (await FindOneAsync(binary ? BinaryList(Strings) : XmlList(Strings))).Identity.Value);
    }

    [Fact]
    public Task Refuses_a_profile_that_fits_any_app() => RefuseAsync(ErrorCode.AppFileWildcardProfile, Profile("ABCDE12345.*"));

    [Fact]
    public Task Refuses_an_app_that_names_no_bundle_id() => RefuseAsync(ErrorCode.AppFileNoBundleId, Ipa(XmlList()));

    [Fact]
    public Task Refuses_a_list_of_a_project_that_was_not_built() =>
        RefuseAsync(ErrorCode.AppFileNoBundleId, XmlList(("CFBundleIdentifier", "$(PRODUCT_BUNDLE_IDENTIFIER)")));

    [Fact]
    public Task Refuses_several_apps() => RefuseAsync(
        ErrorCode.AppFileSeveralApps,
        Zip(("Payload/A.app/Info.plist", XmlList(Strings)), ("Payload/B.app/Info.plist", XmlList(Strings))));

    [Fact]
    public Task Refuses_a_list_that_is_none() => RefuseAsync(ErrorCode.AppFileDamaged, Ipa("bplist00 and nothing else"u8.ToArray()));

    [Fact]
    public Task Expands_no_entity() => RefuseAsync(
        ErrorCode.AppFileDamaged,
        Ipa(Encoding.UTF8.GetBytes(
            """
            <?xml version="1.0"?><!DOCTYPE plist [<!ENTITY id SYSTEM "file:///etc/hostname">]>
            <plist><dict><key>CFBundleIdentifier</key><string>&id;</string></dict></plist>
            """)));

    [Fact]
    public async Task Goes_as_deep_as_it_must_in_a_list_of_a_hundred_thousand_levels()
    {
        const int levels = 100_000;
        var deep = string.Concat(Enumerable.Repeat("<array>", levels)) + string.Concat(Enumerable.Repeat("</array>", levels));
        var list = Encoding.UTF8.GetString(XmlList(Strings)).Replace("<array>", deep + "<array>", StringComparison.Ordinal);

        Assert.Equal("com.example.player", (await FindOneAsync(Ipa(Encoding.UTF8.GetBytes(list)))).Identity.Value);
    }

    [Fact]
    public async Task Does_not_follow_a_binary_list_that_contains_itself()
    {
        byte[] dictionary = [0xD3, 0, 1, 0, 2, 0, 3, 0, 0, 0, 0, 0, 4];
        var list = BinaryList([dictionary, .. Objects("a", "Entitlements", "CFBundleIdentifier", "com.example.player")]);

        Assert.Equal("com.example.player", (await FindOneAsync(Ipa(list))).Identity.Value);
    }

    private static IEnumerable<byte[]> Objects(params string[] texts) =>
        texts.Select(text => (byte[])[0x5F, 0x10, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)]);
}
