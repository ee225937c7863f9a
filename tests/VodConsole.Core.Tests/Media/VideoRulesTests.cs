using CsCheck;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Media;

public sealed class VideoRulesTests
{
    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("a\u001Bb")]
    [InlineData("a\nb")]
    [InlineData("\u202Egpj.exe")]
    [InlineData("a\u2066b\u2069")]
    [InlineData("zero\u200Bwidth")]
    [InlineData("ad\u200Dmin")]
    [InlineData("bom\uFEFF!")]
    [InlineData("blank\u3164letter")]
    [InlineData("soft\u00ADhyphen")]
    [InlineData("line\u2028separator")]
    public void Refuses_a_title_with_something_invisible_in_it(string title) => Refused(ErrorCode.TextNotAllowed, () => VideoRules.Title(title));

    [Fact]
    public void Refuses_half_a_character()
    {
        Refused(ErrorCode.TextNotAllowed, () => VideoRules.Title("half" + (char)0xD83D));
        Refused(ErrorCode.TextNotAllowed, () => VideoRules.Title((char)0xDE00 + "half"));
    }

    [Theory]
    [InlineData("汽车检测 2026")]
    [InlineData("👩‍🔬 at work 👍🏽")]
    [InlineData("مرحبا")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("'; DROP TABLE Videos; --")]
    [InlineData("=HYPERLINK(\"x\")")]
    public void Takes_a_title_that_can_be_seen_as_it_is(string title) => Assert.Equal(title, VideoRules.Title(title));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u3000")]
    public void Refuses_an_empty_title(string title) => Refused(ErrorCode.TitleMissing, () => VideoRules.Title(title));

    [Fact]
    public void Takes_a_title_of_128_characters_and_refuses_one_of_129()
    {
        Assert.Equal(128, VideoRules.Title(" " + new string('字', 128) + " ").Length);
        Refused(ErrorCode.TitleTooLong, () => VideoRules.Title(new string('字', 129)));
        Refused(ErrorCode.TitleTooLong, () => VideoRules.Title(new string('a', 10_000_000)));
    }

    [Fact]
    public void Lets_a_description_have_lines_and_nothing_else_invisible()
    {
        Assert.Equal("a\nb\tc", VideoRules.Description("a\r\nb\tc"));
        Refused(ErrorCode.TextNotAllowed, () => VideoRules.Description("a\u200Bb"));
        Refused(ErrorCode.DescriptionTooLong, () => VideoRules.Description(new string('a', 1025)));
    }

    [Fact]
    public void Limits_tags_in_number_and_length()
    {
        Assert.Equal(16, VideoRules.SplitTags(VideoRules.Tags(Enumerable.Range(0, 16).Select(number => $"t{number}"))).Count);
        Refused(ErrorCode.TagsExceedLimit, () => VideoRules.Tags(Enumerable.Range(0, 17).Select(number => $"t{number}")));
        Refused(ErrorCode.TagsExceedLimit, () => VideoRules.Tags(Enumerable.Range(0, 1_000_000).Select(number => $"t{number}")));
        Refused(ErrorCode.TagsExceedLimit, () => VideoRules.Tags([new string('t', 33)]));
        Refused(ErrorCode.TextNotAllowed, () => VideoRules.Tags(["a\u200Bb"]));
    }

    [Fact]
    public void Either_refuses_a_text_with_its_code_or_gives_back_one_that_the_row_can_hold() => Gen.String.Sample(text =>
    {
        try
        {
            var title = VideoRules.Title(text);
            Assert.InRange(title.Length, 1, Video.TitleLimit);
            Assert.Equal(title, VideoRules.Title(title));
        }
        catch (VodException refusal)
        {
            Assert.Contains(refusal.Code, (ErrorCode[])[ErrorCode.TitleMissing, ErrorCode.TitleTooLong, ErrorCode.TextNotAllowed]);
        }
    });

    [Fact]
    public void Names_the_field_in_the_readers_language()
    {
        var refusal = Refused(ErrorCode.TextNotAllowed, () => VideoRules.Title("a\u200Bb"));
        Assert.Contains("标题", RefusalText.For(refusal.Code, refusal.Arguments, System.Globalization.CultureInfo.GetCultureInfo("zh-CN")));
    }

    private static VodException Refused(ErrorCode code, Action act)
    {
        var refusal = Assert.Throws<VodException>(act);
        Assert.Equal(code, refusal.Code);
        return refusal;
    }
}
