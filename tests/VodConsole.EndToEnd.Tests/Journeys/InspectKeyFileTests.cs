using Microsoft.Playwright;
using VodConsole.EndToEnd.Tests.Browser;
using VodConsole.EndToEnd.Tests.Server;

namespace VodConsole.EndToEnd.Tests.Journeys;

/// <summary>Somebody has a file and wants to know what it is.</summary>
[Collection(BrowserTests.Name)]
public sealed class InspectKeyFileTests(ChromiumFixture chromium, LibraryFixture library)
{
    private static readonly string Vector = Path.Combine(Repository.Root, "tests", "vectors", "encryptedApp-v1.dat");

    [SkippableTheory]
    [InlineData("en", 1440, "From elsewhere", "This is no key file: it does not begin as one does.", "it has more than 64 KiB")]
    [InlineData("zh-CN", 360, "非本系统签发", "这不是密钥文件：文件开头不符。", "文件超过 64 KiB")]
    public async Task Learns_what_a_file_is(string language, int width, string foreign, string none, string large)
    {
        await using var window = await library.OpenAsync(chromium, new WindowOptions(language, Width: width));
        await window.GoToAsync("/settings/download/keys");
        var result = window.Page.Locator(".result");
        await Assertions.Expect(window.Page.Locator("#inspector-file")).ToBeEnabledAsync();

        await window.Page.SetInputFilesAsync("#inspector-file", Vector);
        await Assertions.Expect(result).ToContainTextAsync(foreign);
        await Assertions.Expect(result).ToContainTextAsync("3cbdf0e498889034858363cbbc41b996");

        await ChooseAsync(window, 100);
        await Assertions.Expect(result).ToContainTextAsync(none);
        await ChooseAsync(window, 70_000);
        await Assertions.Expect(result).ToContainTextAsync(large);

        await window.Page.SetInputFilesAsync("#inspector-file", Vector);
        await window.Page.FillAsync("#inspector-app", "BB:0D:AC:74:D3:21:09:EF:9C:71:1A:5E:77:2C:8E:BF:03:FD:FA:5A");
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(result.Locator(".vod-chip[data-kind=bad]")).ToHaveCountAsync(3);

        Assert.True(await IsAllInputAsync(window));
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        window.AssertUntroubled();
    }

    private static Task ChooseAsync(ConsoleWindow window, int size) => window.Page.SetInputFilesAsync(
        "#inspector-file", new FilePayload { Name = "clip.dat", MimeType = "application/octet-stream", Buffer = new byte[size] });

    /// <summary>Wherever on the area a file is dropped, it falls onto the input.</summary>
    private static async Task<bool> IsAllInputAsync(ConsoleWindow window) => await window.Page.EvaluateAsync<bool>(
        """
        () => {
          const area = document.querySelector('.drop');
          area.scrollIntoView({ block: 'center' });
          const { left, top, right, bottom } = area.getBoundingClientRect();
          return [[left + 8, top + 8], [right - 8, bottom - 8], [(left + right) / 2, (top + bottom) / 2]]
            .every(([x, y]) => document.elementFromPoint(x, y).id === 'inspector-file');
        }
        """);
}
