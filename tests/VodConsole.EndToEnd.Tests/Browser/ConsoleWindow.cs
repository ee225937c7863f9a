using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace VodConsole.EndToEnd.Tests.Browser;

/// <summary>How a window looks.</summary>
internal sealed record WindowOptions(string Language = "en", bool IsDark = false, int Width = 1440, int Height = 900);

/// <summary>
/// One browser window on the console, and everything that went wrong in it: console errors, failed requests, exceptions.
/// </summary>
internal sealed class ConsoleWindow : IAsyncDisposable
{
    /// <summary>How long the browser is waited for, in milliseconds: what takes a second may take a minute beside a transcode.</summary>
    public const float Patience = 120_000;

    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> troubles = [];

    private ConsoleWindow(IBrowserContext context, IPage page, Uri server)
    {
        (this.context, Page, Server) = (context, page, server);
        page.Console += (_, message) =>
        {
            if (message.Type is "error") troubles.Enqueue($"console: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => troubles.Enqueue($"exception: {error}");
        page.RequestFailed += (_, request) =>
        {
            // A segment of a quality that was left is given up by the player itself.
            if (request.Failure != "net::ERR_ABORTED" || !request.Url.Contains("/play/", StringComparison.Ordinal)) troubles.Enqueue($"failed: {request.Method} {request.Url}: {request.Failure}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) troubles.Enqueue($"{response.Status}: {response.Request.Method} {response.Url}");
        };
    }

    public IPage Page { get; }

    public Uri Server { get; }

    public static async Task<ConsoleWindow> OpenAsync(IBrowser browser, Uri server, WindowOptions options)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.AbsoluteUri,
            Locale = options.Language,
            ColorScheme = options.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = options.Width, Height = options.Height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        await context.AddCookiesAsync(
        [
            new Cookie { Name = "vod-language", Value = options.Language, Url = server.AbsoluteUri },
            new Cookie { Name = "vod-theme", Value = options.IsDark ? "dark" : "light", Url = server.AbsoluteUri },
        ]);
        context.SetDefaultTimeout(Patience);
        return new ConsoleWindow(context, await context.NewPageAsync(), server);
    }

    /// <summary>Opens an interactive page and waits until it reacts.</summary>
    public async Task GoToAsync(string path)
    {
        await Page.GotoAsync(path);
        await UntilInteractiveAsync();
    }

    /// <summary>Waits until the page in the window reacts to clicks.</summary>
    public Task UntilInteractiveAsync() => Page.WaitForSelectorAsync("[data-interactive='true']");

    /// <summary>Keeps a picture of what is shown, where VODCONSOLE_SCREENSHOTS names a folder.</summary>
    public async Task PhotographAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("VODCONSOLE_SCREENSHOTS") is not { } folder) return;
        var language = await Page.EvaluateAsync<string>("() => `${document.documentElement.lang}.${document.documentElement.dataset.theme}.${innerWidth}`");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"journey-{name}.{language}.png"), FullPage = true });
    }

    /// <summary>Forgets what went wrong so far, all or some of it: the server was killed on purpose, say.</summary>
    public void Forgive(Func<string, bool>? some = null)
    {
        var kept = some is null ? [] : troubles.Where(trouble => !some(trouble)).ToList();
        troubles.Clear();
        foreach (var trouble in kept) troubles.Enqueue(trouble);
    }

    /// <summary>Fails when anything went wrong.</summary>
    public void AssertUntroubled() => Assert.True(troubles.IsEmpty, string.Join('\n', troubles));

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
