using System.Text;
using CsCheck;
using VodConsole.Core.Audit;

namespace VodConsole.Core.Tests.Audit;

public sealed class CsvCellTests
{
    private static readonly string[] Starters = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−", "⁺", "⁼"];
    private static readonly string[] Blanks = ["", " ", "\u3000", "\u00a0", "\u200b", "\ufeff", "\u202e", "\0", " \t "];

    [Theory]
    [InlineData("film.mp4")]
    [InlineData("{\"title\":\"=1+1\"}")]
    [InlineData("测试视频")]
    [InlineData("'=1")]
    [InlineData("a=b")]
    [InlineData("   ")]
    [InlineData("😀=1")]
    public void Leaves_ordinary_text_alone(string text) => Assert.Equal(text, CsvCell.Disarm(text));

    [Theory]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("\nx")]
    public void Disarms_a_leading_tab_or_line_break(string text) => Assert.Equal("'" + text, CsvCell.Disarm(text));

    [Fact]
    public void Writes_nothing_for_nothing() => Assert.Equal("", CsvCell.Disarm(null));

    [Fact]
    public void Disarms_every_formula_however_it_is_hidden() =>
        Gen.Select(Gen.Int[0, Blanks.Length - 1], Gen.Int[0, Starters.Length - 1], Gen.String).Sample((blank, starter, rest) =>
            CsvCell.Disarm(Blanks[blank] + Starters[starter] + rest).StartsWith('\''));

    [Fact]
    public void Never_lets_a_cell_begin_like_a_formula_and_never_loses_a_character() =>
        Gen.String.Sample(text =>
        {
            var cell = CsvCell.Disarm(text);
            var kept = cell == text || cell == "'" + text;
            var first = cell.TrimStart().FirstOrDefault();
            var plain = char.IsSurrogate(first) ? first : first.ToString().Normalize(NormalizationForm.FormKC)[0];
            return kept && !"=+-@".Contains(plain, StringComparison.Ordinal);
        });
}
