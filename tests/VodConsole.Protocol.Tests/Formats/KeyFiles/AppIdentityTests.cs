using CsCheck;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Protocol.Tests.Formats.KeyFiles;

public sealed class AppIdentityTests
{
    private const string Sha1 = "BB:0D:AC:74:D3:21:09:EF:9C:71:1A:5E:77:2C:8E:BF:03:FD:FA:5A";
    private const string Plain = "bb0dac74d32109ef9c711a5e772c8ebf03fdfa5a";
    private const string Sha256 =
        "FA:C6:17:45:DC:09:03:78:6F:B9:ED:E6:2A:96:2B:39:9F:73:48:F0:BB:6F:89:9B:83:32:66:75:91:03:3B:9C";
    private const string Md5 = "8D:DB:34:2F:2D:A5:40:84:02:D7:56:8A:F2:1E:29:F9";

    [Theory]
    [InlineData(AppPlatform.Android, Sha1, "android-sha1:" + Plain)]
    [InlineData(AppPlatform.Android, Plain, "android-sha1:" + Plain)]
    [InlineData(AppPlatform.Android, "bb0dac74d32109ef9c71:1A5E772C8EBF03FDFA5A", "android-sha1:" + Plain)]
    [InlineData(AppPlatform.Ios, "com.Example.My-Player", "ios-bundle:com.Example.My-Player")]
    [InlineData(AppPlatform.Ios, "x", "ios-bundle:x")]
    [InlineData(AppPlatform.Windows, "00 3A 5F 00", "windows-serial:3a5f00")]
    [InlineData(AppPlatform.Windows, "3a:5f:00", "windows-serial:3a5f00")]
    [InlineData(AppPlatform.Windows, "3A5F00", "windows-serial:3a5f00")]
    [InlineData(AppPlatform.Windows, "a5f00", "windows-serial:0a5f00")]
    [InlineData(AppPlatform.Windows, "7b0dac74d32109ef9c711a5e772c8ebf03fdfa5a", "windows-serial:7b0dac74d32109ef9c711a5e772c8ebf03fdfa5a")]
    [InlineData(AppPlatform.Windows, Md5, "windows-serial:8ddb342f2da5408402d7568af21e29f9")]
    public void Reads_what_people_and_tools_write(AppPlatform platform, string text, string canonical) =>
        Assert.Equal(canonical, KeyFileVector.IdentityOf(platform, text).Canonical);

    [Theory]
    [InlineData(AppPlatform.Android, "", ErrorCode.AppIdentityMissing)]
    [InlineData(AppPlatform.Ios, null, ErrorCode.AppIdentityMissing)]
    [InlineData(AppPlatform.Windows, "   ", ErrorCode.AppIdentityMissing)]
    [InlineData(AppPlatform.Android, " " + Sha1, ErrorCode.AppIdentityHasOuterSpaces)]
    [InlineData(AppPlatform.Windows, "3a5f ", ErrorCode.AppIdentityHasOuterSpaces)]
    [InlineData(AppPlatform.Ios, "com.example\n", ErrorCode.AppIdentityHasControls)]
    [InlineData(AppPlatform.Android, "BB\t0D", ErrorCode.AppIdentityHasControls)]
    [InlineData(AppPlatform.Ios, "com.exam\u007Fple", ErrorCode.AppIdentityHasControls)]
    [InlineData(AppPlatform.Ios, "ｃｏｍ.example", ErrorCode.AppIdentityNotAscii)]
    [InlineData(AppPlatform.Ios, "com.exámple", ErrorCode.AppIdentityNotAscii)]
    [InlineData(AppPlatform.Ios, "com.exa\u0301mple", ErrorCode.AppIdentityNotAscii)]
    [InlineData(AppPlatform.Ios, "com.exa\u200Bmple", ErrorCode.AppIdentityNotAscii)]
    [InlineData(AppPlatform.Windows, "3a5f\u00A0", ErrorCode.AppIdentityNotAscii)]
    [InlineData(AppPlatform.Android, "BB：0D", ErrorCode.AppIdentityNotAscii)]
    [InlineData(AppPlatform.Android, "BB:0D", ErrorCode.AppIdentityNotSha1)]
    [InlineData(AppPlatform.Android, "B:B0DAC74D32109EF9C711A5E772C8EBF03FDFA5A", ErrorCode.AppIdentityNotSha1)]
    [InlineData(AppPlatform.Android, Sha1 + ":", ErrorCode.AppIdentityNotSha1)]
    [InlineData(AppPlatform.Android, ":" + Sha1, ErrorCode.AppIdentityNotSha1)]
    [InlineData(AppPlatform.Android, "BB::0DAC74D32109EF9C711A5E772C8EBF03FDFA5A", ErrorCode.AppIdentityNotSha1)]
    [InlineData(AppPlatform.Android, "BB 0D AC 74 D3 21 09 EF 9C 71 1A 5E 77 2C 8E BF 03 FD FA 5A", ErrorCode.AppIdentityNotSha1)]
    [InlineData(AppPlatform.Android, "GB0DAC74D32109EF9C711A5E772C8EBF03FDFA5A", ErrorCode.AppIdentityNotSha1)]
    [InlineData(AppPlatform.Android, "android-sha1:" + Plain, ErrorCode.AppIdentityNotSha1)]
    [InlineData(AppPlatform.Android, Sha256, ErrorCode.AppIdentityIsSha256)]
    [InlineData(AppPlatform.Android, Md5, ErrorCode.AppIdentityIsMd5)]
    [InlineData(AppPlatform.Android, "com.example.my_player", ErrorCode.AppIdentityIsBundleId)]
    [InlineData(AppPlatform.Ios, Sha1, ErrorCode.AppIdentityIsSha1)]
    [InlineData(AppPlatform.Ios, Plain, ErrorCode.AppIdentityIsSha1)]
    [InlineData(AppPlatform.Ios, Sha256, ErrorCode.AppIdentityIsSha256)]
    [InlineData(AppPlatform.Ios, "0a1b2c3d4e5f60718293a4b5c6d7e8f9", ErrorCode.AppIdentityIsSerial)]
    [InlineData(AppPlatform.Ios, "com.example.my_player", ErrorCode.AppIdentityNotBundleId)]
    [InlineData(AppPlatform.Ios, "com example", ErrorCode.AppIdentityNotBundleId)]
    [InlineData(AppPlatform.Windows, Sha1, ErrorCode.AppIdentityIsSha1)]
    [InlineData(AppPlatform.Windows, Plain, ErrorCode.AppIdentityIsSha1)]
    [InlineData(AppPlatform.Windows, Sha256, ErrorCode.AppIdentityIsSha256)]
    [InlineData(AppPlatform.Windows, "com.example.player", ErrorCode.AppIdentityIsBundleId)]
    [InlineData(AppPlatform.Windows, "0", ErrorCode.AppIdentityNotSerial)]
    [InlineData(AppPlatform.Windows, "0x3a5f", ErrorCode.AppIdentityNotSerial)]
    [InlineData(AppPlatform.Windows, "00ff0dac74d32109ef9c711a5e772c8ebf03fdfa5a", ErrorCode.AppIdentityNotSerial)]
    [InlineData(AppPlatform.Windows, "017b0dac74d32109ef9c711a5e772c8ebf03fdfa5a", ErrorCode.AppIdentityNotSerial)]
    public void Refuses_with_the_rule_that_is_broken(AppPlatform platform, string? text, ErrorCode expected)
    {
        Assert.Equal(expected, AppIdentity.Read(platform, text, out var identity));
        Assert.Null(identity);
    }

    [Theory]
    [InlineData(155, null)]
    [InlineData(156, ErrorCode.AppIdentityTooLong)]
    [InlineData(1025, ErrorCode.AppIdentityTooLong)]
    [InlineData(10_000_000, ErrorCode.AppIdentityTooLong)]
    public void Limits_a_bundle_ID_to_155_characters(int length, ErrorCode? expected) =>
        Assert.Equal(expected, AppIdentity.Read(AppPlatform.Ios, new('g', length), out _));

    [Theory]
    [InlineData(AppPlatform.Android)]
    [InlineData(AppPlatform.Windows)]
    public void Refuses_ten_million_characters_without_looking_at_them(AppPlatform platform)
    {
        var text = new string('\0', 10_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(ErrorCode.AppIdentityTooLong, AppIdentity.Read(platform, text, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void Any_decoration_gives_the_same_identity() =>
        Gen.Select(
            Gen.OneOf(AppIdentityGen.Sha1.Select(hex => (AppPlatform.Android, hex)), AppIdentityGen.Serial.Select(hex => (AppPlatform.Windows, hex))),
            Gen.Bool.Array[60], Gen.Bool.Array[40]).Sample((plain, upper, colon) =>
        {
            var (platform, hex) = plain;
            var decorated = string.Concat(hex.Select((digit, at) =>
                (at > 0 && at % 2 == 0 && colon[at] ? ":" : "") + (upper[at] ? char.ToUpperInvariant(digit) : digit)));
            return KeyFileVector.IdentityOf(platform, decorated) == KeyFileVector.IdentityOf(platform, hex);
        });

    [Fact]
    public void Leading_zero_bytes_of_a_serial_number_do_not_count() =>
        Gen.Select(AppIdentityGen.Serial, Gen.Int[0, 5]).Sample((hex, zeros) =>
            KeyFileVector.IdentityOf(AppPlatform.Windows, new string('0', zeros * 2) + hex) == KeyFileVector.IdentityOf(AppPlatform.Windows, hex));

    [Fact]
    public void Reading_again_what_was_read_changes_nothing() =>
        AppIdentityGen.Any.Sample(identity =>
            KeyFileVector.IdentityOf(identity.Platform, identity.Value) == identity
            && KeyFileVector.IdentityOf(identity.Platform, identity.Display) == identity
            && AppIdentity.FindCanonical(identity.Canonical) == identity);

    [Fact]
    public void Whatever_is_read_is_canonical() =>
        Gen.Select(Gen.Enum<AppPlatform>(), Gen.Char["0189abfABFg:. -"].Array[0, 60]).Sample((platform, characters) =>
            AppIdentity.Read(platform, new(characters), out var identity) is not null
            || AppIdentity.FindCanonical(identity!.Canonical) == identity && identity.Canonical.Length <= AppIdentity.CanonicalLimit);

    [Theory]
    [InlineData(Plain)]
    [InlineData("android-sha1:" + Sha1)]
    [InlineData("android-sha1:")]
    [InlineData("ios-bundle:com example")]
    [InlineData("windows-serial:003a")]
    [InlineData("windows-serial:3A")]
    [InlineData("linux-elf:3a")]
    public void Finds_no_canonical_identity_in_another_writing(string text) => Assert.Null(AppIdentity.FindCanonical(text));

    [Theory]
    [InlineData("61:ED:37:7E:85:D3:86:A8:DF:EE:6B:86:4B:D8:5B:0B:FA:A5:AF:81", "AOSP testkey")]
    [InlineData("5e8f16062ea3cd2c4a0d547876baa6f38cabf625", "React Native debug.keystore")]
    [InlineData(Sha1, null)]
    public void Knows_the_keystores_that_everybody_has(string sha1, string? keystore) =>
        Assert.Equal(keystore, KeyFileVector.IdentityOf(AppPlatform.Android, sha1).PublicKeystore);

    [Fact]
    public void Shows_a_fingerprint_as_keytool_does() => Assert.Equal(Sha1, KeyFileVector.IdentityOf(AppPlatform.Android, Plain).Display);
}
