using CsCheck;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Protocol.Tests.Formats.KeyFiles;

public sealed class KeyFilePropertyTests
{
    private static readonly ushort[] Tags = [0x8001, 0x8002, 0x8003, 4, 5, 6, 0x8006];

    private static readonly Gen<DateTimeOffset> Time = Gen.Long[0, DateTimeOffset.MaxValue.ToUnixTimeSeconds()].Select(DateTimeOffset.FromUnixTimeSeconds);

    private static readonly Gen<KeyFileDraft> Draft =
        from identity in AppIdentityGen.Any
        from secret in Gen.Byte.Array[32]
        from keys in Gen.Int[1, 3]
        from url in Gen.Int[-1, 400]
        from notAfter in Time.Nullable()
        from id in Gen.Byte.Array[16]
        from salt in Gen.Byte.Array[32]
        from issued in Time
        from twoPart in Gen.Bool
        from iterations in Gen.Int[1, 5]
        select new KeyFileDraft
        {
            Payload = new(identity, secret, [.. Enumerable.Repeat((ReadOnlyMemory<byte>)KeyFileVector.SignerKey, keys)])
            {
                LicenceUrl = url < 0 ? null : new($"https://licence.test/{new string('p', url)}?a=b"),
                NotAfter = notAfter,
            },
            KeyFileId = new(id, bigEndian: true),
            Salt = salt,
            IssuedAt = issued,
            PrivateKey = twoPart ? KeyFileVector.PrivateKey() : null,
            Iterations = iterations,
        };

    [Fact]
    public void Opens_what_it_writes() =>
        Draft.Sample(draft =>
        {
            var file = KeyFileWriter.Write(draft, KeyFileVector.Signer());
            using var payload = KeyFileVector.Reader.Open(file, draft.Payload.Identity, draft.PrivateKey);
            var envelope = KeyFileVector.Reader.ReadEnvelope(file);

            Assert.Equal(draft.Payload.Identity, payload.Identity);
            Assert.Equal(draft.Payload.Secret.ToArray(), payload.Secret.ToArray());
            Assert.Equal(draft.Payload.LicenceKeys.Count, payload.LicenceKeys.Count);
            Assert.All(payload.LicenceKeys, key => Assert.Equal(KeyFileVector.SignerKey, key.ToArray()));
            Assert.Equal(draft.Payload.LicenceUrl, payload.LicenceUrl);
            Assert.Equal(draft.Payload.NotAfter, payload.NotAfter);
            Assert.Equal(draft.KeyFileId, envelope.Header.KeyFileId);
            Assert.Equal(draft.Salt.ToArray(), envelope.Header.Salt.ToArray());
            Assert.Equal(draft.IssuedAt, envelope.Header.IssuedAt);
            Assert.Equal(draft.PrivateKey is null ? KeyFileKdf.None : KeyFileKdf.Pbkdf2, envelope.Header.Kdf);
            Assert.Equal(KeyFileSignature.Valid, envelope.Signature);
        }, iter: 300);

    [Fact]
    public void Refuses_any_flipped_bit_of_any_file() =>
        Gen.Select(Draft, Gen.Int[0, int.MaxValue]).Sample((draft, at) =>
        {
            var file = KeyFileWriter.Write(draft, KeyFileVector.Signer());
            var bit = at % (file.Length * 8);
            file[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<KeyFileException>(() => KeyFileVector.Reader.Open(file, draft.Payload.Identity, draft.PrivateKey));
        }, iter: 500);

    [Fact]
    public void No_other_app_opens_a_file() =>
        Gen.Select(Draft, AppIdentityGen.Any).Sample((draft, other) =>
        {
            var file = KeyFileWriter.Write(draft, KeyFileVector.Signer());
            if (other == draft.Payload.Identity) return;
            var refused = Assert.Throws<KeyFileException>(() => KeyFileVector.Reader.Open(file, other, draft.PrivateKey));
            Assert.Equal(draft.PrivateKey is null ? KeyFileFault.WrongApp : KeyFileFault.WrongAppOrPrivateKey, refused.Fault);
        }, iter: 200);

    [Fact]
    public void Meets_any_bytes_with_a_refusal_and_nothing_else() =>
        Gen.OneOf(
            Gen.Byte.Array[0, 600],
            Gen.Byte.Array[0, 400].Select(tail => (byte[])[.. KeyFileVector.File()[..96], .. tail]),
            Gen.Select(Gen.Int[8, 395], Gen.Byte, (at, value) => KeyFileVector.File().Signed(file => file[at] = value)))
            .Sample(file => RefusedOrOpened(file), iter: 2000);

    [Fact]
    public void Meets_any_payload_of_a_trusted_signer_with_a_refusal_and_nothing_else()
    {
        var field = from tag in Gen.Int[0, Tags.Length - 1].Select(at => Tags[at])
                    from value in Gen.OneOf(Gen.Byte.Array[0, 10], Gen.Byte.Array[32], Gen.Const(KeyFileVector.SignerKey))
                    select KeyFileForge.Field(tag, value);
        Gen.OneOf(Gen.Byte.Array[0, 100], field.Array[0, 8].Select(fields => fields.SelectMany(bytes => bytes).ToArray()))
            .Sample(payload => RefusedOrOpened(KeyFileForge.Seal(KeyFileForge.Header(), payload)), iter: 1000);
    }

    private static void RefusedOrOpened(byte[] file)
    {
        try
        {
            KeyFileVector.Reader.Open(file, KeyFileVector.Identity).Dispose();
        }
        catch (KeyFileException)
        {
            // Any other exception is a fault of the reader's.
        }
    }
}
