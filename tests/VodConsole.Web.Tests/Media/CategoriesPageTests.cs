using Bunit;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Web.Components.Media;

namespace VodConsole.Web.Tests.Media;

public sealed class CategoriesPageTests : MediaPages
{
    private Categories Categories => Services.GetRequiredService<Categories>();

    [Fact]
    public async Task Adds_a_category_below_another_one()
    {
        await Categories.AddAsync(Actor.System, "Training", null, default);
        var page = Render<CategoriesPage>();
        page.WaitForElement("button[title='Add a sub-category']").Click();
        Dialogs.WaitForElement("#category-name").Input("Safety");
        Press("Add category");

        page.WaitForAssertion(() => Assert.Equal(["Training", "Safety"], page.FindAll("tbody .name").Select(name => name.TextContent)));
        Assert.Equal("2", page.FindAll("tbody tr")[1].GetAttribute("data-level"));
    }

    [Fact]
    public async Task Keeps_the_dialog_open_and_says_why_a_name_was_refused()
    {
        await Categories.AddAsync(Actor.System, "Training", null, default);
        var page = Render<CategoriesPage>();
        page.WaitForElement(".vod-heading-actions button").Click();
        Dialogs.WaitForElement("#category-name").Input("training");
        Press("Add category");
        Dialogs.WaitForAssertion(() => Assert.Contains("already a category “training”", Dialogs.Find("[role=alert]").TextContent));
    }

    [Fact]
    public async Task Says_how_many_videos_lose_a_category_before_it_goes()
    {
        var id = await Categories.AddAsync(Actor.System, "Training", null, default);
        var video = await AddVideoAsync();
        await using (var db = NewContext())
        {
            (await db.Videos.FindAsync(video))!.CategoryId = id;
            await db.SaveChangesAsync();
        }
        var page = Render<CategoriesPage>();
        page.WaitForElement("button[title='Delete']").Click();
        Dialogs.WaitForAssertion(() => Assert.Contains("1 videos lose this category", Dialogs.Markup));
        Press("Delete category");
        page.WaitForAssertion(() => Assert.Contains("No categories yet", page.Markup));
    }

    private void Press(string text) => Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == text).Click();
}
