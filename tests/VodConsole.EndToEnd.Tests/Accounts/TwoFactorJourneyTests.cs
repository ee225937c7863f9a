using System.Text.RegularExpressions;
using Microsoft.Playwright;
using VodConsole.Core.Accounts;
using VodConsole.EndToEnd.Tests.Browser;
using VodConsole.EndToEnd.Tests.Downloads;
using VodConsole.EndToEnd.Tests.Pages;
using VodConsole.EndToEnd.Tests.Server;
using VodConsole.Web.Components.Accounts;
using SetUpPage = VodConsole.EndToEnd.Tests.Pages.SetUpPage;

namespace VodConsole.EndToEnd.Tests.Accounts;

/// <summary>A second step is set up, signed in with, and taken away, as a person does it.</summary>
[Collection(BrowserTests.Name)]
public sealed class TwoFactorJourneyTests(ChromiumFixture chromium)
{
    [SkippableTheory]
    [InlineData("en", 1440, false)]
    [InlineData("zh-CN", 360, true)]
    public async Task Two_factor_is_set_up_asked_for_and_turned_off(string language, int width, bool isDark)
    {
        chromium.Require();
        var words = Words.In(language);
        string Text(string key) => words.Of(AccountText.ResourceManager, key);
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using var window = await chromium.OpenAsync(server.Address, new WindowOptions(language, isDark, width));
        await window.CreateAdministratorAsync(await server.SetUpLinkAsync());
        var page = window.Page;
        var authenticator = new Authenticator();

        await window.GoToAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = Text("SetUpTwoFactor") }).ClickAsync();
        await window.PhotographAsync("confirm");
        await window.ConfirmIdentityAsync();
        authenticator.Learn(await page.Locator("#authenticator-key").InnerTextAsync());
        await Assertions.Expect(page.Locator("svg.qr path")).ToHaveAttributeAsync("d", new Regex("^M4 4h1"));
        await page.FillAsync("#first-code", authenticator.NextCode());
        await window.PhotographAsync("authenticator");
        await page.GetByRole(AriaRole.Button, new() { Name = Text("TurnOnTwoFactor"), Exact = true }).ClickAsync();

        // The codes are shown once, and the dialog stays until the person has kept them.
        await Assertions.Expect(page.Locator("#recovery-codes code")).ToHaveCountAsync(10);
        var codes = await page.Locator("#recovery-codes code").AllInnerTextsAsync();
        await window.PhotographAsync("codes");
        var close = page.GetByRole(AriaRole.Button, new() { Name = Text("CloseCodes"), Exact = true });
        await Assertions.Expect(close).ToBeDisabledAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = Text("DownloadCodes") }).ClickAsync());
        await download.SaveAsAsync(folder.File("codes.txt"));
        Assert.Equal(codes, await File.ReadAllLinesAsync(folder.File("codes.txt")));
        await page.GetByLabel(Text("CodesKept")).CheckAsync();
        await close.ClickAsync();
        await Assertions.Expect(page.Locator("[data-two-factor=on]")).ToBeVisibleAsync();
        await window.PhotographAsync("account");

        await window.SignOutAsync();
        await FirstStepAsync(window);
        await SendAsync(window, "000000");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(Text("CodeRefused"));
        await window.PhotographAsync("second-step");
        await SendAsync(window, authenticator.NextCode());
        await window.UntilInteractiveAsync();

        await window.SignOutAsync();
        await FirstStepAsync(window);
        await page.GetByRole(AriaRole.Link, new() { Name = Text("UseRecoveryCode") }).ClickAsync();
        await SendAsync(window, codes[0]);
        await window.UntilInteractiveAsync();

        await window.GoToAsync("/account");
        await Assertions.Expect(page.GetByText(words.Of(AccountText.ResourceManager, "RecoveryCodesLeft", 9, 10))).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = Text("TurnOffTwoFactor") }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = Text("TurnOffTwoFactor") }).ClickAsync();
        await window.ConfirmIdentityAsync();
        await Assertions.Expect(page.Locator("[data-two-factor=off]")).ToBeVisibleAsync();
        Assert.All(codes, code => Assert.DoesNotContain(code, server.Output, StringComparison.Ordinal));
        window.AssertUntroubled();
    }

    private static async Task FirstStepAsync(ConsoleWindow window)
    {
        await window.Page.FillAsync("#email", SetUpPage.Email);
        await window.Page.FillAsync("#password", SetUpPage.Password);
        await window.Page.ClickAsync("form button[type=submit].vod-button");
        await window.Page.WaitForSelectorAsync("#code");
    }

    private static async Task SendAsync(ConsoleWindow window, string code)
    {
        await window.Page.FillAsync("#code", code);
        await window.Page.ClickAsync("form button[type=submit].vod-button");
    }

    /// <summary>The app on a person's phone, which never shows the same code twice.</summary>
    private sealed class Authenticator
    {
        private byte[] secret = [];
        private long lastStep;

        public void Learn(string key)
        {
            var bits = string.Concat(key.Select(letter =>
                Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
            secret = [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
        }

        public string NextCode()
        {
            lastStep = Math.Max(lastStep + 1, TotpCode.StepAt(TimeProvider.System.GetUtcNow()));
            return TotpCode.Compute(secret, lastStep);
        }
    }
}
