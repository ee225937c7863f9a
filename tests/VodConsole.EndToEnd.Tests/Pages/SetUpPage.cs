using Microsoft.Playwright;
using VodConsole.EndToEnd.Tests.Browser;

namespace VodConsole.EndToEnd.Tests.Pages;

/// <summary>The first set-up, and the sign-in that follows it.</summary>
internal static class SetUpPage
{
    public const string Email = "admin@example.org";
    public const string Password = "a long enough password 1";

    /// <summary>Follows the printed link and creates the administrator, who is then signed in.</summary>
    public static async Task CreateAdministratorAsync(this ConsoleWindow window, Uri link)
    {
        await window.Page.GotoAsync(link.AbsoluteUri);
        await window.Page.FillAsync("#email", Email);
        await window.Page.FillAsync("#password", Password);
        await window.Page.FillAsync("#repeat", Password);
        await window.Page.ClickAsync("form button[type=submit].vod-button");
        await window.UntilInteractiveAsync();
    }

    /// <summary>Signs somebody in, the administrator unless named.</summary>
    public static async Task SignInAsync(this ConsoleWindow window, string email = Email)
    {
        await window.Page.GotoAsync("/account/sign-in");
        await window.Page.FillAsync("#email", email);
        await window.Page.FillAsync("#password", Password);
        await window.Page.ClickAsync("form button[type=submit].vod-button");
        await window.UntilInteractiveAsync();
    }

    /// <summary>Answers the dialog that asks who is there.</summary>
    public static async Task ConfirmIdentityAsync(this ConsoleWindow window, string password = Password)
    {
        var field = window.Page.Locator("#confirm-password");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await field.FillAsync(password);
        await field.PressAsync("Enter");
        await Assertions.Expect(field).ToHaveCountAsync(0);
    }

    /// <summary>Signs out by the account menu.</summary>
    public static async Task SignOutAsync(this ConsoleWindow window)
    {
        await window.Page.ClickAsync(".vod-bar button[aria-haspopup], .vod-bar .mud-menu button");
        await window.Page.ClickAsync("form[action='/account/sign-out'] button");
        // The address changes before the page has loaded; what says that it has is the page.
        await window.Page.WaitForURLAsync("**/account/sign-in**", new() { WaitUntil = WaitUntilState.Commit });
        await window.Page.WaitForSelectorAsync("#email");
    }
}
