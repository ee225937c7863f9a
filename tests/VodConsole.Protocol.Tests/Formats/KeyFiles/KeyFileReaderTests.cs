using System.Security.Cryptography;
using VodConsole.Protocol.Formats.KeyFiles;
using static VodConsole.Protocol.Tests.Formats.KeyFiles.KeyFileForge;

namespace VodConsole.Protocol.Tests.Formats.KeyFiles;

public sealed class KeyFileReaderTests
{
    public static TheoryData<string> Corpus => [.. KeyFileCorpus.Files.Keys];

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Refuses_for_its_own_reason(string name)
    {
        var (file, fault) = KeyFileCorpus.Files[name];
        Assert.Equal(fault, Refused(file));
    }

    [Fact]
    public void Each_fault_has_a_file()
    {
        // The wrong private key needs a second key to be tried: see its own test.
        var faults = KeyFileCorpus.Files.Values.Select(file => file.Fault).Append(KeyFileFault.WrongAppOrPrivateKey);
        Assert.Equal(Enum.GetValues<KeyFileFault>(), faults.Distinct().Order());
    }

    [Fact]
    public void Refuses_a_file_cut_at_every_length()
    {
        var vector = KeyFileVector.File();
        for (var length = 0; length < vector.Length; length++)
            Assert.Equal(length == 0 ? KeyFileFault.Empty : KeyFileFault.Truncated, Refused(vector[..length]));
    }

    [Fact]
    public void Refuses_each_flipped_byte_of_the_header_though_signed_again()
    {
        for (var at = 0; at < 96; at++)
            Assert.Equal((at, FlippedAt(at)), (at, Refused(KeyFileVector.File().Signed(file => file[at] ^= 0x80))));
    }

    [Fact]
    public void Refuses_each_flipped_bit_of_a_file()
    {
        var file = KeyFileVector.File();
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            file[bit / 8] ^= (byte)(1 << bit % 8);
            Refused(file);
            file[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Fact]
    public void Passes_over_an_unknown_tag_that_need_not_be_understood()
    {
        var file = WithFields(Field(0x0777, 1, 2, 3), Secret(), LicenceKey(), Field(0x0777), Identity());
        using var payload = KeyFileVector.Reader.Open(file, KeyFileVector.Identity);
        Assert.Equal(KeyFileVector.Kfs, payload.Secret.ToArray());
    }

    [Fact]
    public void Opens_a_file_of_two_parts_with_both_and_with_no_other()
    {
        using var key = KeyFileVector.PrivateKey();
        Assert.Null(AppDecryptKey.Read("AppDecryptKeyAndroid20230102", out var other));
        var file = KeyFileWriter.Write(KeyFileVector.Draft(privateKey: key, iterations: 1000), KeyFileVector.Signer());

        KeyFileVector.Reader.Open(file, KeyFileVector.Identity, key).Dispose();
        Assert.Equal(KeyFileFault.WrongAppOrPrivateKey, Refused(file, key: other));
        Assert.Equal(KeyFileFault.WrongAppOrPrivateKey, Refused(file, KeyFileVector.IdentityOf(AppPlatform.Ios, "com.example"), key));
    }

    [Fact]
    public void Does_not_look_at_a_private_key_where_none_is_needed()
    {
        using var key = KeyFileVector.PrivateKey();
        KeyFileVector.Reader.Open(KeyFileVector.File(), KeyFileVector.Identity, key).Dispose();
    }

    [Fact]
    public void Accepts_either_signer_while_they_are_replaced()
    {
        using var newer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var reader = new KeyFileReader(KeyFileVector.SignerKey, newer.ExportSubjectPublicKeyInfo());

        reader.Open(KeyFileVector.File(), KeyFileVector.Identity).Dispose();
        reader.Open(KeyFileWriter.Write(KeyFileVector.Draft(), new(newer)), KeyFileVector.Identity).Dispose();
    }

    [Fact]
    public void Reads_the_facts_of_a_file_with_a_foreign_or_a_wrong_signature_and_says_so()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var foreign = KeyFileWriter.Write(KeyFileVector.Draft(), new(other));

        Assert.Equal(KeyFileSignature.UnknownSigner, KeyFileVector.Reader.ReadEnvelope(foreign).Signature);
        Assert.Equal(KeyFileSignature.Invalid, KeyFileVector.Reader.ReadEnvelope(KeyFileVector.File().Signed(other)).Signature);
        Assert.Equal(KeyFileSignature.UnknownSigner, new KeyFileReader().ReadEnvelope(KeyFileVector.File()).Signature);
    }

    [Fact]
    public void Can_be_pinned_to_P256_keys_only()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<ArgumentException>(() => new KeyFileReader(other.ExportSubjectPublicKeyInfo()));
        Assert.Throws<ArgumentException>(() => new KeyFileSigner(other));
    }

    private static KeyFileFault Refused(byte[] file, AppIdentity? identity = null, AppDecryptKey? key = null) =>
        Assert.Throws<KeyFileException>(() => KeyFileVector.Reader.Open(file, identity ?? KeyFileVector.Identity, key)).Fault;

    private static KeyFileFault FlippedAt(int at) => at switch
    {
        0 => KeyFileFault.DamagedAsText,
        < 4 => KeyFileFault.BadMagic,
        < 8 => KeyFileFault.DamagedAsText,
        < 10 => KeyFileFault.UnsupportedVersion,
        < 12 => KeyFileFault.BadHeaderLength,
        12 => KeyFileFault.UnsupportedSuite,
        13 => KeyFileFault.UnknownPlatform,
        14 => KeyFileFault.UnknownKdf,
        15 => KeyFileFault.ReservedByteSet,
        < 64 => KeyFileFault.WrongApp,
        < 68 => KeyFileFault.BadIssueTime,
        < 72 => KeyFileFault.WrongApp,
        < 74 => KeyFileFault.TooManyIterations,
        < 76 => KeyFileFault.BadKdfParameters,
        < 78 => KeyFileFault.TooMuchMemory,
        < 80 => KeyFileFault.BadKdfParameters,
        < 84 => KeyFileFault.TooManyLanes,
        < 92 => KeyFileFault.UnknownSigner,
        < 94 => KeyFileFault.BadCiphertextLength,
        94 => KeyFileFault.Truncated,
        _ => KeyFileFault.TrailingBytes,
    };
}
