using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Web.Components.Media;

namespace VodConsole.Web.Tests.Media;

public sealed class EditVideoDialogTests : MediaPages
{
    [Fact]
    public async Task Saves_what_was_typed()
    {
        var id = await OpenAsync();
        Dialogs.Find("#video-title").Input("Renamed");
        Dialogs.Find("#video-tags").Change("a, b");
        Save();

        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll("#video-title")));
        Assert.Equal(("Renamed", "a,b"), await ReadAsync(id));
        Messages.WaitForAssertion(() => Assert.Contains("“Renamed” was saved.", Messages.Markup));
    }

    [Fact]
    public async Task Says_in_the_dialog_what_is_wrong_and_keeps_what_was_typed()
    {
        await OpenAsync();
        Dialogs.Find("#video-title").Input("zero\u200Bwidth");
        Save();
        Dialogs.WaitForAssertion(() => Assert.Contains("invisible characters", Dialogs.Find("[role=alert]").TextContent));
        Assert.Equal("zero\u200Bwidth", Dialogs.Find("#video-title").GetAttribute("value"));
    }

    [Fact]
    public async Task Shows_both_values_when_someone_else_was_faster_and_lets_the_person_keep_theirs()
    {
        var id = await OpenAsync();
        await EditMeanwhileAsync(id);
        Dialogs.Find("#video-title").Input("Mine");
        Save();
        Dialogs.WaitForAssertion(() => Assert.Equal(["Theirs", "Mine"], Dialogs.FindAll(".conflict td").Select(cell => cell.TextContent)));
        Assert.Equal("Theirs", (await ReadAsync(id)).Title);

        Button("Save mine").Click();
        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll(".mud-dialog")));
        Assert.Equal("Mine", (await ReadAsync(id)).Title);
    }

    [Fact]
    public async Task Takes_the_other_value_when_the_person_says_so()
    {
        var id = await OpenAsync();
        await EditMeanwhileAsync(id);
        Dialogs.Find("#video-title").Input("Mine");
        Save();
        Dialogs.WaitForState(() => Dialogs.FindAll(".conflict").Count == 1);
        Button("Take the stored values").Click();
        Assert.Equal("Theirs", Dialogs.Find("#video-title").GetAttribute("value"));
        Assert.Equal("Theirs", (await ReadAsync(id)).Title);
    }

    [Fact]
    public async Task Asks_once_more_when_the_value_changes_under_the_question()
    {
        var id = await OpenAsync();
        await EditMeanwhileAsync(id);
        Dialogs.Find("#video-title").Input("Mine");
        Save();
        Dialogs.WaitForState(() => Dialogs.FindAll(".conflict").Count == 1);
        await EditMeanwhileAsync(id, "Theirs again");
        Button("Save mine").Click();
        Dialogs.WaitForAssertion(() => Assert.Equal("Theirs again", Dialogs.Find(".conflict td").TextContent));
    }

    private async Task<Guid> OpenAsync()
    {
        var id = await AddVideoAsync();
        await Dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<EditVideoDialog>(
            "Edit", new DialogParameters<EditVideoDialog> { { dialog => dialog.VideoId, id } }));
        Dialogs.WaitForElement("#video-title");
        return id;
    }

    private async Task EditMeanwhileAsync(Guid id, string title = "Theirs")
    {
        var editing = Services.GetRequiredService<VideoEditing>();
        var seen = await editing.ReadAsync(Actor.System, id, default);
        await editing.SaveAsync(Actor.System, id, seen, seen with { Title = title }, default);
    }

    private async Task<(string Title, string Tags)> ReadAsync(Guid id)
    {
        await using var db = NewContext();
        var video = (await db.Videos.FindAsync(id))!;
        return (video.Title, video.Tags);
    }

    private void Save() => Button("Save changes").Click();

    private AngleSharp.Dom.IElement Button(string text) =>
        Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == text);
}
