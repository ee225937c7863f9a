using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using VodConsole.Core.Downloads.AppIdentities;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Bench;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Samples;

namespace VodConsole.Core.Tests.Downloads.AppIdentities;

public sealed class CertificateFileTests
{
    private static readonly string[] Both = [AndroidOf(Release), WindowsOf(Release)];

    [Fact]
    public async Task Offers_a_certificate_for_android_and_for_windows()
    {
        Assert.Equal(Both, Canonical(await FindAsync(Release.RawData, "release.cer")));
    }

    [Fact]
    public async Task Reads_a_certificate_in_pem_after_other_text()
    {
        var pem = $"Bag Attributes\n    friendlyName: release\n{Release.ExportCertificatePem()}\n";

        Assert.Equal(Both, Canonical(await FindAsync(Encoding.UTF8.GetBytes(pem), "release.pem")));
    }

    [Fact]
    public async Task Reads_the_certificates_of_a_p7b()
    {
        Assert.Equal(Both, Canonical(await FindAsync(Sign([1], Release), "release.p7b")));
    }

    [Fact]
    public async Task Takes_the_end_of_a_chain()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Player", key, HashAlgorithmName.SHA256);
        using var leaf = request.Create(
            Release.SubjectName, X509SignatureGenerator.CreateForECDsa(Release.GetECDsaPrivateKey()!), Today, Today.AddYears(1), [1, 2, 3]);
        var pem = $"{Release.ExportCertificatePem()}\n{leaf.ExportCertificatePem()}\n";

        Assert.Equal([AndroidOf(leaf), WindowsOf(leaf)], Canonical(await FindAsync(Encoding.UTF8.GetBytes(pem))));
    }

    [Fact]
    public async Task Leaves_windows_out_when_the_serial_number_is_longer_than_any()
    {
        var found = await FindOneAsync(Certify("CN=Long", serial: [.. Enumerable.Repeat((byte)0x55, 21)]).RawData);

        Assert.Equal(AppPlatform.Android, found.Identity.Platform);
    }

    [Fact]
    public Task Refuses_a_private_key_and_says_that_it_is_not_needed() =>
        RefuseAsync(ErrorCode.AppFileNoCertificate, Encoding.UTF8.GetBytes(Release.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()));

    [Fact]
    public async Task Reads_a_report_that_was_saved()
    {
        var text = $"Alias name: release\nSHA1: {Convert.ToHexString(Release.GetCertHash())}\n";

        Assert.Equal([AndroidOf(Release)], Canonical(await FindAsync(Encoding.UTF8.GetBytes(text), "report.txt")));
    }

    [Fact]
    public Task Refuses_text_of_another_kind() => RefuseAsync(ErrorCode.AppFileUnknown, "hello"u8.ToArray(), "notes.txt");

    [Fact]
    public Task Refuses_an_empty_file() => RefuseAsync(ErrorCode.AppFileEmpty, []);

    internal static IEnumerable<string> Canonical(IEnumerable<FoundIdentity> found) => found.Select(one => one.Identity.Canonical);
}
