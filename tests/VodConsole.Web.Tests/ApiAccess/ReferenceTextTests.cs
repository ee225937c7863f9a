using System.Globalization;
using System.Text.RegularExpressions;
using Bunit;
using VodConsole.Core.Media;
using VodConsole.Core.Notifications;
using VodConsole.Web.ApiAccess.Reference;
using VodConsole.Web.Components.ApiAccess;
using VodConsole.Web.Tests.Architecture;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>The long texts of the reference name all that there is to be named, and read as lists and not as one block.</summary>
public sealed partial class ReferenceTextTests : BunitContext
{
    public static TheoryData<string> Languages => ["en", "zh-CN"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_list_of_templates_names_each_field_that_is_read(string language)
    {
        var source = SourceTree.Read("src/VodConsole.Core/Transcoding/Templates/TemplateDocument.cs");
        RequireNames(
            ReadField().Matches(source).Select(match => match.Groups[1].Value).Where(name => name != "TranscodeTemplateId"),
            language, "AddTranscodeTemplateGroup", "TranscodeTemplateList");
        RequireNames(["TranscodeTemplateId", "GetTranscodeTemplateGroup"], language, "UpdateTranscodeTemplateGroup", "TranscodeTemplateList");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_expression_of_a_search_names_each_field_that_can_be_searched(string language)
    {
        var source = SourceTree.Read("src/VodConsole.Core/Media/Search/MatchFields.cs");
        RequireNames(
            SearchField().Matches(source).Select(match => match.Groups[1].Value).Concat(Enum.GetNames<VideoStatus>()), language, "SearchMedia", "Match");
        RequireNames(["CreationTime:Desc", "CreationTime:Asc", "ModificationTime:Desc", "ModificationTime:Asc"], language, "SearchMedia", "SortBy");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_list_of_events_names_each_that_happens(string language) =>
        RequireNames([.. Enum.GetNames<NotificationEvent>(), EventTypes.All], language, "SetMessageCallback", "EventTypeList");

    [Fact]
    public void A_text_is_shown_as_paragraphs_lists_and_code()
    {
        var shown = Render<Explanation>(parameters => parameters.Add(explanation => explanation.Text, "One `a<b`.\n\n- first\n- `second`\n\nLast."));
        Assert.Equal(["One a<b.", "Last."], shown.FindAll("p").Select(paragraph => paragraph.TextContent.Trim()));
        Assert.Equal(["first", "second"], shown.FindAll("ul li").Select(item => item.TextContent.Trim()));
        Assert.Equal(["a<b", "second"], shown.FindAll("code").Select(code => code.TextContent));
    }

    private static void RequireNames(IEnumerable<string> names, string language, string operation, string parameter)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var text = OperationWords.Of(operation, parameter)!;
        CultureInfo.CurrentUICulture = before;
        var asked = names.Distinct().ToList();
        Assert.NotEmpty(asked);
        SourceTree.AssertNone(
            asked.Where(name => !Regex.IsMatch(text, $@"(?<![\w]){Regex.Escape(name)}(?!\w)")).Select(name => $"{operation}.{parameter} does not name {name}"));
    }

    [GeneratedRegex(@"(?:\w\.(?:Choice|Text|Object|Flag|Integer|Number)\(|Even\(fields, )""(\w+)""")]
    private static partial Regex ReadField();

    [GeneratedRegex(@"\[""(\w+)""\] =")]
    private static partial Regex SearchField();
}
