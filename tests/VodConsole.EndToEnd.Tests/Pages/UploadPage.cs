using Microsoft.Playwright;
using VodConsole.EndToEnd.Tests.Browser;

namespace VodConsole.EndToEnd.Tests.Pages;

/// <summary>Media library › Upload.</summary>
internal sealed class UploadPage(ConsoleWindow window)
{
    private ICDPSession? network;

    private ILocator Row => window.Page.Locator(".files .row").First;

    /// <summary>The first file's progress bar.</summary>
    public ILocator Progress => Row.GetByRole(AriaRole.Progressbar);

    public async Task OpenAsync()
    {
        await window.GoToAsync("/media/upload");
        await window.Page.WaitForSelectorAsync(".upload[data-ready='true']");
    }

    /// <summary>Chooses a file, which begins its upload.</summary>
    public Task ChooseAsync(string path) => window.Page.SetInputFilesAsync("#upload-files", path);

    /// <summary>Waits until the first file is in this state of the page.</summary>
    public Task UntilAsync(string state, float seconds = 180) =>
        window.Page.WaitForSelectorAsync($".files .row[data-state='{state}']", new() { Timeout = seconds * 1000 });

    /// <summary>Waits until some of the first file is sent, and not all.</summary>
    public Task UntilSentAsync(int percent) => window.Page.WaitForFunctionAsync(
        """
        percent => {
          const bar = document.querySelector(".files .row [role=progressbar]");
          return bar && Number(bar.getAttribute("aria-valuenow")) >= percent;
        }
        """, percent);

    /// <summary>Waits until the first file's video is transcoded, and returns its id.</summary>
    public async Task<string> UntilNormalAsync()
    {
        await Row.GetByText("Normal", new() { Exact = true }).WaitForAsync(new() { Timeout = 600_000 });
        return await Row.GetAttributeAsync("data-video") ?? throw new InvalidOperationException("The row names no video.");
    }

    /// <summary>Holds the browser's uploads to this speed; -1 lets them go.</summary>
    public async Task SlowDownAsync(int bytesPerSecond)
    {
        network ??= await window.Page.Context.NewCDPSessionAsync(window.Page);
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = bytesPerSecond,
        });
    }
}
