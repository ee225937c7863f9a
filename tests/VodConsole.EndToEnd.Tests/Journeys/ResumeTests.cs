using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using VodConsole.EndToEnd.Tests.Browser;
using VodConsole.EndToEnd.Tests.Pages;
using VodConsole.EndToEnd.Tests.Server;

namespace VodConsole.EndToEnd.Tests.Journeys;

[Collection(BrowserTests.Name)]
public sealed class ResumeTests(ChromiumFixture chromium)
{
    // So slow that the break comes long before the end, however busy the machine is.
    private const int Slow = 100_000, AnySpeed = -1;

    [SkippableFact]
    public async Task An_upload_goes_on_where_it_was_after_a_reload()
    {
        chromium.Require();
        using var folder = new TempFolder();
        await Clips.MakeLargeAsync(folder.File("clip.mp4"), 8);
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using var window = await chromium.OpenAsync(server.Address);
        await window.CreateAdministratorAsync(await server.SetUpLinkAsync());
        window.Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        var offsets = WatchOffsets(window);

        var upload = await BeginAsync(window, folder.File("clip.mp4"));
        await window.Page.ReloadAsync();
        await window.Page.WaitForSelectorAsync(".upload[data-ready='true']");
        window.Forgive(); // The reload cuts the request off.
        await upload.SlowDownAsync(AnySpeed);
        offsets.Clear();
        await upload.ChooseAsync(folder.File("clip.mp4"));
        await upload.UntilAsync("checking", seconds: 120);

        Assert.True(offsets.First() > 0, "The second upload began anew.");
        // The part that was cut off may still be being stored when the next one comes, which then is sent again.
        window.Forgive(trouble => trouble.Contains("/uploads/", StringComparison.Ordinal)
            && new[] { "409:", "423:", "console: Failed to load resource: the server responded with a status of 4" }.Any(trouble.StartsWith));
        window.AssertUntroubled();
    }

    [SkippableFact]
    public async Task An_upload_goes_on_by_itself_when_the_server_was_killed_and_started_again()
    {
        chromium.Require();
        using var folder = new TempFolder();
        await Clips.MakeLargeAsync(folder.File("clip.mp4"), 8);
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using var window = await chromium.OpenAsync(server.Address);
        await window.CreateAdministratorAsync(await server.SetUpLinkAsync());
        var offsets = WatchOffsets(window);

        var upload = await BeginAsync(window, folder.File("clip.mp4"));
        await window.Page.EvaluateAsync("() => { window.isOfBefore = true; }");
        // The upload asks first how far it came: held here, it is not over before the page was looked at.
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await window.Page.RouteAsync("**/uploads/*", async route =>
        {
            if (route.Request.Method == "HEAD") await looked.Task;
            await route.ContinueAsync();
        });
        var port = server.Address.Port;
        await server.KillAsync();
        offsets.Clear();

        await using var restarted = await ServerProcess.StartAsync(folder.File("data"), port);
        // Nobody does anything: the upload goes on by itself, and the page, which the server has forgotten, is loaded anew after it.
        await window.Page.GetByText("The page reloads by itself").WaitForAsync();
        window.Forgive(); // Requests failed while there was no server.
        await window.PhotographAsync("uploads-go-on");
        Assert.Empty((await window.Page.Locator("#components-reconnect-modal").RunAxe()).Violations);
        await upload.SlowDownAsync(AnySpeed);
        looked.SetResult();
        await window.Page.WaitForFunctionAsync("() => window.isOfBefore !== true", null, new() { Timeout = 120_000 });
        await window.UntilInteractiveAsync();
        await window.GoToAsync("/media/videos");
        await Assertions.Expect(window.Page.GetByText("clip", new() { Exact = true })).ToBeVisibleAsync();

        Assert.True(offsets.First() > 0, "The upload began anew after the restart.");
        window.AssertUntroubled();
    }

    [SkippableFact]
    public async Task A_page_that_the_server_has_forgotten_stays_to_say_why_an_upload_failed()
    {
        chromium.Require();
        using var folder = new TempFolder();
        await Clips.MakeLargeAsync(folder.File("clip.mp4"), 8);
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using var window = await chromium.OpenAsync(server.Address);
        await window.CreateAdministratorAsync(await server.SetUpLinkAsync());
        var upload = await BeginAsync(window, folder.File("clip.mp4"));
        await window.Page.RouteAsync("**/uploads/*", route => route.FulfillAsync(new()
        {
            Status = 507, ContentType = "application/json", Body = """{"code":"UploadStorageFull","message":"There is no space left."}""",
        }));
        var port = server.Address.Port;
        await server.KillAsync();

        await using var restarted = await ServerProcess.StartAsync(folder.File("data"), port);
        var banner = window.Page.Locator("#components-reconnect-modal");
        await Assertions.Expect(banner).ToContainTextAsync("There is no space left.");
        await window.PhotographAsync("upload-failed");
        Assert.Empty((await banner.RunAxe()).Violations);
        await window.Page.UnrouteAllAsync();
        await banner.GetByRole(AriaRole.Button).ClickAsync();
        await window.Page.WaitForSelectorAsync(".upload[data-ready='true']");
    }

    // An upload of which a little is sent, and which goes on slowly.
    private static async Task<UploadPage> BeginAsync(ConsoleWindow window, string clip)
    {
        var upload = new UploadPage(window);
        await upload.OpenAsync();
        await upload.SlowDownAsync(Slow);
        await upload.ChooseAsync(clip);
        await upload.UntilSentAsync(5);
        return upload;
    }

    // The offsets that the browser sends from: the first one after a break tells whether it went on.
    private static List<long> WatchOffsets(ConsoleWindow window)
    {
        List<long> offsets = [];
        window.Page.Request += (_, request) =>
        {
            if (request.Method == "PATCH" && request.Headers.TryGetValue("upload-offset", out var offset))
                offsets.Add(long.Parse(offset, System.Globalization.CultureInfo.InvariantCulture));
        };
        return offsets;
    }
}
