using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using VodConsole.Core.Downloads.AppIdentities;
using VodConsole.Protocol;
using static VodConsole.Core.Tests.Downloads.AppIdentities.Bench;
using static VodConsole.Core.Tests.Downloads.AppIdentities.CertificateFileTests;

namespace VodConsole.Core.Tests.Downloads.AppIdentities;

/// <summary>What the tools of Android, Java and Windows developers really write, where they are installed.</summary>
public sealed class RealToolTests : IDisposable
{
    private const string Password = "password1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vodconsole-tools-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableTheory]
    [InlineData("JKS", null)]
    [InlineData("JKS", Password)]
    [InlineData("JCEKS", null)]
    [InlineData("JCEKS", Password)]
    [InlineData("PKCS12", Password)]
    public async Task Reads_a_keystore_of_keytool(string type, string? password)
    {
        var store = MakeKeystore("release", type);

        var found = (await FindAsync(await File.ReadAllBytesAsync(store), "release.jks", password))[0];

        Assert.Equal((await ReportedAsync(store, "en"), "release"), (found.Identity.Canonical, found.Name));
        await RefuseAsync(ErrorCode.AppFileWrongPassword, await File.ReadAllBytesAsync(store), password: "password2");
    }

    [SkippableFact]
    public async Task Asks_for_the_password_of_a_pkcs12_of_keytool()
    {
        await RefuseAsync(ErrorCode.AppFilePasswordNeeded, await File.ReadAllBytesAsync(MakeKeystore("release", "PKCS12")));
    }

    [SkippableTheory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Reads_a_report_of_keytool(string language)
    {
        var store = MakeKeystore("release", "PKCS12");

        var found = Assert.Single(SigningReport.Find(await ListAsync(store, language)));

        Assert.Equal((found.Name, found.Subject), ("release", "CN=release, O=Example, C=CN"));
        Assert.Equal(found.Identity, (await FindAsync(await File.ReadAllBytesAsync(store), password: Password))[0].Identity);
    }

    [SkippableTheory]
    [InlineData("true", "false", "false", IdentitySource.ApkScheme1)]
    [InlineData("true", "true", "false", IdentitySource.ApkScheme2)]
    [InlineData("false", "false", "true", IdentitySource.ApkScheme3)]
    [InlineData("true", "true", "true", IdentitySource.ApkScheme3)]
    public async Task Reads_what_apksigner_signed(string scheme1, string scheme2, string scheme3, IdentitySource source)
    {
        var store = MakeKeystore("release", "PKCS12");
        var apk = Path.Combine(_folder.FullName, "app.apk");
        await File.WriteAllBytesAsync(apk, Samples.Apk());
        await RunAsync(
            "apksigner", "sign", "--ks", store, "--ks-pass", $"pass:{Password}", "--v1-signing-enabled", scheme1, "--v2-signing-enabled", scheme2,
            "--v3-signing-enabled", scheme3, "--min-sdk-version", scheme1 == "true" ? "21" : "28", "--max-sdk-version", "33", apk);

        var found = await FindOneAsync(await File.ReadAllBytesAsync(apk));

        Assert.Equal((await ReportedAsync(store, "en"), source), (found.Identity.Canonical, found.Source));
    }

    [SkippableFact]
    public async Task Reads_a_key_that_apksigner_rotated_and_its_report_of_it()
    {
        var (older, newer) = (MakeKeystore("older", "PKCS12"), MakeKeystore("newer", "PKCS12"));
        var (apk, lineage) = (Path.Combine(_folder.FullName, "app.apk"), Path.Combine(_folder.FullName, "lineage"));
        await File.WriteAllBytesAsync(apk, Samples.Apk());
        await RunAsync(
            "apksigner", "rotate", "--out", lineage, "--old-signer", "--ks", older, "--ks-pass", $"pass:{Password}",
            "--new-signer", "--ks", newer, "--ks-pass", $"pass:{Password}");
        await RunAsync(
            "apksigner", "sign", "--lineage", lineage, "--min-sdk-version", "24", "--max-sdk-version", "33",
            "--ks", older, "--ks-pass", $"pass:{Password}", "--next-signer", "--ks", newer, "--ks-pass", $"pass:{Password}", apk);

        var found = await FindAsync(await File.ReadAllBytesAsync(apk));

        Assert.Equal([await ReportedAsync(newer, "en"), await ReportedAsync(older, "en")], Canonical(found));
        Assert.All(found, one => Assert.Equal([IdentityWarning.RotatedKey], one.Warnings));
        var report = await RunAsync("apksigner", "verify", "--print-certs", "--min-sdk-version", "28", "--max-sdk-version", "33", apk);
        Assert.Equal(found[0].Identity, SigningReport.Find(report)[0].Identity);
    }

    [SkippableFact]
    public async Task Reads_what_osslsigncode_signed()
    {
        var (store, program, signed) = (Path.Combine(_folder.FullName, "a.p12"), Path.Combine(_folder.FullName, "a.exe"), Path.Combine(_folder.FullName, "b.exe"));
        await File.WriteAllBytesAsync(store, Release.Export(X509ContentType.Pkcs12, Password));
        File.Copy(typeof(RealToolTests).Assembly.Location, program);
        await RunAsync("osslsigncode", "sign", "-pkcs12", store, "-pass", Password, "-in", program, "-out", signed);

        Assert.Equal(WindowsOf(Release), (await FindOneAsync(await File.ReadAllBytesAsync(signed))).Identity.Canonical);
    }

    private string MakeKeystore(string alias, string type)
    {
        var path = Path.Combine(_folder.FullName, $"{alias}.jks");
        RunAsync(
            "keytool", "-genkeypair", "-keystore", path, "-storetype", type, "-storepass", Password, "-keypass", Password, "-alias", alias,
            "-dname", $"CN={alias}, O=Example, C=CN", "-keyalg", "EC", "-validity", "9000").GetAwaiter().GetResult();
        return path;
    }

    private static async Task<string> ReportedAsync(string store, string language) =>
        SigningReport.Find(await ListAsync(store, language))[0].Identity.Canonical;

    private static Task<string> ListAsync(string store, string language) => RunAsync(
        "keytool", $"-J-Duser.language={language}", "-J-Duser.country=CN", "-J-Dfile.encoding=UTF-8", "-list", "-v", "-keystore", store,
        "-storepass", Password);

    private static async Task<string> RunAsync(string tool, params string[] arguments)
    {
        var found = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
        Skip.IfNot(found, $"{tool} is not installed.");
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{tool}: {await output}{await errors}");
        return await output;
    }
}
