using System.Security.Cryptography;
using System.Text;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Protocol.Tests.Formats.KeyFiles;

/// <summary>The test vector <c>encryptedApp-v1.dat</c> and what it was made of.</summary>
internal static class KeyFileVector
{
    /// <summary>The public key of the signer.</summary>
    public static byte[] SignerKey { get; } = SigningKey().ExportSubjectPublicKeyInfo();

    public static AppIdentity Identity { get; } = IdentityOf(AppPlatform.Android, "BB:0D:AC:74:D3:21:09:EF:9C:71:1A:5E:77:2C:8E:BF:03:FD:FA:5A");

    public static byte[] Kfs { get; } = KeyFileSecret.Derive(PrivateKey(), Hash("vector kfs random 1"));

    public static KeyFileReader Reader { get; } = new(SignerKey);

    public static byte[] File() => System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "encryptedApp-v1.dat"));

    public static AppDecryptKey PrivateKey()
    {
        Assert.Null(AppDecryptKey.Read("AppDecryptKeyAndroid20230101", out var key));
        return key!;
    }

    public static ECDsa SigningKey() =>
        ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Hash("vector signing key 1") });

    public static KeyFileSigner Signer() => new(SigningKey());

    public static KeyFileDraft Draft(AppIdentity? identity = null, AppDecryptKey? privateKey = null, int iterations = 1) => new()
    {
        Payload = new(identity ?? Identity, [.. Kfs], [SignerKey]),
        KeyFileId = new(Hash("vector key file id 1").AsSpan(0, 16), bigEndian: true),
        Salt = Hash("vector salt 1"),
        IssuedAt = DateTimeOffset.FromUnixTimeSeconds(1_760_000_000),
        PrivateKey = privateKey,
        Iterations = iterations,
    };

    public static AppIdentity IdentityOf(AppPlatform platform, string text)
    {
        Assert.Null(AppIdentity.Read(platform, text, out var identity));
        return identity!;
    }

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.ASCII.GetBytes(text));
}
