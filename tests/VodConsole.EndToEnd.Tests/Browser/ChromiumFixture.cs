using Microsoft.Playwright;

namespace VodConsole.EndToEnd.Tests.Browser;

/// <summary>The system's Chromium, shared by all tests; each takes a context of its own.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Executable)) return;
        // Other projects' tests run at the same time, and a transcode takes all cores.
        Assertions.SetDefaultExpectTimeout(ConsoleWindow.Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A fresh browser window on the server; the test is skipped where there is no Chromium.</summary>
    internal Task<ConsoleWindow> OpenAsync(Uri server, WindowOptions? options = null) =>
        ConsoleWindow.OpenAsync(Require(), server, options ?? new WindowOptions());

    /// <summary>The browser; the test is skipped where there is none.</summary>
    internal IBrowser Require()
    {
        Skip.If(browser is null, $"{Executable} is absent.");
        return browser;
    }
}

/// <summary>All browser tests, one after the other: the machine has few cores and a transcode takes all of them.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<ChromiumFixture>, ICollectionFixture<LibraryFixture>
{
    public const string Name = "Browser";
}
