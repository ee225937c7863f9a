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
}
