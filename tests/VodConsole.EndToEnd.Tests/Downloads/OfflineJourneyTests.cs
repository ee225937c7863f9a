using System.Resources;
using Microsoft.Playwright;
using VodConsole.EndToEnd.Tests.Browser;
using VodConsole.EndToEnd.Tests.Pages;
using VodConsole.EndToEnd.Tests.Server;
using VodConsole.Web.Components.Downloads;
using VodConsole.Web.Components.Elements;
using VodConsole.Web.Components.Media;

namespace VodConsole.EndToEnd.Tests.Downloads;

/// <summary>Disable one video, and then a thousand, as a person does it.</summary>
[Collection(BrowserTests.Name)]
public sealed class OfflineJourneyTests(ChromiumFixture chromium)
{
    private static string? Pictures => Environment.GetEnvironmentVariable("VODCONSOLE_SCREENSHOTS");

    [SkippableTheory]
    [InlineData("en", false, 1440)]
    [InlineData("zh-CN", true, 1440)]
    [InlineData("zh-CN", false, 360)]
    [InlineData("en", true, 360)]
    public async Task One_video_and_then_a_thousand_are_disabled_and_the_refused_ones_are_named(string language, bool isDark, int width)
    {
        chromium.Require();
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using var videos = new SeededVideos(folder.File("data"));
        await videos.AddAsync("Lesson", 1000, 3);
        await videos.AddAsync("Solo", 1, 1);
        await using var window = await chromium.OpenAsync(server.Address, new WindowOptions(language, isDark, width));
        await window.CreateAdministratorAsync(await server.SetUpLinkAsync());
        var page = window.Page;
        var words = Words.In(language);
        string Word(ResourceManager resources, string key, params object[] arguments) => words.Of(resources, key, arguments);
        string Offline(string key, params object[] arguments) => Word(OfflineText.ResourceManager, key, arguments);
        Task PhotographAsync(string name) => Pictures is null ? Task.CompletedTask : page.ScreenshotAsync(
            new() { Path = Path.Combine(Pictures, $"offline-{name}.{language}.{(isDark ? "dark" : "light")}.{width}.png") });

        // One that may not be switched says why.
        await window.GoToAsync("/media/videos?q=Solo");
        await page.GetByRole(AriaRole.Button, new() { Name = Word(MediaText.ResourceManager, "MoreOf", "Solo 0002") }).ClickAsync();
        await Assertions.Expect(page.Locator(".mud-popover-open .mud-menu-item.mud-disabled")).ToContainTextAsync(
            Offline("OnlyWhileNormal", Word(MediaText.ResourceManager, "StatusBlocked")));
        await PhotographAsync("menu");

        // One video.
        await window.GoToAsync("/media/videos?q=Solo");
        await page.GetByRole(AriaRole.Button, new() { Name = Word(MediaText.ResourceManager, "MoreOf", "Solo 0001") }).ClickAsync();
        await page.Locator(".mud-popover-open").GetByText(Offline("DisableOffline")).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(Offline("DisableTitle", "Solo 0001"));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = Word(ElementText.ResourceManager, "Cancel"), Exact = true })).ToBeFocusedAsync();
        await PhotographAsync("one");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = Offline("DisableOffline") }).ClickAsync();
        await Assertions.Expect(page.Locator(".vod-table .vod-chip[data-kind=warning]")).ToHaveTextAsync(Offline("OfflineDisabled"));
        await window.GoToAsync("/media/videos?offline=disabled");
        await Assertions.Expect(page.Locator(".vod-count")).ToHaveTextAsync("1");

        // Then a thousand.
        await window.GoToAsync("/media/videos?q=Lesson");
        await page.GetByLabel(Word(ElementText.ResourceManager, "SelectRow", "Lesson 1003")).CheckAsync();
        await PhotographAsync("selected");
        await page.GetByRole(AriaRole.Button, new() { Name = Word(ElementText.ResourceManager, "SelectAllFound", 1003) }).ClickAsync();
        await Assertions.Expect(page.Locator(".bulk-count")).ToHaveTextAsync(Word(ElementText.ResourceManager, "SelectedCount", 1003));
        await PhotographAsync("all");
        await page.Locator(".bulk").GetByRole(AriaRole.Button, new() { Name = Offline("DisableOffline") }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(Offline("DisableManyTitle", 1000));
        await PhotographAsync("many");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = Offline("DisableOffline") }).ClickAsync();
        await Assertions.Expect(page.GetByText(Offline("Result", 1000, 0, 3))).ToBeVisibleAsync();
        await PhotographAsync("done");
        await page.GetByText(Offline("ShowResult")).ClickAsync();

        // The result stays, and names each refused video.
        await page.WaitForURLAsync("**/media/offline-runs/*");
        foreach (var title in (string[])["Lesson 1001", "Lesson 1002", "Lesson 1003"])
            await Assertions.Expect(page.GetByText(title)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(Offline("WhyStatus", Word(MediaText.ResourceManager, "StatusBlocked")))).ToHaveCountAsync(3);
        await PhotographAsync("result");
        await window.GoToAsync("/media/offline-runs");
        await Assertions.Expect(page.GetByText(Offline("RunTitleDisable", 1003))).ToBeVisibleAsync();
        await PhotographAsync("runs");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        window.AssertUntroubled();
    }
}
