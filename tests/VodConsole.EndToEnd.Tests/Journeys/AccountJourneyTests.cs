using Microsoft.Playwright;
using VodConsole.EndToEnd.Tests.Browser;
using VodConsole.EndToEnd.Tests.Pages;
using VodConsole.EndToEnd.Tests.Server;

namespace VodConsole.EndToEnd.Tests.Journeys;

[Collection(BrowserTests.Name)]
public sealed class AccountJourneyTests(ChromiumFixture chromium)
{
    [SkippableFact]
    public async Task Creates_the_administrator_by_the_printed_link_signs_out_and_in_again()
    {
        using var folder = new TempFolder();
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using var window = await chromium.OpenAsync(server.Address);

        await window.CreateAdministratorAsync(await server.SetUpLinkAsync());
        await window.SignOutAsync();
        await window.SignInAsync();

        Assert.Equal("/", new Uri(window.Page.Url).AbsolutePath);
        window.AssertUntroubled();
    }

    [SkippableFact]
    public async Task A_page_that_is_open_ends_soon_after_the_account_was_locked()
    {
        const string Operator = "operator@example.org";
        using var folder = new TempFolder();
        var added = await VerbProcess.RunWithInputAsync(
            folder.File("data"), SetUpPage.Password, "users", "add", "--email", Operator, "--role", "Operator", "--password-stdin");
        Assert.True(added.ExitCode == 0, added.Errors);
        await using var server = await ServerProcess.StartAsync(folder.File("data"));
        await using var window = await chromium.OpenAsync(server.Address);
        await window.SignInAsync(Operator);
        await window.GoToAsync("/media/videos");

        var locked = await VerbProcess.RunAsync(folder.File("data"), "users", "lock", "--email", Operator);
        Assert.True(locked.ExitCode == 0, locked.Errors);

        // The 30 seconds are LiveAuthenticationState's interval, which has a test of its own; here it is seen to be kept at all.
        await window.Page.WaitForURLAsync("**/account/sign-in**", new() { WaitUntil = WaitUntilState.Commit });
    }
}
