using CsCheck;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads.AppIdentities;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Downloads.AppIdentities;

public sealed class SigningReportTests
{
    private const string First = "3A:B0:55:AA:7C:E1:3F:CA:AF:E4:44:29:10:6A:1B:09:2E:E2:0E:73";
    private const string Second = "35:D2:BD:0F:41:3D:98:AF:C4:88:30:ED:89:A9:A2:45:F6:89:E2:1E";
    private const string Sha256 = "FF:25:AE:2E:92:86:53:C9:93:BC:36:39:A5:C8:89:F1:A1:DE:8D:F4:8D:A8:4F:7D:7F:CF:F3:4D:E7:1B:5A:94";

    private static readonly string[] Words = ["SHA1: ", "别名: ", "Variant: ", "\n", First, "Certificate[", "]:", ",Entry,"];

    [Fact]
    public void Reads_keytool_in_english()
    {
        var found = SigningReport.Find(
            $"""
            Keystore type: JKS

            Alias name: androiddebugkey
            Entry type: PrivateKeyEntry
            Certificate chain length: 1
            Certificate[1]:
            Owner: CN=Android Debug, O=Android, C=US
            Serial number: 8796b2ad8ad9010e
            Certificate fingerprints:
            {'\t'} SHA1: {First}
            {'\t'} SHA256: {Sha256}

            Alias name: release
            Certificate chain length: 2
            Certificate[1]:
            Owner: CN=Release, O=Example, C=CN
            Certificate fingerprints:
            {'\t'} SHA1: {Second}
            Certificate[2]:
            Owner: CN=Authority
            {'\t'} SHA1: 00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00
            """);

        Assert.Equal([(First, "androiddebugkey"), (Second, "release")], found.Select(one => (one.Identity.Display, one.Name!)));
        Assert.Equal([IdentityWarning.DebugKey], found[0].Warnings);
        Assert.Equal("CN=Release, O=Example, C=CN", found[1].Subject);
        Assert.Empty(found[1].Warnings);
    }

    [Fact]
    public void Reads_keytool_in_chinese()
    {
        var found = SigningReport.Find(
            $"""
            密钥库类型: JKS

            别名: 发布
            条目类型: PrivateKeyEntry
            证书链长度: 2
            证书[1]:
            所有者: CN=Release, O=Example, C=CN
            序列号: 52b71bb5e0a1f74e
            证书指纹:
            {'\t'} SHA1: {Second}
            {'\t'} SHA256: {Sha256}
            证书[2]:
            所有者: CN=Authority
            {'\t'} SHA1: {First}
            """);

        var only = Assert.Single(found);
        Assert.Equal((Second, "发布", "CN=Release, O=Example, C=CN"), (only.Identity.Display, only.Name, only.Subject));
    }

    [Fact]
    public void Reads_every_variant_of_gradle_and_marks_the_debug_ones()
    {
        var found = SigningReport.Find(
            $"""
            > Task :app:signingReport
            Variant: debug
            Config: debug
            Store: /home/me/.android/debug.keystore
            Alias: AndroidDebugKey
            MD5: 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF
            SHA1: {First}
            SHA-256: {Sha256}
            Valid until: Thursday, 1 January 2054
            ----------
            Variant: release
            Config: release
            Store: C:\keys\upload.jks
            Alias: upload
            SHA-1: {Second}
            ----------
            Variant: debugAndroidTest
            Config: debug
            Store: /home/me/.android/debug.keystore
            Alias: AndroidDebugKey
            SHA1: {First}
            ----------
            Variant: benchmark
            Config: null
            """);

        Assert.Equal(["debug, debugAndroidTest", "release"], found.Select(one => one.Name));
        Assert.Equal([1, 0], found.Select(one => one.Warnings.Count));
    }

    [Fact]
    public void Reads_apksigner_and_leaves_the_stamp_of_the_store_out()
    {
        var found = SigningReport.Find(
            $"""
            Signer #1 certificate DN: CN=Release, O=Example, C=CN
            Signer #1 certificate SHA-256 digest: ff25ae2e928653c993bc3639a5c889f1a1de8df48da84f7d7fcff34de71b5a94
            Signer #1 certificate SHA-1 digest: 35d2bd0f413d98afc48830ed89a9a245f689e21e
            Signer #1 certificate MD5 digest: 00112233445566778899aabbccddeeff
            Source Stamp Signer certificate SHA-1 digest: 3ab055aa7ce13fcaafe44429106a1b092ee20e73
            """);

        var only = Assert.Single(found);
        Assert.Equal((Second, "CN=Release, O=Example, C=CN"), (only.Identity.Display, only.Subject));
    }

    [Theory]
    [InlineData($"sha1 Fingerprint={Second}")]
    [InlineData($"release, Nov 24, 2026, PrivateKeyEntry, \nCertificate fingerprint (SHA1): {Second}")]
    [InlineData($"release, 2026年11月24日, PrivateKeyEntry, \n证书指纹 (SHA1): {Second}")]
    [InlineData($"  {Second}\r\n")]
    [InlineData("35d2bd0f413d98afc48830ed89a9a245f689e21e")]
    public void Reads_a_single_fingerprint_however_it_is_introduced(string text)
    {
        Assert.Equal(Second, Assert.Single(SigningReport.Find(text)).Identity.Display);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SHA1: ")]
    [InlineData("SHA1: not a fingerprint")]
    [InlineData($"MD5: {Second}")]
    [InlineData("Config: none")]
    public void Refuses_text_without_a_fingerprint(string text) => Assert.Equal(ErrorCode.AppReportNoFingerprint, Refuse(text));

    [Theory]
    [InlineData($"release, Nov 24, 2026, PrivateKeyEntry, \nCertificate fingerprint (SHA-256): {Sha256}")]
    [InlineData($"证书指纹 (SHA-256): {Sha256}")]
    [InlineData($"SHA256: {Sha256}")]
    public void Explains_what_to_do_when_there_is_only_a_sha256(string text) => Assert.Equal(ErrorCode.AppReportOnlySha256, Refuse(text));

    [Fact]
    public void Refuses_ten_megabytes_of_text_before_reading_them()
    {
        Assert.Equal(ErrorCode.AppReportTooLong, Refuse(new string('x', 10 << 20)));
    }

    [Fact]
    public async Task Is_offered_as_an_operation_of_its_own()
    {
        var found = await Bench.Finder().FindInReportAsync(Actor.CommandLine, Second, CancellationToken.None);

        Assert.Equal(Second, Assert.Single(found).Identity.Display);
    }

    [Fact]
    public void Refuses_or_finds_whatever_the_text() =>
        Gen.OneOf(Gen.String, Gen.Int[0, Words.Length - 1].Select(word => Words[word]))
            .Array[0, 40].Select(string.Concat)
            .Sample(text =>
            {
                try
                {
                    return SigningReport.Find(text).Count > 0;
                }
                catch (VodException)
                {
                    return true;
                }
            });

    private static ErrorCode Refuse(string text) => Assert.Throws<VodException>(() => SigningReport.Find(text)).Code;
}
