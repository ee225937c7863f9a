using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Web.Components.Downloads;
using VodConsole.Web.Components.Elements;

namespace VodConsole.Web.Tests.Downloads;

/// <summary>The register of key files and its dialogs.</summary>
public sealed class KeysPageTests : DownloadPages
{
    [Theory]
    [InlineData("en", "Live", "Being replaced", "Expired", "Revoked")]
    [InlineData("zh-CN", "有效", "轮换中", "已过期", "已吊销")]
    public async Task Says_where_each_key_file_stands(string language, params string[] words)
    {
        foreach (var status in Enum.GetValues<KeyFileStatus>()) await AddKeyFileAsync($"com.example.{status}", status);
        Read(language);
        var page = Render<KeysPage>();
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll(".key-status").Count));
        foreach (var word in words) Assert.Contains(page.FindAll(".key-status"), cell => cell.TextContent.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Narrows_by_what_stands_in_the_address_and_exports_the_same()
    {
        await AddKeyFileAsync("com.example.one", label: "Kiosk");
        await AddKeyFileAsync("com.example.two", KeyFileStatus.Revoked, "Old kiosk");
        Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/download/keys?q=kiosk&status=Revoked");

        var page = Render<KeysPage>();

        page.WaitForAssertion(() => Assert.Equal(["Old kiosk"], page.FindAll("td.key-label bdi").Select(cell => cell.TextContent)));
        Assert.Contains("status=Revoked", page.Find("a[download]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_what_to_do_while_there_is_none()
    {
        var page = Render<KeysPage>();
        page.WaitForAssertion(() => Assert.Contains(KeyText.EmptyTitle, page.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Revokes_for_a_reason_only_and_says_what_it_does(string language)
    {
        var file = await AddKeyFileAsync("com.example.one", label: "Kiosk");
        Read(language);
        var page = Render<KeysPage>();
        ChooseAction(page, KeyText.Revoke);
        Dialogs.WaitForAssertion(() => Assert.Contains(Format(KeyText.RevokeTitle, "Kiosk"), Dialogs.Markup, StringComparison.Ordinal));
        Assert.Contains(KeyText.RevokeEffect, Dialogs.Markup, StringComparison.Ordinal);

        Press(KeyText.RevokeAct);
        Dialogs.WaitForElement(".mud-alert, .vod-error, [role=alert]");
        Assert.Null((await ReadAsync(file.Id)).RevokedAt);

        Dialogs.Find("#revoke-reason").Input("The keystore leaked");
        Press(KeyText.RevokeAct);
        Messages.WaitForAssertion(() => Assert.Contains(Format(KeyText.WasRevoked, "Kiosk"), Messages.Markup, StringComparison.Ordinal));
        Assert.Equal("The keystore leaked", (await ReadAsync(file.Id)).RevokeReason);
    }

    [Fact]
    public async Task Describes_and_leaves_what_another_operator_wrote_to_the_person()
    {
        var file = await AddKeyFileAsync("com.example.one", label: "Kiosk");
        var page = Render<KeysPage>();
        ChooseAction(page, KeyText.Describe);
        Dialogs.WaitForElement("#describe-note").Input("For the fair");
        await using (var db = NewContext())
            await db.KeyFiles.ExecuteUpdateAsync(set => set.SetProperty(row => row.Note, "Theirs").SetProperty(row => row.Version, Guid.NewGuid()));

        Press(KeyText.Save);
        Dialogs.WaitForElement("[role=alert], .mud-alert, .vod-error");
        Assert.Equal("Theirs", (await ReadAsync(file.Id)).Note);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("30", 30)]
    public async Task Rotates_with_an_overlap_and_hands_the_new_file_out_once(string overlap, int days)
    {
        await AllowKeyFilesAsync();
        var file = await AddKeyFileAsync("com.example.one", label: "Kiosk");
        var page = Render<KeysPage>();
        ChooseAction(page, KeyText.Rotate);
        Dialogs.WaitForElement("#rotate-overlap").Change(overlap);
        Press(KeyText.RotateAct);
        Assert.NotEmpty(Dialogs.FindAll("[data-met=false]"));

        Dialogs.Find("#rotate-private-key").Input("AppDecryptKeyIos20230101");
        Press(KeyText.RotateAct);

        Dialogs.WaitForAssertion(() => Assert.Contains(KeyText.Made, Dialogs.Markup, StringComparison.Ordinal));
        Assert.Single(JSInterop.Invocations["vod.save"]);
        Assert.DoesNotContain("AppDecryptKeyIos20230101", Dialogs.Markup, StringComparison.Ordinal);
        var old = await ReadAsync(file.Id);
        var left = old.ValidUntil!.Value - TimeProvider.System.GetUtcNow().UtcDateTime;
        Assert.InRange(left.TotalDays, days - 0.1, days + 0.1);
        Assert.Equal(file.Identity, (await ReadAsync(old.ReplacedById!.Value)).Identity);
    }

    private void ChooseAction(IRenderedComponent<KeysPage> page, string action)
    {
        page.WaitForElement("td.vod-actions .mud-menu button").Click();
        Popovers.WaitForElement(".mud-menu-item");
        Popovers.FindAll(".mud-menu-item").Single(item => item.TextContent.Trim() == action).Click();
    }

    private void Press(string act) => Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == act).Click();

    private async Task<KeyFile> ReadAsync(Guid id)
    {
        await using var db = NewContext();
        return await db.KeyFiles.AsNoTracking().SingleAsync(file => file.Id == id);
    }

    private static string Format(string format, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, format, arguments);
}

/// <summary>The same page for someone who may only look.</summary>
public sealed class KeysPageForAuditorsTests() : DownloadPages(Role.Auditor)
{
    [Fact]
    public async Task Shows_everything_and_offers_no_change()
    {
        await AddKeyFileAsync("com.example.one", label: "Kiosk");
        var page = Render<KeysPage>();
        page.WaitForElement("td.key-label");
        Assert.Empty(page.FindAll(".mud-menu"));
        Assert.DoesNotContain(KeyText.GetKey, page.Find(".vod-heading-actions").TextContent, StringComparison.Ordinal);
    }
}
