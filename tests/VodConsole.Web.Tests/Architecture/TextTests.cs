using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Web.Tests.Architecture;

/// <summary>Everything that people read exists in both languages and says the same.</summary>
public sealed partial class TextTests
{
    private const string Chinese = ".zh-CN.resx";

    private static IEnumerable<string> English => SourceTree.Files("src", ".resx").Where(file => !file.EndsWith(Chinese, StringComparison.Ordinal));

    [Fact]
    public void Every_text_has_a_translation_and_no_translation_is_left_over()
    {
        Assert.NotEmpty(English);
        SourceTree.AssertNone(
            from file in English
            let english = Texts(file).Keys
            let chinese = Texts(Translation(file)).Keys
            from problem in english.Except(chinese).Select(key => $"{file}: {key} has no translation")
                .Concat(chinese.Except(english).Select(key => $"{file}: {key} is only translated"))
            select problem);
    }

    [Fact]
    public void A_translation_has_the_placeholders_of_its_text()
    {
        SourceTree.AssertNone(
            from file in English
            let chinese = Texts(Translation(file))
            from text in Texts(file)
            where chinese.TryGetValue(text.Key, out var translated) && !Placeholders(text.Value).SetEquals(Placeholders(translated))
            select $"{file}: {text.Key}: “{text.Value}” and “{chinese[text.Key]}”");
    }

    [Fact]
    public void No_text_is_empty()
    {
        SourceTree.AssertNone(
            from file in SourceTree.Files("src", ".resx")
            from text in Texts(file)
            where string.IsNullOrWhiteSpace(text.Value)
            select $"{file}: {text.Key}");
    }

    [Fact]
    public void Chinese_texts_use_full_width_punctuation()
    {
        SourceTree.AssertNone(
            from file in SourceTree.Files("src", Chinese)
            from text in Texts(file)
            where HalfWidth().IsMatch(text.Value)
            select $"{file}: {text.Key}: “{text.Value}”");
    }

    [Fact]
    public void Every_refusal_has_a_text_of_its_own_in_both_languages()
    {
        foreach (var code in Enum.GetValues<ErrorCode>())
        {
            var (english, chinese) = (Text(code, "en"), Text(code, "zh-CN"));
            Assert.NotEqual(english, chinese);
            Assert.Matches("[\\u4e00-\\u9fff]", chinese);
        }

        // Keys with a dot are words inside the sentences.
        Assert.Equal(
            Enum.GetNames<ErrorCode>().Order(StringComparer.Ordinal),
            Texts("src/VodConsole.Core/Refusals/RefusalText.resx").Keys.Where(key => !key.Contains('.')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pages_write_no_text_of_their_own()
    {
        SourceTree.AssertNone(
            from file in SourceTree.Files("src/VodConsole.Web", ".razor")
            from found in LiteralAttribute().Matches(SourceTree.Read(file)).Concat(ChineseLetters().Matches(SourceTree.Read(file)))
            select $"{file}: {found.Value}");
    }

    private static string Text(ErrorCode code, string language) =>
        RefusalText.For(code, ["1", "2", "3", "4"], CultureInfo.GetCultureInfo(language));

    private static string Translation(string file) => file[..^".resx".Length] + Chinese;

    private static Dictionary<string, string> Texts(string file) =>
        !File.Exists(Path.Combine(SourceTree.Root, file))
            ? []
            : XDocument.Parse(SourceTree.Read(file)).Root!.Elements("data")
                .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")?.Value ?? "");

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(found => found.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[\u4e00-\u9fff][,:;?!()]|[\u4e00-\u9fff]\.(\s|$)|[,:;?!()][\u4e00-\u9fff]")]
    private static partial Regex HalfWidth();

    [GeneratedRegex("""(?<=\s)(Title|Label|Text|Placeholder|HelperText|AdornmentText|title|placeholder|alt|aria-label|Body|Question)="[A-Za-z][^"@]*" """)]
    private static partial Regex LiteralAttribute();

    [GeneratedRegex(@"[\u4e00-\u9fff]+")]
    private static partial Regex ChineseLetters();
}
