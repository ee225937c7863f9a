using VodConsole.EndToEnd.Tests.Browser;
using VodConsole.EndToEnd.Tests.Pages;
using VodConsole.EndToEnd.Tests.Server;

namespace VodConsole.EndToEnd.Tests.Journeys;

/// <summary>
/// Takes the picture of README.md. It replaces the committed one only where VODCONSOLE_SCREENSHOTS names a folder for all pages
/// in both languages and themes, so that an ordinary run leaves the working copy clean. VODCONSOLE_SCREENSHOTS_OF leaves only the addresses
/// that contain it.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed class ScreenshotTests(ChromiumFixture chromium, LibraryFixture library)
{
    private static readonly string Committed =
        Path.Combine(Repository.Root, "tests", "VodConsole.EndToEnd.Tests", "Screenshots", "console.png");

    private static string? Folder => Environment.GetEnvironmentVariable("VODCONSOLE_SCREENSHOTS");

    private static string Wanted => Environment.GetEnvironmentVariable("VODCONSOLE_SCREENSHOTS_OF") ?? "";

    [SkippableFact]
    public async Task The_readme_shows_the_console_playing_an_encrypted_video()
    {
        await using var window = await library.OpenAsync(chromium, new WindowOptions(Width: 1280, Height: 880));
        var video = new VideoPage(window);
        await video.OpenPlayerAsync(library.VideoId);
        await video.PlayAsync();
        await video.SeekAsync(16.2);
        await video.UntilPastAsync(16.5);
        await window.Page.EvaluateAsync("() => document.querySelector('video').pause()");
        var picture = await window.Page.ScreenshotAsync();

        if (Folder is not null || !File.Exists(Committed))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Committed)!);
            await File.WriteAllBytesAsync(Committed, picture);
        }

        Assert.InRange(await video.CountColoursAsync(), 8, int.MaxValue);
        Assert.InRange(new FileInfo(Committed).Length, 20_000, 2_000_000);
    }

    [SkippableTheory]
    [InlineData("en", false)]
    [InlineData("zh-CN", false)]
    [InlineData("en", true)]
    [InlineData("zh-CN", true)]
    public async Task Every_page_is_photographed_for_who_wants_to_look(string language, bool isDark)
    {
        Skip.If(Folder is null, "VODCONSOLE_SCREENSHOTS names no folder.");
        Directory.CreateDirectory(Folder);
        foreach (var width in (int[])[1440, 360])
        {
            await using var window = await library.OpenAsync(chromium, new WindowOptions(language, isDark, width));
            string[] all = [.. await EveryPage.FindAsync(window, library), .. EveryPage.Static];
            foreach (var path in all.Where(path => path.Contains(Wanted, StringComparison.Ordinal)))
            {
                await EveryPage.ShowAsync(window, path);
                var name = string.Concat(path.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-')).Replace(library.VideoId, "video", StringComparison.Ordinal);
                await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.{language}.{(isDark ? "dark" : "light")}.{width}.png"), FullPage = true });
            }
        }
    }
}
