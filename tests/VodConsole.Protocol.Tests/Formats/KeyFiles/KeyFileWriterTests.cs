using System.Security.Cryptography;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Protocol.Tests.Formats.KeyFiles;

public sealed class KeyFileWriterTests
{
    [Fact]
    public void Refuses_a_payload_that_no_reader_would_take()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyFilePayload(KeyFileVector.Identity, new byte[31], [KeyFileVector.SignerKey]));
        Assert.Throws<ArgumentException>(() => new KeyFilePayload(KeyFileVector.Identity, new byte[32], []));
        Assert.Throws<ArgumentException>(() => new KeyFilePayload(KeyFileVector.Identity, new byte[32], [other.ExportSubjectPublicKeyInfo()]));
        RefusesToWrite(Draft(url: new("ftp://licence.test/")));
        RefusesToWrite(Draft(url: new("licence", UriKind.Relative)));
        RefusesToWrite(Draft(notAfter: DateTimeOffset.UnixEpoch.AddSeconds(-1)));
    }

    [Fact]
    public void Refuses_numbers_that_no_reader_would_take()
    {
        RefusesToWrite(Draft(salt: 31));
        RefusesToWrite(Draft(issued: DateTimeOffset.UnixEpoch.AddSeconds(-1)));
        RefusesToWrite(Draft(iterations: 0));
        RefusesToWrite(Draft(iterations: KeyFileHeader.IterationLimit + 1));
    }

    [Fact]
    public void Refuses_to_write_more_than_64_KiB_and_writes_just_less()
    {
        Assert.Equal(KeyFileReader.SizeLimit, KeyFileWriter.Write(Draft(url: Url(65_136)), KeyFileVector.Signer()).Length);
        RefusesToWrite(Draft(url: Url(65_137)));
    }

    [Fact]
    public void Takes_a_signing_key_that_lies_elsewhere()
    {
        using var key = KeyFileVector.SigningKey();
        var signer = new KeyFileSigner(KeyFileVector.SignerKey, key.SignHash);
        Assert.Equal(KeyFileSignature.Valid, KeyFileVector.Reader.ReadEnvelope(KeyFileWriter.Write(KeyFileVector.Draft(), signer)).Signature);
        Assert.Equal("32645e088ad83555", signer.Id);
    }

    [Fact]
    public void Refuses_a_signature_of_another_form()
    {
        var signer = new KeyFileSigner(KeyFileVector.SignerKey, hash => KeyFileVector.SigningKey().SignHash(hash, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Throws<CryptographicException>(() => KeyFileWriter.Write(KeyFileVector.Draft(), signer));
    }

    [Fact]
    public void A_payload_never_shows_itself_and_is_zeroed_when_disposed_of()
    {
        byte[] secret = [.. KeyFileVector.Kfs];
        var payload = new KeyFilePayload(KeyFileVector.Identity, secret, [KeyFileVector.SignerKey]);
        Assert.Equal("***", payload.ToString());
        payload.Dispose();
        Assert.Equal(new byte[32], secret);
    }

    private static void RefusesToWrite(KeyFileDraft draft) =>
        Assert.ThrowsAny<ArgumentException>(() => KeyFileWriter.Write(draft, KeyFileVector.Signer()));

    private static Uri Url(int length) => new("https://a/" + new string('p', length - 10));

    private static KeyFileDraft Draft(
        Uri? url = null, DateTimeOffset? notAfter = null, int salt = 32, DateTimeOffset? issued = null, int iterations = 1) => new()
    {
        Payload = new(KeyFileVector.Identity, new byte[32], [KeyFileVector.SignerKey]) { LicenceUrl = url, NotAfter = notAfter },
        KeyFileId = Guid.Empty,
        Salt = new byte[salt],
        IssuedAt = issued ?? DateTimeOffset.UnixEpoch,
        Iterations = iterations,
    };
}
