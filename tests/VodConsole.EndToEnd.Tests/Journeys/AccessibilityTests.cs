using Deque.AxeCore.Playwright;
using VodConsole.EndToEnd.Tests.Browser;

namespace VodConsole.EndToEnd.Tests.Journeys;

[Collection(BrowserTests.Name)]
public sealed class AccessibilityTests(ChromiumFixture chromium, LibraryFixture library)
{
    // Names depend on the language and contrast on the theme, and no rule on both: each once says as much as each with each.
    [SkippableTheory]
    [InlineData("en", false)]
    [InlineData("zh-CN", true)]
    public async Task No_page_has_an_axe_violation(string language, bool isDark)
    {
        await using var window = await library.OpenAsync(chromium, new WindowOptions(language, isDark));
        List<string> violations = [];
        foreach (var path in await AllAsync(window))
        {
            await EveryPage.ShowAsync(window, path);
            var result = await window.Page.RunAxe();
            Assert.True(result.Passes.Length > 10, $"axe saw next to nothing on {path}.");
            violations.AddRange(
                from violation in result.Violations
                from node in violation.Nodes
                select $"{path}: {violation.Id}: {violation.Help}: {node.Html}");
        }

        Assert.True(violations.Count == 0, string.Join('\n', violations));
        window.AssertUntroubled();
    }

    [SkippableTheory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task No_page_scrolls_sideways_at(int width)
    {
        List<string> wide = [];
        foreach (var language in (string[])["en", "zh-CN"])
        {
            await using var window = await library.OpenAsync(chromium, new WindowOptions(language, Width: width));
            foreach (var path in await AllAsync(window))
            {
                await EveryPage.ShowAsync(window, path);
                var excess = await window.Page.EvaluateAsync<int>(
                    "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (excess > 0) wide.Add($"{language} {path}: {excess} px too wide");
            }

            window.AssertUntroubled();
        }

        Assert.True(wide.Count == 0, string.Join('\n', wide));
    }

    private async Task<IReadOnlyList<string>> AllAsync(ConsoleWindow window) =>
        [.. await EveryPage.FindAsync(window, library), .. EveryPage.Static];
}
