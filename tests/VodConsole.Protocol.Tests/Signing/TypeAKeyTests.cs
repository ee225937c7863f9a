using CsCheck;
using VodConsole.Protocol.Signing;

namespace VodConsole.Protocol.Tests.Signing;

public sealed class TypeAKeyTests
{
    private const string Path = "/video/standard/1K.html", Secret = "aliyuncdnexp1234";

    [Fact]
    public void Is_the_documented_vector() => Assert.Equal(
        "1444435200-0-0-80cd3862d699b7118eed99103f2a3a4f", TypeAKey.Sign(Path, 1444435200, "0", "0", Secret).ToString());

    [Fact]
    public void Fits_its_own_path_and_secret_alone()
    {
        var key = TypeAKey.Parse("1444435200-0-0-80cd3862d699b7118eed99103f2a3a4f")!;
        Assert.True(key.Fits(Path, Secret));
        Assert.False(key.Fits(Path + "?", Secret));
        Assert.False(key.Fits(Path, Secret + "5"));
        Assert.False((key with { Timestamp = key.Timestamp + 1 }).Fits(Path, Secret));
        Assert.False((key with { Rand = "1" }).Fits(Path, Secret));
        Assert.False((key with { Uid = "1" }).Fits(Path, Secret));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1444435200-0-0")]
    [InlineData("1444435200-0-0-80cd3862d699b7118eed99103f2a3a4f-")]
    [InlineData("1444435200-0-0-80CD3862D699B7118EED99103F2A3A4F")]
    [InlineData("+444435200-0-0-80cd3862d699b7118eed99103f2a3a4f")]
    [InlineData("99999999999-0-0-80cd3862d699b7118eed99103f2a3a4f")]
    [InlineData("1444435200--0-80cd3862d699b7118eed99103f2a3a4f")]
    [InlineData("1444435200-0/-0-80cd3862d699b7118eed99103f2a3a4f")]
    [InlineData("1444435200-0-0-80cd3862d699b7118eed99103f2a3a4")]
    public void Reads_nothing_else(string? text) => Assert.Null(TypeAKey.Parse(text));

    [Fact]
    public void Reads_back_what_it_wrote() =>
        Gen.Select(Gen.Long[0, uint.MaxValue], Gen.String[Gen.Char.AlphaNumeric, 1, 40], Gen.String[Gen.Char.AlphaNumeric, 1, 8], Gen.String)
            .Sample((time, rand, uid, secret) =>
            {
                var key = TypeAKey.Sign(Path, time, rand, uid, secret);
                Assert.Equal(key, TypeAKey.Parse(key.ToString()));
                Assert.True(key.Fits(Path, secret));
            });
}
