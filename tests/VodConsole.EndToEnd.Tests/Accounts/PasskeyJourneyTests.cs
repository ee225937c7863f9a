using Microsoft.Playwright;
using VodConsole.EndToEnd.Tests.Browser;
using VodConsole.EndToEnd.Tests.Pages;
using VodConsole.EndToEnd.Tests.Server;

namespace VodConsole.EndToEnd.Tests.Accounts;

/// <summary>Passkeys against the browser's own implementation, with an authenticator that the browser plays itself.</summary>
[Collection(BrowserTests.Name)]
public sealed class PasskeyJourneyTests(ChromiumFixture chromium)
{
    [SkippableFact]
    public async Task A_passkey_is_added_signs_in_confirms_and_is_removed()
    {
        chromium.Require();
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using var window = await OpenAsync(server);
        var page = window.Page;
        await AddAuthenticatorAsync(page);

        await window.GoToAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await window.ConfirmIdentityAsync();
        await page.FillAsync("#passkey-name", "Phone");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.Locator("#passkeys li")).ToContainTextAsync("Phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename Phone" }).ClickAsync();
        await page.FillAsync("#passkey-name", "Old phone");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Rename", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#passkeys li")).ToContainTextAsync("Old phone");
        await window.PhotographAsync("passkeys");

        await window.SignOutAsync();
        await window.PhotographAsync("sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await window.UntilInteractiveAsync();

        // A new session has confirmed nothing; the passkey does that as well.
        await window.GoToAsync("/account");
        await Assertions.Expect(page.Locator("#sessions li").First).ToContainTextAsync("Passkey");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Old phone" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey instead" }).ClickAsync();
        await Assertions.Expect(page.Locator("#passkeys")).ToHaveCountAsync(0);
        window.AssertUntroubled();

        // What was removed signs nobody in.
        await window.SignOutAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not accepted");
    }

    [SkippableFact]
    public async Task A_script_in_an_open_session_adds_none_without_a_confirmation()
    {
        chromium.Require();
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using var window = await OpenAsync(server);
        await AddAuthenticatorAsync(window.Page);
        await window.GoToAsync("/account");

        Assert.Equal("ConfirmationNeeded", await window.Page.EvaluateAsync<string>("() => vodPasskeys.add('thief')"));

        await window.GoToAsync("/account");
        await Assertions.Expect(window.Page.Locator("#sessions li")).ToHaveCountAsync(1);
        await Assertions.Expect(window.Page.Locator("#passkeys")).ToHaveCountAsync(0);
    }

    // By name rather than by address: passkeys belong to a name.
    private async Task<ConsoleWindow> OpenAsync(ServerProcess server)
    {
        var address = new UriBuilder(server.Address) { Host = "localhost" }.Uri;
        var window = await chromium.OpenAsync(address);
        await window.CreateAdministratorAsync(new Uri(address, (await server.SetUpLinkAsync()).PathAndQuery));
        return window;
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("WebAuthn.enable");
        await tools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new
            {
                protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true,
                automaticPresenceSimulation = true,
            },
        });
    }
}
