using System.Diagnostics;
using Bunit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess;
using VodConsole.Web.Components.Accounts;
using VodConsole.Web.Components.ApiAccess;
using VodConsole.Web.Tests.Media;

namespace VodConsole.Web.Tests.Accounts;

/// <summary>The dialog that asks who is there, over a dialog that needs to know.</summary>
public sealed class StepUpDialogTests() : MediaPages(Role.Administrator)
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Asks_refuses_a_wrong_password_and_then_goes_on_with_what_was_typed()
    {
        await OpenUnconfirmedAsync();
        Dialogs.WaitForElement("#access-key-note").Input("for the shop");
        Click("Create");

        Dialogs.WaitForElement("#confirm-password").Input("not the password");
        Dialogs.Find("#confirm-identity").Submit();
        Dialogs.WaitForAssertion(() => Assert.Contains("password is not right", Dialogs.Markup, StringComparison.Ordinal));
        Assert.Empty(await KeysAsync());

        Dialogs.Find("#confirm-password").Input(Password);
        Dialogs.Find("#confirm-identity").Submit();
        await WaitForKeyAsync();
        Assert.Equal("for the shop", Assert.Single(await KeysAsync()).Note);
    }

    [Fact]
    public async Task Cancelling_leaves_everything_as_it_was_and_says_why()
    {
        await OpenUnconfirmedAsync();
        Dialogs.WaitForElement("#access-key-note").Input("for the shop");
        Click("Create");

        Dialogs.WaitForElement("#confirm-password");
        Click("Cancel");

        Dialogs.WaitForAssertion(() => Assert.Contains("Confirm that it is you before this", Dialogs.Markup, StringComparison.Ordinal));
        Assert.Empty(await KeysAsync());
    }

    [Theory]
    [InlineData("add")]
    [InlineData("invite")]
    [InlineData("role")]
    [InlineData("password")]
    [InlineData("link")]
    [InlineData("second factor")]
    public async Task The_users_page_asks_before_it_gives_somebody_a_way_in(string what)
    {
        await SetUnconfirmedAsync();
        await using (var db = NewContext())
        {
            db.Add(new SecondFactor { UserId = Person.UserId!.Value, Wrapped = [1], KekVersion = 1, EnabledAt = DateTime.UnixEpoch });
            await db.SaveChangesAsync();
        }

        var page = Render<UsersPage>();
        if (what is "add" or "invite")
        {
            page.WaitForElement(".mud-button-root");
            page.FindAll("button").First(button => button.TextContent.Contains(what == "add" ? AccountText.AddUser : AccountText.Invite, StringComparison.Ordinal)).Click();
        }
        else
        {
            Choose(page, what switch
            {
                "role" => AccountText.SetRole, "password" => AccountText.ResetPassword, "link" => AccountText.MakeResetLink, _ => AccountText.ResetTwoFactor,
            });
        }

        Dialogs.WaitForElement(".mud-dialog-actions button");
        Dialogs.FindAll(".mud-dialog-actions button")[^1].Click();
        Dialogs.WaitForElement("#confirm-password");
    }

    [Fact]
    public async Task The_users_page_asks_before_it_unlocks()
    {
        await SetUnconfirmedAsync();
        await using (var db = NewContext())
        {
            // By wrong passwords and for a while, which ends no session.
            (await db.Users.SingleAsync()).LockoutEnd = TimeProvider.System.GetUtcNow().AddMinutes(10);
            await db.SaveChangesAsync();
        }

        Choose(Render<UsersPage>(), AccountText.Unlock);
        Dialogs.WaitForElement("#confirm-password");
    }

    [Theory]
    [InlineData("enable")]
    [InlineData("network")]
    public async Task The_page_of_access_keys_asks_before_it_lets_one_in_again_or_from_elsewhere(string what)
    {
        await SetUnconfirmedAsync();
        await using (var db = NewContext())
        {
            db.Add(new AccessKey
            {
                Id = "LTAI0000", UserId = Person.UserId!.Value, Wrapped = [1], KekVersion = 1, CreatedBy = "x", CreatedAt = DateTime.UnixEpoch,
                IsDisabled = true, AllowedAddresses = "192.0.2.0/24",
            });
            await db.SaveChangesAsync();
        }

        Choose(Render<AccessKeysPage>(), what == "enable" ? AccessKeyText.Enable : AccessKeyText.EditLimits);
        if (what == "network")
        {
            Dialogs.WaitForElement("#access-key-networks").Input("");
            Dialogs.FindAll(".mud-dialog-actions button")[^1].Click();
        }

        Dialogs.WaitForElement("#confirm-password");
        Assert.True(Assert.Single(await KeysAsync()) is { IsDisabled: true, AllowedAddresses: "192.0.2.0/24" });
    }

    private void Choose<TPage>(IRenderedComponent<TPage> page, string word) where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        page.WaitForElement(".vod-actions .mud-menu button").Click();
        Popovers.WaitForElement(".mud-menu-item");
        Popovers.FindAll(".mud-menu-item").First(item => item.TextContent.Trim() == word).Click();
    }

    private async Task SetUnconfirmedAsync()
    {
        await using var db = NewContext();
        await db.SignInSessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.ConfirmedAt, (DateTime?)null));
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Email, user => user.UserName));
    }

    private async Task OpenUnconfirmedAsync()
    {
        using (var scope = Services.CreateScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<VodUser>>();
            var user = (await users.FindByIdAsync(Person.UserId!.Value.ToString()))!;
            user.Email = Person.Name;
            Assert.True((await users.AddPasswordAsync(user, Password)).Succeeded);
        }

        await Services.GetRequiredService<VodConsole.Core.Keys.KeyRingCheck>().EnsureAsync(default);
        await using var db = NewContext();
        await db.SignInSessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.ConfirmedAt, (DateTime?)null));
        await Dialogs.InvokeAsync(() => Services.GetRequiredService<MudBlazor.IDialogService>().ShowAsync<CreateAccessKeyDialog>(
            "", new MudBlazor.DialogParameters<CreateAccessKeyDialog> { { one => one.Email, Person.Name } }));
    }

    // Not awaited: the click is over only once the dialog that it opens has been answered.
    private void Click(string word) =>
        Dialogs.FindAll("button").Last(button => button.TextContent.Contains(word, StringComparison.Ordinal)).Click();

    private async Task<List<AccessKey>> KeysAsync()
    {
        await using var db = NewContext();
        return await db.AccessKeys.ToListAsync();
    }

    private async Task WaitForKeyAsync()
    {
        for (var waited = Stopwatch.StartNew(); (await KeysAsync()).Count == 0 && waited.Elapsed < TimeSpan.FromMinutes(1);) await Task.Delay(50);
    }
}
