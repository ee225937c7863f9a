using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Media;
using VodConsole.Web.Components.Downloads;
using VodConsole.Web.Components.Elements;
using VodConsole.Web.Components.Media;

namespace VodConsole.Web.Tests.Downloads;

/// <summary>Offline is disabled and enabled from the library, for one video and for many.</summary>
public sealed class OfflineActionsTests : DownloadPages
{
    private static readonly VideoStatus[] Normal = [VideoStatus.UploadSucc, VideoStatus.Transcoding, VideoStatus.Normal];

    public static TheoryData<VideoStatus> Statuses => [.. Enum.GetValues<VideoStatus>()];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Is_offered_while_the_status_is_normal_and_says_why_not_otherwise(VideoStatus status)
    {
        await AddPublishedAsync(status, encryption: null);
        await OpenMenuAsync();
        var item = MenuItem(OfflineText.DisableOffline);

        Assert.Equal(status != VideoStatus.Normal, item.ClassList.Contains("mud-disabled"));
        if (status != VideoStatus.Normal)
            Assert.Contains(Format(OfflineText.OnlyWhileNormal, VideoStatusLabel.Of(status)), item.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Asks_before_it_disables_and_says_what_stays(string language)
    {
        Read(language);
        var id = await AddVideoAsync("Lesson", Normal);
        await OpenMenuAsync();
        await Popovers.ClickAsync(() => MenuItem(OfflineText.DisableOffline));

        Dialogs.WaitForAssertion(() => Assert.Contains(Format(OfflineText.DisableTitle, "Lesson"), Dialogs.Markup, StringComparison.Ordinal));
        Assert.Contains(OfflineText.DisableKeeps, Dialogs.Markup, StringComparison.Ordinal);
        await Dialogs.PressAsync(ElementText.Cancel);
        Assert.False(await IsDisabledAsync(id));

        await OpenMenuAsync();
        await Popovers.ClickAsync(() => MenuItem(OfflineText.DisableOffline));
        Dialogs.WaitForElement(".mud-dialog");
        await Dialogs.PressAsync(OfflineText.DisableOffline);
        Messages.WaitForAssertion(() => Assert.Contains(Format(OfflineText.Disabled, "Lesson"), Messages.Markup, StringComparison.Ordinal));
        Assert.True(await IsDisabledAsync(id));
    }

    [Fact]
    public async Task Enables_at_once_and_offers_to_take_it_back()
    {
        var id = await AddPublishedAsync(isOfflineDisabled: true);
        await OpenMenuAsync();
        await Popovers.ClickAsync(() => MenuItem(OfflineText.EnableOffline));
        Messages.WaitForAssertion(() => Assert.Contains(ElementText.Undo, Messages.Markup, StringComparison.Ordinal));
        Assert.False(await IsDisabledAsync(id));

        await Messages.ClickAsync(() => Messages.FindAll("button").First(button => button.TextContent.Trim() == ElementText.Undo));
        Messages.WaitForAssertion(() => Assert.Contains(Format(OfflineText.Disabled, "Clip"), Messages.Markup, StringComparison.Ordinal));
        Assert.True(await IsDisabledAsync(id));
    }

    [Fact]
    public async Task The_bar_for_many_comes_with_the_first_selected_row_and_reaches_the_whole_search()
    {
        for (var number = 0; number < 25; number++) await AddVideoAsync($"Lesson {number:00}", Normal);
        var page = Render<VideosPage>();
        page.WaitForAssertion(() => Assert.Equal(20, page.FindAll("tbody tr").Count));
        Assert.Empty(page.FindAll(".bulk"));

        await page.ChangeAsync("tbody input[type=checkbox]", true);
        Assert.Contains(Format(ElementText.SelectedCount, 1), page.Find(".bulk").TextContent, StringComparison.Ordinal);
        await page.ChangeAsync("thead input[type=checkbox]", true);
        Assert.Contains(Format(ElementText.SelectedCount, 20), page.Find(".bulk").TextContent, StringComparison.Ordinal);
        await page.ClickAsync(() => page.FindAll(".bulk button").First(button => button.TextContent.Contains("25", StringComparison.Ordinal)));
        Assert.Contains(Format(ElementText.SelectedCount, 25), page.Find(".bulk").TextContent, StringComparison.Ordinal);
        await page.ClickAsync(() => page.FindAll(".bulk button").Single(button => button.TextContent.Trim() == ElementText.ClearSelection));
        Assert.Empty(page.FindAll(".bulk"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Shows_the_counts_first_and_begins_a_run_when_agreed_to(string language)
    {
        Read(language);
        for (var number = 0; number < 3; number++) await AddVideoAsync($"Lesson {number}", Normal);
        await AddPublishedAsync(VideoStatus.Blocked);
        await AddPublishedAsync(isOfflineDisabled: true);
        var page = Render<VideosPage>();
        page.WaitForElement("thead input[type=checkbox]");
        await page.ChangeAsync("thead input[type=checkbox]", true);

        await page.ClickAsync(() => page.FindAll(".bulk button").Single(button => button.TextContent.Trim() == OfflineText.DisableOffline));

        Dialogs.WaitForAssertion(() => Assert.Contains(Format(OfflineText.DisableManyTitle, 3), Dialogs.Markup, StringComparison.Ordinal));
        Assert.Contains(Format(OfflineText.PlanScope, 5, 3), Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains(Format(OfflineText.PlanUnchanged, 1), Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains(VideoStatusLabel.Of(VideoStatus.Blocked), Dialogs.Markup, StringComparison.Ordinal);
        await using var db = NewContext();
        Assert.False(await db.OfflineSwitchRuns.AnyAsync());

        await Dialogs.PressAsync(OfflineText.DisableOffline);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[role=progressbar], .run-progress, progress")));
        Assert.Equal(5, (await db.OfflineSwitchRuns.AsNoTracking().SingleAsync()).Total);
        Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.OfflineRunBegun));
    }

    [Fact]
    public async Task Says_so_when_nothing_is_left_to_do()
    {
        await AddPublishedAsync(isOfflineDisabled: true);
        var page = Render<VideosPage>();
        page.WaitForElement("thead input[type=checkbox]");
        await page.ChangeAsync("thead input[type=checkbox]", true);
        await page.ClickAsync(() => page.FindAll(".bulk button").Single(button => button.TextContent.Trim() == OfflineText.DisableOffline));
        Messages.WaitForAssertion(() => Assert.Contains(Format(OfflineText.NothingToDo, 1, 1, 0), Messages.Markup, StringComparison.Ordinal));
        Assert.Empty(Dialogs.FindAll(".mud-dialog"));
    }

    private async Task OpenMenuAsync()
    {
        await DisposeComponentsAsync();
        RenderFrame();
        var page = Render<VideosPage>();
        page.WaitForElement("td.video-actions .mud-menu button");
        await page.ClickAsync(() => page.Find("td.video-actions .mud-menu button"));
        Popovers.WaitForElement(".mud-menu-item");
    }

    private IElement MenuItem(string act) => Popovers.FindAll(".mud-menu-item").Single(item => item.TextContent.Contains(act, StringComparison.Ordinal));

    private async Task<bool> IsDisabledAsync(Guid id)
    {
        await using var db = NewContext();
        return (await db.Videos.AsNoTracking().SingleAsync(video => video.Id == id)).IsOfflineDisabled;
    }

    private static string Format(string format, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, format, arguments);
}

/// <summary>The same list for someone who may only look.</summary>
public sealed class OfflineActionsForAuditorsTests() : DownloadPages(Role.Auditor)
{
    [Fact]
    public async Task Offers_no_selection_and_no_switch()
    {
        await AddVideoAsync("Lesson", VideoStatus.UploadSucc, VideoStatus.Transcoding, VideoStatus.Normal);
        var page = Render<VideosPage>();
        page.WaitForElement("td.video-title");
        Assert.Empty(page.FindAll(".mud-menu, .bulk"));
    }
}
