using System.Globalization;
using System.Text;
using CsCheck;
using VodConsole.Core.Accounts;

namespace VodConsole.Core.Tests.Accounts;

public sealed class TotpCodeTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>The vectors of RFC 6238, appendix B, of which the last six digits are the code.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Is_the_code_of_the_standard(long seconds, string eight) =>
        Assert.Equal(eight[2..], TotpCode.Compute(Secret, TotpCode.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    /// <summary>The vectors of RFC 4648, section 10, without padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Writes_a_secret_as_apps_read_it(string clear, string written) =>
        Assert.Equal(written, TotpCode.Base32(Encoding.ASCII.GetBytes(clear)));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Takes_the_code_of_half_a_minute_before_and_after(int steps, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = TotpCode.StepAt(now) + steps;

        Assert.Equal(isTaken ? step : null, TotpCode.FindStep(Secret, TotpCode.Compute(Secret, step), now));
    }

    [Fact]
    public void Reads_a_code_with_spaces()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var code = TotpCode.Compute(Secret, TotpCode.StepAt(now));

        Assert.NotNull(TotpCode.FindStep(Secret, $" {code[..3]} {code[3..]}\t", now));
    }

    [Fact]
    public void Nothing_else_is_a_code()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var right = Enumerable.Range(-1, 3).Select(step => TotpCode.Compute(Secret, TotpCode.StepAt(now) + step)).ToHashSet();
        Gen.OneOf(Gen.String, Gen.Int[0, 999_999].Select(number => number.ToString("D6", CultureInfo.InvariantCulture)))
            .Where(text => !right.Contains(string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)))))
            .Sample(text => TotpCode.FindStep(Secret, text, now) is null);
    }
}
