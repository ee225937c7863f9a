using VodConsole.Core.Downloads.AppIdentities;
using VodConsole.Protocol;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Bench;
using static VodConsole.Core.Tests.Downloads.AppIdentities.CertificateFileTests;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Samples;

namespace VodConsole.Core.Tests.Downloads.AppIdentities;

public sealed class KeystoreTests
{
    private const string Password = "密码 password";

    private static readonly byte[] Store = Pkcs12(Password, 1000, Release);
    private static readonly byte[] JavaStore = Jks(Password, ("ca", false, [Other]), ("release", true, [Release, Other]));
    private static readonly string[] Both = [AndroidOf(Release), WindowsOf(Release)];

    [Fact]
    public async Task Opens_a_pkcs12_with_its_password()
    {
        var found = await FindAsync(Store, "release.p12", Password);

        Assert.Equal(Both, Canonical(found));
        Assert.All(found, one => Assert.Equal(IdentitySource.Keystore, one.Source));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("密码 passworD")]
    public Task Refuses_a_wrong_password(string password) => RefuseAsync(ErrorCode.AppFileWrongPassword, Store, password: password);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public Task Asks_for_the_password_of_a_pkcs12(string? password) => RefuseAsync(ErrorCode.AppFilePasswordNeeded, Store, password: password);

    [Fact]
    public Task Refuses_a_pkcs12_that_asks_for_hours_of_work() =>
        RefuseAsync(ErrorCode.AppFileKeystoreTooCostly, Pkcs12(Password, 700_000, Release), password: Password);

    [Fact]
    public Task Refuses_a_pkcs12_that_is_cut_off() => RefuseAsync(ErrorCode.AppFileDamaged, Store[..^20], password: Password);

    [Theory]
    [InlineData(null)]
    [InlineData(Password)]
    public async Task Reads_the_keys_of_a_java_keystore_with_and_without_its_password(string? password)
    {
        var found = await FindAsync(JavaStore, "release.jks", password);

        Assert.Equal(Both, Canonical(found));
        Assert.All(found, one => Assert.Equal("release", one.Name));
    }

    [Fact]
    public Task Refuses_a_wrong_password_of_a_java_keystore() => RefuseAsync(ErrorCode.AppFileWrongPassword, JavaStore, password: "wrong");

    [Fact]
    public async Task Takes_trusted_certificates_when_a_java_keystore_has_no_key()
    {
        Assert.Equal([AndroidOf(Other), WindowsOf(Other)], Canonical(await FindAsync(Jks(Password, ("ca", false, [Other])))));
    }

    [Fact]
    public async Task Offers_each_key_under_its_alias()
    {
        var found = await FindAsync(Jks(Password, ("one", true, [Release]), ("two", true, [Other])));

        Assert.Equal(["one", "one", "two", "two"], found.Select(one => one.Name));
    }

    [Fact]
    public Task Refuses_a_java_keystore_without_entries() => RefuseAsync(ErrorCode.AppFileNoCertificate, Jks(Password));

    [Fact]
    public async Task Says_nothing_of_the_password_in_a_refusal()
    {
        var refusal = await RefuseAsync(ErrorCode.AppFileWrongPassword, Store, password: "hunter2hunter2");

        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
    }
}
