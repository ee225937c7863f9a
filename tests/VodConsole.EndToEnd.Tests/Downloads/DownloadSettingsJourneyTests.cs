using System.Security.Cryptography;
using Microsoft.Playwright;
using VodConsole.EndToEnd.Tests.Browser;
using VodConsole.EndToEnd.Tests.Pages;
using VodConsole.EndToEnd.Tests.Server;
using VodConsole.Web.Components.Downloads;
using VodConsole.Web.Components.Elements;

namespace VodConsole.EndToEnd.Tests.Downloads;

/// <summary>Choose a mode, and generate and download a key, as a person does it; in one language by keyboard alone.</summary>
[Collection(BrowserTests.Name)]
public sealed class DownloadSettingsJourneyTests(ChromiumFixture chromium)
{
    private const string Fingerprint = "BB:0D:AC:74:D3:21:09:EF:9C:71:1A:5E:77:2C:8E:BF:03:FD:FA:5A";

    [SkippableTheory]
    [InlineData("en", false)]
    [InlineData("zh-CN", true)]
    public async Task A_mode_is_chosen_after_a_preview_and_taken_back(string language, bool byKeyboard)
    {
        chromium.Require();
        var words = Words.In(language);
        string Text(string key) => words.Of(DownloadText.ResourceManager, key);
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using var window = await chromium.OpenAsync(server.Address, new WindowOptions(language));
        await window.CreateAdministratorAsync(await server.SetUpLinkAsync());
        var page = window.Page;
        await window.GoToAsync("/settings/download");
        var state = page.Locator(".vod-setting-state");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(state).ToContainTextAsync(Text("StateOff"));

        // Nothing happens before the preview is agreed to: Cancel has the focus.
        await PressAsync(page.Locator(".switch input"), byKeyboard, "Space");
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = Text("Ok"), Exact = true }), byKeyboard);
        await Assertions.Expect(dialog).ToContainTextAsync(Text("QuestionSecure"));
        await Assertions.Expect(dialog).ToContainTextAsync(Text("NoAppYet"));
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = Text("Cancel"), Exact = true })).ToBeFocusedAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = Text("ActSecure") })).ToBeEnabledAsync();
        if (byKeyboard)
        {
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Enter");
        }
        else
        {
            await dialog.GetByRole(AriaRole.Button, new() { Name = Text("ActSecure") }).ClickAsync();
        }

        await window.ConfirmIdentityAsync();
        await Assertions.Expect(state).ToContainTextAsync(Text("StateSecure"));
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = words.Of(ElementText.ResourceManager, "Undo") }), byKeyboard);
        await Assertions.Expect(state).ToContainTextAsync(Text("StateOff"));

        // The other mode says what it means before it is set.
        await PressAsync(page.Locator(".switch input"), byKeyboard, "Space");
        await PressAsync(page.GetByRole(AriaRole.Radio, new() { Name = Text("ModeNormal") }), byKeyboard, "Space");
        await Assertions.Expect(page.Locator(".modes")).ToContainTextAsync(Text("ExplainNormal"));
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = Text("Ok"), Exact = true }), byKeyboard);
        await PressAsync(dialog.GetByRole(AriaRole.Button, new() { Name = Text("ActNormal") }), byKeyboard);
        await Assertions.Expect(state).ToContainTextAsync(Text("StateNormal"));
        await Assertions.Expect(page.Locator("#app-identifier")).ToHaveCountAsync(0);
        window.AssertUntroubled();
    }

    [SkippableTheory]
    [InlineData("en", 1440, false)]
    [InlineData("zh-CN", 360, true)]
    public async Task A_key_is_generated_and_downloaded_once_and_its_private_half_is_forgotten(string language, int width, bool byKeyboard)
    {
        chromium.Require();
        var words = Words.In(language);
        string Text(string key, params object[] arguments) => words.Of(KeyText.ResourceManager, key, arguments);
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using var window = await chromium.OpenAsync(server.Address, new WindowOptions(language, Width: width));
        await window.CreateAdministratorAsync(await server.SetUpLinkAsync());
        var page = window.Page;
        await window.GoToAsync("/settings/download");
        await page.Locator(".switch input").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.Of(DownloadText.ResourceManager, "Ok"), Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = words.Of(DownloadText.ResourceManager, "ActSecure") }).ClickAsync();
        await window.ConfirmIdentityAsync();

        // Rules tick off while typing, and a broken one holds the form back.
        var act = page.GetByRole(AriaRole.Button, new() { Name = Text("GenerateAct") });
        await page.FillAsync("#app-identifier", Fingerprint.ToLowerInvariant().Replace(":", "", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("#app-identifier-found")).ToContainTextAsync(Fingerprint);
        await page.Locator("#private-key").PressSequentiallyAsync("Abc1");
        await Assertions.Expect(page.Locator("[data-rule=UpperCase]")).ToHaveAttributeAsync("data-met", "true");
        await Assertions.Expect(page.Locator("[data-rule=Length]")).ToHaveAttributeAsync("data-met", "false");
        await PressAsync(act, byKeyboard);
        await Assertions.Expect(page.Locator("#private-key")).ToBeFocusedAsync();
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = Text("Random") }), byKeyboard);
        await Assertions.Expect(page.Locator("[data-met=false]")).ToHaveCountAsync(0);
        var secret = await page.InputValueAsync("#private-key");

        var download = await page.RunAndWaitForDownloadAsync(() => byKeyboard ? PressAsync(act, byKeyboard) : act.DblClickAsync());
        Assert.Equal("encryptedApp.dat", download.SuggestedFilename);
        await download.SaveAsAsync(folder.File("encryptedApp.dat"));
        var file = await File.ReadAllBytesAsync(folder.File("encryptedApp.dat"));
        Assert.Equal([0x89, 0x56, 0x4B, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        await Assertions.Expect(page.Locator(".result")).ToContainTextAsync(Convert.ToHexStringLower(SHA256.HashData(file)));
        Assert.DoesNotContain(secret, await page.ContentAsync(), StringComparison.Ordinal);

        // A double click made one, and the inspector knows it again.
        await window.GoToAsync("/settings/download/keys");
        await Assertions.Expect(page.Locator(".vod-count")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator("#inspector-file")).ToBeEnabledAsync();
        await page.SetInputFilesAsync("#inspector-file", folder.File("encryptedApp.dat"));
        await Assertions.Expect(page.Locator(".result .vod-chip[data-kind=good]").First).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        Assert.DoesNotContain(secret, server.Output, StringComparison.Ordinal);
        window.AssertUntroubled();
    }

    private static async Task PressAsync(ILocator control, bool byKeyboard, string key = "Enter")
    {
        if (!byKeyboard)
        {
            await control.ClickAsync();
            return;
        }

        await control.FocusAsync();
        await control.PressAsync(key);
    }
}
