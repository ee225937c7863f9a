using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Media;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;
using VodConsole.Web.Components.Media;

namespace VodConsole.Web.Tests.Media;

public sealed class VideosPageTests : MediaPages
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("\"><svg onload=alert(1)>")]
    [InlineData("{{constructor.constructor('alert(1)')()}}")]
    public async Task Shows_a_title_as_text_whatever_it_holds(string title)
    {
        await AddVideoAsync(title);
        var page = Render<VideosPage>();
        page.WaitForAssertion(() => Assert.Equal(title, page.Find("td.video-title bdi").TextContent));
        Assert.Empty(page.FindAll("script, td img[onerror], svg[onload]"));
    }

    [Fact]
    public async Task Says_why_a_file_was_refused()
    {
        var id = await AddVideoAsync();
        await using (var db = NewContext())
        {
            (await db.Videos.FindAsync(id))!.MoveTo(VideoStatus.UploadFail, FailureReason.Of(ErrorCode.MediaIsPlaylist));
            await db.SaveChangesAsync();
        }
        var page = Render<VideosPage>();
        page.WaitForAssertion(() => Assert.Contains("playlist", page.Find(".video-reason").TextContent));
    }

    [Fact]
    public async Task Narrows_by_what_stands_in_the_address()
    {
        await AddVideoAsync("Waiting");
        await AddVideoAsync("Whole", VideoStatus.UploadSucc);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/media/videos?status=UploadSucc&q=who");
        var page = Render<VideosPage>();
        page.WaitForAssertion(() => Assert.Equal(["Whole"], page.FindAll("td.video-title").Select(cell => cell.TextContent.Trim())));

        await page.ChangeAsync("select[aria-label=Status]", "Uploading");
        Assert.Contains("status=Uploading", Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public void Says_what_to_do_while_there_is_nothing()
    {
        var page = Render<VideosPage>();
        page.WaitForAssertion(() => Assert.Contains("No videos yet", page.Markup));
        Assert.Equal("/media/upload", page.Find(".vod-empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Names_what_goes_before_it_deletes_and_then_deletes_it()
    {
        var id = await AddVideoAsync("Old clip");
        var page = Render<VideoActions>(parameters => parameters
            .Add(one => one.VideoId, id).Add(one => one.Title, "Old clip").Add(one => one.Status, VideoStatus.Uploading)
            .Add(one => one.IsOfflineDisabled, false));
        page.Find(".mud-menu button").Click();
        Popovers.WaitForElement(".mud-menu-item:last-child").Click();

        Dialogs.WaitForAssertion(() => Assert.Contains("Delete “Old clip”?", Dialogs.Markup));
        Assert.Contains("Nothing brings it back.", Dialogs.Markup);
        Assert.Contains("upload that is under way is given up", Dialogs.Markup);
        Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == "Delete video").Click();

        Messages.WaitForAssertion(() => Assert.Contains("“Old clip” was deleted.", Messages.Markup));
        await using var db = NewContext();
        Assert.Empty(await db.Videos.ToListAsync());
    }
}

/// <summary>The same page for someone who may only look.</summary>
public sealed class VideosPageForAuditorsTests() : MediaPages(Role.Auditor)
{
    [Fact]
    public async Task Offers_nothing_that_would_be_refused()
    {
        await AddVideoAsync();
        var page = Render<VideosPage>();
        page.WaitForElement("td.video-title");
        Assert.Empty(page.FindAll("a[href='/media/upload'], .mud-menu"));
    }
}
