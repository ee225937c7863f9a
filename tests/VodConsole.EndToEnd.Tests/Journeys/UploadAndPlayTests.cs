using System.Text.RegularExpressions;
using Microsoft.Playwright;
using VodConsole.EndToEnd.Tests.Browser;
using VodConsole.EndToEnd.Tests.Pages;
using VodConsole.EndToEnd.Tests.Server;

namespace VodConsole.EndToEnd.Tests.Journeys;

[Collection(BrowserTests.Name)]
public sealed class UploadAndPlayTests(ChromiumFixture chromium)
{
    [SkippableFact]
    public async Task A_new_user_uploads_watches_the_transcode_plays_and_signs_out()
    {
        chromium.Require();
        using var folder = new TempFolder();
        var clip = Repository.SharedVideo ?? folder.File("clip.mp4");
        if (Repository.SharedVideo is null) await Clips.MakeAsync(clip, 768, 432, 12);
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using var window = await chromium.OpenAsync(server.Address);
        await window.CreateAdministratorAsync(await server.SetUpLinkAsync());

        var upload = new UploadPage(window);
        await upload.OpenAsync();
        await upload.ChooseAsync(clip);
        await upload.UntilAsync("checking");
        await window.GoToAsync("/processing/tasks");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Progressbar).First).ToHaveAttributeAsync(
            "aria-valuenow", new Regex("^[1-9]"), new() { Timeout = 600_000 });
        var videoId = await FindVideoAsync(window);

        var video = new VideoPage(window);
        await window.GoToAsync($"/media/videos/{videoId}");
        await window.Page.GetByText("Normal", new() { Exact = true }).First.WaitForAsync(new() { Timeout = 600_000 });
        await video.OpenPlayerAsync(videoId);
        await Assertions.Expect(video.EncryptedMark).ToContainTextAsync("AES-128");
        await video.PlayAsync();
        await video.UntilPastAsync(1.5);
        Assert.InRange(await video.CountColoursAsync(), 8, int.MaxValue);

        await window.SignOutAsync();
        window.AssertUntroubled();
    }

    [SkippableFact]
    public async Task A_1080p_source_gets_a_quality_menu_whose_choice_is_what_plays()
    {
        chromium.Require();
        using var folder = new TempFolder();
        await Clips.MakeAsync(folder.File("clip.mp4"), 1920, 1080, 8);
        var imported = await VerbProcess.RunAsync(folder.File("data"), "import", folder.File("clip.mp4"), "--wait", "--json");
        Assert.True(imported.ExitCode == 0, imported.Errors);
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using var window = await chromium.OpenAsync(server.Address);
        await window.CreateAdministratorAsync(await server.SetUpLinkAsync());

        var video = new VideoPage(window);
        await video.OpenPlayerAsync(imported.Json.GetProperty("videoId").GetString()!);
        Assert.Equal(["Auto", "1080p", "720p", "540p", "360p"],
            (await video.Quality.Locator("option").AllInnerTextsAsync()).Select(text => text.Split(' ')[0] == "Auto" ? "Auto" : text.Split(' ')[^1]));

        // The clip must not end before the choices are made, however busy the machine is.
        await video.PlayAsync(rate: 0.25);
        await video.Quality.SelectOptionAsync(new SelectOptionValue { Index = 4 });
        await video.UntilHeightAsync(360);
        await video.Quality.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await video.UntilHeightAsync(1080);
        Assert.InRange(await video.CountColoursAsync(), 8, int.MaxValue);
        window.AssertUntroubled();
    }

    private static async Task<string> FindVideoAsync(ConsoleWindow window)
    {
        var href = await window.Page.Locator("a[href^='/media/videos/']").First.GetAttributeAsync("href");
        return href!.Split('/')[^1];
    }
}
