using Microsoft.Playwright;
using VodConsole.EndToEnd.Tests.Browser;
using VodConsole.EndToEnd.Tests.Pages;

namespace VodConsole.EndToEnd.Tests.Journeys;

[Collection(BrowserTests.Name)]
public sealed class KeyboardTests(ChromiumFixture chromium, LibraryFixture library)
{
    [SkippableFact]
    public async Task A_video_is_found_opened_played_and_its_quality_chosen_without_a_mouse()
    {
        await using var window = await library.OpenAsync(chromium);
        var keyboard = window.Page.Keyboard;
        await window.GoToAsync("/");
        await UntilHeadingAsync(window);
        await TabToAsync(window, "a.vod-nav-link[href='/media/videos']");
        await keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync("**/media/videos");
        await UntilHeadingAsync(window);
        await TabToAsync(window, $"a[href='/media/videos/{library.VideoId}']");
        await keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync($"**/media/videos/{library.VideoId}");
        await UntilHeadingAsync(window);
        await TabToAsync(window, "a.vod-tab[href*='tab=player']");
        await keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(".player[data-state='ready']");

        await TabToAsync(window, "video");
        await keyboard.PressAsync("Space");
        var video = new VideoPage(window);
        await video.UntilPastAsync(0.5);
        await TabToAsync(window, ".player select");
        await keyboard.PressAsync("End");
        await video.UntilHeightAsync(360);
        window.AssertUntroubled();
    }

    // A page that opens puts the focus on its heading; whoever had tabbed on before would be set back.
    private static Task UntilHeadingAsync(ConsoleWindow window) => Assertions.Expect(window.Page.Locator("h1")).ToBeFocusedAsync();

    // Moves on by Tab alone and requires that the focus can be seen wherever it passes.
    private static async Task TabToAsync(ConsoleWindow window, string selector)
    {
        await window.Page.WaitForSelectorAsync(selector);
        for (var step = 0; step < 80; step++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            if (await window.Page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector)) return;
        }

        Assert.Fail($"{selector} is not reached by the Tab key.");
    }
}
