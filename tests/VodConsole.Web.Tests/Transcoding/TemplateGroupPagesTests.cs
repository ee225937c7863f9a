using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Transcoding;
using VodConsole.Core.Transcoding.Templates;
using VodConsole.Protocol;
using VodConsole.Web.Components.Transcoding;
using VodConsole.Web.Tests.Media;

namespace VodConsole.Web.Tests.Transcoding;

/// <summary>Template groups in the console.</summary>
public sealed class TemplateGroupPagesTests : MediaPages
{
    private TemplateGroupReading Groups => Services.GetRequiredService<TemplateGroupReading>();

    [Fact]
    public async Task Adds_a_group_with_two_templates()
    {
        var page = Render<TemplateGroupPage>(parameters => parameters.Add(one => one.Id, TemplateGroupPage.NewName));
        page.WaitForElement("#group-name").Input("Phones");
        page.Find("#group-segment").Change("4");
        Press(page, "Add template");
        page.WaitForElement("#template-2-video-bitrate").Change("700");
        Press(page, "Add template group");

        page.WaitForAssertion(() => Assert.EndsWith("/settings/transcode", Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().Uri, StringComparison.Ordinal));
        var made = (await Groups.ListAsync(Actor.System, default)).Single(view => view.Name == "Phones");
        Assert.Equal([(Definition.FD, 640, null), (Definition.LD, 960, (int?)700)], made.Templates.Select(one => (one.Settings.Definition, one.Settings.Video!.Width!.Value, one.Settings.Video.Bitrate)));
        Assert.All(made.Templates, one => Assert.Equal(4, one.Settings.SegmentSeconds));
    }

    [Fact]
    public void Says_what_a_field_cannot_be_and_keeps_what_was_typed()
    {
        var page = Render<TemplateGroupPage>(parameters => parameters.Add(one => one.Id, TemplateGroupPage.NewName));
        page.WaitForElement("#group-name").Input("Phones");
        page.Find("#template-1-width").Change("641");
        Press(page, "Add template group");
        page.WaitForAssertion(() => Assert.Contains("Video.Width", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("641", page.Find("#template-1-width").GetAttribute("value"));
    }

    [Fact]
    public async Task Changes_a_group_and_leaves_what_the_form_does_not_show()
    {
        var group = await AddAsync(new TemplateSettings(Definition.SD, 6) { Name = "kept", Video = new VideoSettings { Crf = 30, Width = 640 } });
        var page = Render<TemplateGroupPage>(parameters => parameters.Add(one => one.Id, group.Id));
        page.WaitForElement("#template-1-fps").Change("24");
        Press(page, "Save changes");

        page.WaitForAssertion(() =>
        {
            var settings = Groups.FindAsync(Actor.System, group, default).GetAwaiter().GetResult()!.Templates.Single().Settings;
            Assert.Equal(("kept", 30, 24.0), (settings.Name, settings.Video!.Crf, settings.Video.FrameRate));
        });
    }

    [Fact]
    public async Task The_list_sets_the_default_and_deletes_after_asking()
    {
        var group = await AddAsync(new TemplateSettings(Definition.SD, 6) { Video = new VideoSettings() });
        var page = Render<TemplateGroupsPage>();
        page.WaitForElement("button[aria-label='Set “Phones” as default']").Click();
        page.WaitForAssertion(() => Assert.Contains("Default", Row(page, "Phones").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("button[aria-label='Delete “Phones”']"));

        await Services.GetRequiredService<TemplateGroupEditing>().SetDefaultAsync(Actor.System, TemplateGroup.Ladder, default);
        page = Render<TemplateGroupsPage>();
        page.WaitForElement("button[aria-label='Delete “Phones”']").Click();
        Dialogs.WaitForAssertion(() => Assert.Contains("stay as they are", Dialogs.Markup, StringComparison.Ordinal));
        Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == "Delete template group").Click();
        page.WaitForAssertion(() => Assert.DoesNotContain("Phones", page.Markup, StringComparison.Ordinal));
        Assert.Null(await Groups.FindAsync(Actor.System, group, default));
    }

    [Fact]
    public void Built_in_groups_are_described_and_not_edited()
    {
        var page = Render<TemplateGroupPage>(parameters => parameters.Add(one => one.Id, TemplateGroup.Ladder.Id));
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("tbody tr").Count));
        Assert.Empty(page.FindAll("#group-name"));
    }

    [Fact]
    public void A_group_that_is_not_there_leaves_the_page_its_heading()
    {
        var page = Render<TemplateGroupPage>(parameters => parameters.Add(one => one.Id, "gone"));
        page.WaitForElement("[role=alert]");
        Assert.Equal("gone", page.Find("h1").TextContent);
    }

    private async Task<TemplateGroup> AddAsync(params TemplateSettings[] templates) =>
        TemplateGroup.Own(await Services.GetRequiredService<TemplateGroupEditing>().AddAsync(Actor.System, "Phones", templates, default));

    private static IElement Row(IRenderedComponent<TemplateGroupsPage> page, string name) => page.FindAll("tbody tr").Single(row => row.TextContent.Contains(name, StringComparison.Ordinal));

    private static void Press(IRenderedComponent<TemplateGroupPage> page, string text) => page.FindAll("button").Single(button => button.TextContent.Trim() == text).Click();
}
