using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Web.Components.ApiAccess;
using VodConsole.Web.Tests.Media;

namespace VodConsole.Web.Tests.ApiAccess;

/// <summary>Access keys and policies as an administrator sees them.</summary>
public sealed class AccessPageTests() : MediaPages(Role.Administrator)
{
    [Fact]
    public void Checks_a_policy_while_it_is_typed_and_saves_only_what_is_valid()
    {
        var page = Render<PolicyPage>(parameters => parameters.Add(one => one.Name, "new"));
        page.WaitForElement("#policy-name").Input("watch-only");
        Assert.Contains("The document is valid", page.Find("#policy-check").TextContent, StringComparison.Ordinal);
        page.Find("#policy-document").Input("""{"Version":"1","Statement":[{"Effect":"Perhaps"}]}""");
        page.WaitForAssertion(() => Assert.Contains("must be \"Allow\" or \"Deny\"", page.Find("#policy-check").TextContent, StringComparison.Ordinal));
        Assert.True(Button(page, "Create policy").HasAttribute("disabled"));

        page.Find("#policy-document").Input("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"vod:GetPlayInfo","Resource":"*"}]}""");
        Button(page, "Create policy").Click();
        page.WaitForAssertion(() => Assert.NotNull(
            Services.GetRequiredService<PolicyRegister>().FindAsync(Actor.System, "watch-only", default).GetAwaiter().GetResult()));
    }

    [Theory]
    [InlineData("write")]
    [InlineData("attach")]
    public async Task A_policy_is_neither_written_nor_attached_before_the_person_has_confirmed_that_it_is_they(string what)
    {
        await using (var db = NewContext())
            await db.SignInSessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.ConfirmedAt, (DateTime?)null));
        var page = Render<PolicyPage>(parameters => parameters.Add(one => one.Name, what == "write" ? "new" : ReadyMadePolicies.Player));
        if (what == "write") page.WaitForElement("#policy-name").Input("watch-only");
        else page.WaitForElement(".attach select").Change("Auditor");

        Button(page, what == "write" ? "Create policy" : "Attach").Click();

        Dialogs.WaitForElement("#confirm-password");
        Assert.All(
            await Services.GetRequiredService<PolicyRegister>().ListAsync(Actor.System, default),
            policy => Assert.True(policy is { IsReadyMade: true, Attachments: 0 }));
    }

    [Theory]
    [InlineData("en", "no statement allows", "must be")]
    [InlineData("zh-CN", "没有语句允许此操作", "必须为")]
    public void Speaks_both_languages(string language, string nothingAllows, string effect)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Contains(nothingAllows, PolicyWords.Explain(new AccessDecision(AccessVerdict.NoPolicyAllows, Role.Auditor)), StringComparison.Ordinal);
        var page = Render<PolicyPage>(parameters => parameters.Add(one => one.Name, "new"));
        page.WaitForElement("#policy-document").Input("""{"Version":"1","Statement":[{"Effect":"Perhaps"}]}""");
        page.WaitForAssertion(() => Assert.Contains(effect, page.Find("#policy-check").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_simulation_shows_the_statement_that_decided()
    {
        await using (var db = NewContext())
        {
            foreach (var user in await db.Users.ToListAsync())
                (user.Email, user.NormalizedUserName) = (user.UserName, user.UserName!.ToUpperInvariant());
            await db.SaveChangesAsync();
        }

        var panel = Render<PolicySimulator>();
        panel.WaitForAssertion(() => Assert.Contains(panel.FindAll("#simulate-user option"), option => option.GetAttribute("value") == Person.Name));
        panel.Find("#simulate-user").Change(Person.Name);
        panel.Find("#simulate-action").Input("vod:GetVideoInfo");
        panel.Find(".vod-card-actions button").Click();
        panel.WaitForAssertion(() => Assert.Contains("\"Effect\": \"Allow\"", panel.Find(".simulator-answer pre").TextContent, StringComparison.Ordinal));
        Assert.Equal("/access/policies/RoleAdministrator", panel.Find(".simulator-answer a").GetAttribute("href"));
    }

    [Fact]
    public void Shows_a_ready_made_policy_without_a_form()
    {
        var page = Render<PolicyPage>(parameters => parameters.Add(one => one.Name, ReadyMadePolicies.Player));
        page.WaitForAssertion(() => Assert.Contains("vod:GetVideoPlayAuth", page.Find("pre").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("textarea"));
    }

    [Fact]
    public void A_policy_that_is_not_there_leaves_the_page_its_heading()
    {
        var page = Render<PolicyPage>(parameters => parameters.Add(one => one.Name, "gone"));
        page.WaitForAssertion(() => Assert.Contains("gone", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("gone", page.Find("h1").TextContent);
    }

    [Fact]
    public async Task An_access_key_is_made_only_for_somebody()
    {
        await Dialogs.InvokeAsync(() => Services.GetRequiredService<MudBlazor.IDialogService>().ShowAsync<CreateAccessKeyDialog>());
        var act = Dialogs.WaitForElement(".mud-dialog-actions .mud-button-filled");
        Assert.True(act.HasAttribute("disabled"));
    }

    private static IElement Button(IRenderedComponent<PolicyPage> page, string text) =>
        page.FindAll("button").First(button => button.TextContent.Trim() == text);
}
