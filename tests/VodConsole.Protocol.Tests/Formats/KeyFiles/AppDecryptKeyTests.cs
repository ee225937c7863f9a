using CsCheck;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Protocol.Tests.Formats.KeyFiles;

public sealed class AppDecryptKeyTests
{
    [Theory]
    [InlineData("Abcdefghijklmn01", AppDecryptKeyRules.None, null)]
    [InlineData("Abcdefghijklmnopqrstuvwxyz012345", AppDecryptKeyRules.None, null)]
    [InlineData("Abcdefghijklmn0", AppDecryptKeyRules.Length, ErrorCode.PrivateKeyLength)]
    [InlineData("Abcdefghijklmnopqrstuvwxyz0123456", AppDecryptKeyRules.Length, ErrorCode.PrivateKeyLength)]
    [InlineData("abcdefghijklmn01", AppDecryptKeyRules.UpperCase, ErrorCode.PrivateKeyWithoutUpperCase)]
    [InlineData("ABCDEFGHIJKLMN01", AppDecryptKeyRules.LowerCase, ErrorCode.PrivateKeyWithoutLowerCase)]
    [InlineData("Abcdefghijklmnop", AppDecryptKeyRules.Digit, ErrorCode.PrivateKeyWithoutDigit)]
    [InlineData("Abcdefghijklmn0_", AppDecryptKeyRules.Characters, ErrorCode.PrivateKeyCharacters)]
    [InlineData(" Abcdefghijklmn0", AppDecryptKeyRules.Characters, ErrorCode.PrivateKeyCharacters)]
    [InlineData("Abcdefghijklmn0 ", AppDecryptKeyRules.Characters, ErrorCode.PrivateKeyCharacters)]
    [InlineData("Abcdefghijklmn0\n", AppDecryptKeyRules.Characters, ErrorCode.PrivateKeyCharacters)]
    [InlineData("Abcdefghijklmn0\0", AppDecryptKeyRules.Characters, ErrorCode.PrivateKeyCharacters)]
    [InlineData("Ａbcdefghijklmn01", AppDecryptKeyRules.Characters | AppDecryptKeyRules.UpperCase, ErrorCode.PrivateKeyCharacters)]
    [InlineData("Abcdefghijklmn０１", AppDecryptKeyRules.Characters | AppDecryptKeyRules.Digit, ErrorCode.PrivateKeyCharacters)]
    [InlineData("Abcdefghijklmné01", AppDecryptKeyRules.Characters, ErrorCode.PrivateKeyCharacters)]
    [InlineData("Abcdefghijklmne\u030101", AppDecryptKeyRules.Characters, ErrorCode.PrivateKeyCharacters)]
    [InlineData("Abcdefghijklmn٠١", AppDecryptKeyRules.Characters | AppDecryptKeyRules.Digit, ErrorCode.PrivateKeyCharacters)]
    public void Tells_each_broken_rule(string text, AppDecryptKeyRules broken, ErrorCode? refusal)
    {
        Assert.Equal(broken, AppDecryptKey.Broken(text));
        Assert.Equal(refusal, AppDecryptKey.Read(text, out var key));
        Assert.Equal(refusal is null, key is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Nothing_is_missing_rather_than_too_short(string? text)
    {
        Assert.Equal(ErrorCode.PrivateKeyMissing, AppDecryptKey.Read(text, out _));
        Assert.Equal(
            AppDecryptKeyRules.Length | AppDecryptKeyRules.UpperCase | AppDecryptKeyRules.LowerCase | AppDecryptKeyRules.Digit,
            AppDecryptKey.Broken(text));
    }

    [Fact]
    public void Refuses_ten_million_characters_without_copying_them()
    {
        var text = "A0" + new string('b', 10_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(ErrorCode.PrivateKeyLength, AppDecryptKey.Read(text, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void Generates_private_keys_that_meet_the_rules() =>
        Gen.Int[AppDecryptKey.MinLength, AppDecryptKey.MaxLength].Sample(length =>
        {
            var text = AppDecryptKey.Generate(length);
            return text.Length == length && AppDecryptKey.Broken(text) == AppDecryptKeyRules.None;
        });

    [Fact]
    public void Generates_every_character_about_as_often()
    {
        var counts = Enumerable.Range(0, 5000).SelectMany(_ => AppDecryptKey.Generate(32)).CountBy(character => character).ToDictionary();

        Assert.Equal(62, counts.Count);
        // 2581 each on average, standard deviation about 50: six of them leave no room for chance, nor for a remainder's bias of a quarter.
        Assert.All(counts.Values, count => Assert.InRange(count, 2281, 2881));
    }

    [Fact]
    public void Never_shows_itself()
    {
        using var key = KeyFileVector.PrivateKey();
        Assert.Equal("***", key.ToString());
        Assert.Equal("***", $"{key}");
        Assert.DoesNotContain("AppDecryptKeyAndroid", System.Text.Json.JsonSerializer.Serialize(key), StringComparison.Ordinal);
    }
}
