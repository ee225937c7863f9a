using System.Security.Cryptography;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Protocol.Tests.Formats.KeyFiles;

public sealed class KeyFileVectorTests
{
    [Fact]
    public void Writes_the_vector_in_every_byte_before_the_signature()
    {
        var written = KeyFileWriter.Write(KeyFileVector.Draft(), KeyFileVector.Signer());

        Assert.Equal(KeyFileVector.File()[..^64], written[..^64]);
        Assert.Equal(KeyFileVector.File().Length, written.Length);
        Assert.Equal(
            "0219ee2bed7b9a5ce078047ba5e3d80760e306444e6ed7de87399667c77fd7bc",
            Convert.ToHexStringLower(SHA256.HashData(written.AsSpan(..^64))));
    }

    [Fact]
    public void Verifies_the_vectors_signature_and_the_one_that_it_writes()
    {
        Assert.Equal(KeyFileSignature.Valid, KeyFileVector.Reader.ReadEnvelope(KeyFileVector.File()).Signature);
        var written = KeyFileWriter.Write(KeyFileVector.Draft(), KeyFileVector.Signer());
        Assert.Equal(KeyFileSignature.Valid, KeyFileVector.Reader.ReadEnvelope(written).Signature);
    }

    [Fact]
    public void Opens_the_vector()
    {
        using var payload = KeyFileVector.Reader.Open(KeyFileVector.File(), KeyFileVector.Identity);

        Assert.Equal("63aa711007cc60a77c8736807d47011f2cbab940cac23500f2214203b30b736a", Convert.ToHexStringLower(payload.Secret.Span));
        Assert.Equal("android-sha1:bb0dac74d32109ef9c711a5e772c8ebf03fdfa5a", payload.Identity.Canonical);
        Assert.Equal(KeyFileVector.SignerKey, Assert.Single(payload.LicenceKeys).ToArray());
        Assert.Null(payload.LicenceUrl);
        Assert.Null(payload.NotAfter);
    }

    [Fact]
    public void Reads_what_is_public_of_the_vector()
    {
        var envelope = KeyFileVector.Reader.ReadEnvelope(KeyFileVector.File());

        Assert.Equal(AppPlatform.Android, envelope.Header.Platform);
        Assert.Equal(KeyFileKdf.None, envelope.Header.Kdf);
        Assert.Equal("3cbdf0e498889034858363cbbc41b996", envelope.Header.KeyFileId.ToString("N"));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_760_000_000), envelope.Header.IssuedAt);
        Assert.Equal("32645e088ad83555", envelope.Header.SignerId);
        Assert.Equal(0, envelope.Header.Iterations);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(KeyFileVector.File())), envelope.Fingerprint);
    }

    [Theory]
    [InlineData(AppPlatform.Android, "BC0DAC74D32109EF9C711A5E772C8EBF03FDFA5A")]
    [InlineData(AppPlatform.Ios, "com.example.player")]
    [InlineData(AppPlatform.Windows, "3A5F")]
    public void Tells_another_app_that_the_vector_is_not_for_it(AppPlatform platform, string text)
    {
        var refused = Assert.Throws<KeyFileException>(
            () => KeyFileVector.Reader.Open(KeyFileVector.File(), KeyFileVector.IdentityOf(platform, text)));

        Assert.Equal(KeyFileFault.WrongApp, refused.Fault);
    }
}
