using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads.AppIdentities;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Downloads.AppIdentities;

/// <summary>The finder on a day of its own, and certificates to find.</summary>
internal static class Bench
{
    public static readonly DateTimeOffset Today = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 Release { get; } = Certify("CN=Release, O=Example, C=CN");

    public static X509Certificate2 Other { get; } = Certify("CN=Other, O=Example, C=CN");

    public static AppIdentityFinder Finder(long maxBytes = 2L << 30)
    {
        var clock = new FakeTimeProvider(Today);
        return new AppIdentityFinder(
            new AccessGuard(null!, null!, null!, clock), Options.Create(new AppFileOptions { MaxBytes = maxBytes }), clock);
    }

    public static async Task<IReadOnlyList<FoundIdentity>> FindAsync(byte[] file, string name = "dropped", string? password = null)
    {
        await using var stream = new WatchedStream(new MemoryStream(file));
        return await FindAsync(stream, name, password);
    }

    public static Task<IReadOnlyList<FoundIdentity>> FindAsync(Stream stream, string name = "dropped", string? password = null) =>
        Finder().FindAsync(Actor.CommandLine, name, stream, password, CancellationToken.None);

    public static async Task<FoundIdentity> FindOneAsync(byte[] file, string name = "dropped", string? password = null) =>
        Assert.Single(await FindAsync(file, name, password));

    public static async Task<VodException> RefuseAsync(ErrorCode code, byte[] file, string name = "dropped", string? password = null)
    {
        var refusal = await Assert.ThrowsAsync<VodException>(() => FindAsync(file, name, password));
        Assert.Equal(code, refusal.Code);
        return refusal;
    }

    public static X509Certificate2 Certify(string subject, byte[]? serial = null, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        using var certificate = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), Today.AddYears(-1), until ?? Today.AddYears(20),
            serial ?? RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    public static string AndroidOf(X509Certificate2 certificate) => $"android-sha1:{certificate.GetCertHashString().ToLowerInvariant()}";

    public static string WindowsOf(X509Certificate2 certificate) => $"windows-serial:{Convert.ToHexStringLower(certificate.SerialNumberBytes.Span.TrimStart((byte)0))}";
}
