using VodConsole.Core.Downloads.AppIdentities;
using VodConsole.Protocol;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Bench;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Samples;

namespace VodConsole.Core.Tests.Downloads.AppIdentities;

public sealed class AndroidAppTests
{
    public static TheoryData<uint, IdentitySource> Schemes => new()
    {
        { Scheme2, IdentitySource.ApkScheme2 }, { Scheme3, IdentitySource.ApkScheme3 }, { Scheme31, IdentitySource.ApkScheme31 },
    };

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Finds_the_fingerprint_that_a_signing_block_gives(uint scheme, IdentitySource source)
    {
        var found = await FindOneAsync(Apk((scheme, scheme == Scheme2 ? Signers2(Release) : Signers3(Release))));

        Assert.Equal(AndroidOf(Release), found.Identity.Canonical);
        Assert.Equal(source, found.Source);
        Assert.Equal("CN=Release, O=Example, C=CN", found.Subject);
        Assert.Empty(found.Warnings);
    }

    [Fact]
    public async Task Finds_the_fingerprint_of_jar_signing_when_there_is_no_block()
    {
        var found = await FindOneAsync(JarSigned(Release));

        Assert.Equal((AndroidOf(Release), IdentitySource.ApkScheme1), (found.Identity.Canonical, found.Source));
    }

    [Fact]
    public async Task Names_one_certificate_once_however_many_schemes_have_it()
    {
        var found = await FindOneAsync(Apk((Scheme2, Signers2(Release)), (Scheme3, Signers3(Release)), (0x42726577, new byte[40])));

        Assert.Equal(IdentitySource.ApkScheme3, found.Source);
    }

    [Fact]
    public async Task Names_each_of_several_signers()
    {
        var found = await FindAsync(Apk((Scheme2, Signers2(Release, Other))));

        Assert.Equal([AndroidOf(Release), AndroidOf(Other)], found.Select(one => one.Identity.Canonical));
    }

    [Fact]
    public async Task Offers_older_certificates_of_a_rotated_key_and_says_so()
    {
        var found = await FindAsync(Apk((Scheme2, Signers2(Other)), (Scheme3, Signers3(Release, Other, Release))));

        Assert.Equal([AndroidOf(Release), AndroidOf(Other)], found.Select(one => one.Identity.Canonical));
        Assert.All(found, one => Assert.Equal([IdentityWarning.RotatedKey], one.Warnings));
    }

    [Theory]
    [InlineData("CN=Android Debug, O=Android, C=US")]
    [InlineData("C=US, O=Android, CN=Android Debug")]
    public async Task Marks_a_debug_key_by_the_name_that_the_tools_give_it(string subject)
    {
        var found = await FindOneAsync(Apk((Scheme2, Signers2(Certify(subject)))));

        Assert.Equal([IdentityWarning.DebugKey], found.Warnings);
    }

    [Fact]
    public async Task Does_not_mark_a_key_whose_name_only_mentions_debugging()
    {
        Assert.Empty((await FindOneAsync(Apk((Scheme2, Signers2(Certify("CN=Android Debugger, O=Example")))))).Warnings);
    }

    [Fact]
    public async Task Marks_an_expired_certificate()
    {
        var found = await FindOneAsync(Apk((Scheme2, Signers2(Certify("CN=Old", until: Today.AddDays(-1))))));

        Assert.Equal([IdentityWarning.Expired], found.Warnings);
    }

    [Fact]
    public async Task Marks_an_app_bundle_because_the_store_signs_again()
    {
        Assert.Equal([IdentityWarning.UploadKey], (await FindOneAsync(JarSigned(Release, ("BundleConfig.pb", [1])))).Warnings);
    }

    [Fact]
    public Task Refuses_an_app_without_a_signature() => RefuseAsync(ErrorCode.AppFileNotSigned, Apk(), "app.apk");

    [Fact]
    public Task Refuses_an_archive_that_is_no_app() => RefuseAsync(ErrorCode.AppFileUnknown, Zip(("readme.txt", [1])), "app.zip");

    [Fact]
    public Task Refuses_a_file_that_is_named_like_an_app_and_is_none() => RefuseAsync(ErrorCode.AppFileNotZip, new byte[100], "player.APK");

    [Fact]
    public async Task Does_not_care_about_the_name_of_a_real_app()
    {
        Assert.Equal(AndroidOf(Release), (await FindOneAsync(Apk((Scheme2, Signers2(Release))), "player.txt")).Identity.Canonical);
    }

    [Fact]
    public async Task Finds_the_directory_before_a_comment_that_looks_like_its_end()
    {
        var apk = JarSigned(Release);
        apk[^2] = 30;

        Assert.Single(await FindAsync([.. apk, .. "PK\x05\x06"u8, .. new byte[26]]));
    }

    [Fact]
    public async Task Shows_a_subject_without_what_would_turn_the_line_around()
    {
        var found = await FindOneAsync(Apk((Scheme2, Signers2(Certify("CN=\u202Egnp.exe, O=" + new string('x', 60))))));

        Assert.DoesNotContain('\u202E', found.Subject!);
    }
}
