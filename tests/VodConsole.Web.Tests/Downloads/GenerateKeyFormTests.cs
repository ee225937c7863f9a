using Bunit;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Protocol.Formats.KeyFiles;
using VodConsole.Web.Components.Downloads;

namespace VodConsole.Web.Tests.Downloads;

/// <summary>Every rule of the form, said where it is broken and in the reader's language; and one key for one form.</summary>
public sealed class GenerateKeyFormTests : DownloadPages
{
    private const string Fingerprint = "BB:0D:AC:74:D3:21:09:EF:9C:71:1A:5E:77:2C:8E:BF:03:FD:FA:5A";
    private const string PrivateKey = "AppDecryptKeyAndroid20230101";

    [Theory]
    [InlineData("en", AppPlatform.Android, "", "The app identifier is missing.")]
    [InlineData("en", AppPlatform.Android, "AA:BB", "This is no SHA-1 fingerprint.")]
    [InlineData("en", AppPlatform.Android, "com.example.player", "bundle ID")]
    [InlineData("zh-CN", AppPlatform.Android, "AA:BB", "这不是 SHA-1 指纹")]
    [InlineData("en", AppPlatform.Android, "bb0dac74d32109ef9c711a5e772c8ebf03fdfa5abb0dac74d32109ef9c711a5e", "SHA-256")]
    [InlineData("zh-CN", AppPlatform.Android, "bb0dac74d32109ef9c711a5e772c8ebf03fdfa5abb0dac74d32109ef9c711a5e", "SHA-256")]
    [InlineData("en", AppPlatform.Ios, "com example", "This is no bundle ID.")]
    [InlineData("en", AppPlatform.Ios, Fingerprint, "SHA-1")]
    [InlineData("en", AppPlatform.Windows, "not a serial", "no certificate serial number")]
    [InlineData("en", AppPlatform.Windows, "ｃｏｍ", "")]
    [InlineData("en", AppPlatform.Ios, " com.example", "")]
    [InlineData("zh-CN", AppPlatform.Ios, "com.exa\u0301mple", "")]
    public async Task Names_the_rule_that_an_identifier_breaks_and_generates_nothing(string language, AppPlatform platform, string identifier, string words)
    {
        Read(language);
        var form = await OpenAsync();
        form.Find($"input[type=radio][value={platform}]").Change(platform.ToString());
        form.Find("#app-identifier").Input(identifier);
        form.Find("#private-key").Input(PrivateKey);

        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.Contains(words, form.Find(".field-fault").TextContent, StringComparison.Ordinal));
        Assert.Equal("true", form.Find("#app-identifier").GetAttribute("aria-invalid"));
        Assert.Equal(0, await CountAsync());
    }

    [Theory]
    [InlineData("", "Length Characters UpperCase LowerCase Digit")]
    [InlineData("Abcdefghijklmn1", "Length")]
    [InlineData("Abcdefghijklmnopqrstuvwxyz1234567", "Length")]
    [InlineData("abcdefghijklmno1", "UpperCase")]
    [InlineData("ABCDEFGHIJKLMNO1", "LowerCase")]
    [InlineData("Abcdefghijklmnop", "Digit")]
    [InlineData("Abcdefghijklmno1!", "Characters")]
    [InlineData("Abcdefghijklmn１２", "Characters Digit")]
    [InlineData(" Abcdefghijklmno1", "Characters")]
    [InlineData("Abcdefghijklmno1\u0301", "Characters")]
    public async Task Shows_which_rules_a_private_key_breaks_and_generates_nothing(string privateKey, string broken)
    {
        var form = await OpenAsync();
        form.Find("#app-identifier").Input(Fingerprint);
        form.Find("#private-key").Input(privateKey);

        form.Find("form").Submit();

        Assert.Equal(broken.Split(' '), form.FindAll("[data-met=false]").Select(rule => rule.GetAttribute("data-rule")!));
        Assert.Equal("true", form.Find("#private-key").GetAttribute("aria-invalid"));
        Assert.Equal(0, await CountAsync());
    }

    [Theory]
    [InlineData("en", "Read as")]
    [InlineData("zh-CN", "识别为")]
    public async Task Reads_an_identifier_aloud_as_the_key_will_have_it_and_warns_of_a_keystore_that_everybody_has(string language, string words)
    {
        Read(language);
        var form = await OpenAsync();
        form.Find("#app-identifier").Input(Fingerprint.ToLowerInvariant().Replace(":", "", StringComparison.Ordinal));
        Assert.Contains(words, form.Find(".read-as").TextContent, StringComparison.Ordinal);
        Assert.Equal(Fingerprint, form.Find(".read-as code").TextContent);
        Assert.Empty(form.FindAll(".field-warning"));

        form.Find("#app-identifier").Input("5E:8F:16:06:2E:A3:CD:2C:4A:0D:54:78:76:BA:A6:F3:8C:AB:F6:25");
        Assert.NotEmpty(form.Find(".field-warning").TextContent);
    }

    [Fact]
    public async Task Makes_a_random_private_key_that_meets_every_rule_and_hides_it_until_asked()
    {
        var form = await OpenAsync();
        form.Find("#private-key").Input("x");
        Assert.Equal("password", form.Find("#private-key").GetAttribute("type"));

        form.FindAll("button").Single(button => button.TextContent.Trim() == KeyText.Random).Click();

        form.WaitForAssertion(() => Assert.Empty(form.FindAll("[data-met=false]")));
        Assert.Equal("text", form.Find("#private-key").GetAttribute("type"));
    }

    [Fact]
    public async Task Generates_one_key_and_does_not_render_its_private_half_again()
    {
        var form = await OpenAsync();
        form.Find("#app-identifier").Input(Fingerprint);
        form.Find("#private-key").Input(PrivateKey);

        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.Contains(KeyText.Made, form.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(PrivateKey, form.Markup, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync());
        Assert.Single(JSInterop.Invocations["vod.save"]);

        form.FindAll("button").Single(button => button.TextContent.Trim() == KeyText.Another).Click();
        form.WaitForAssertion(() => Assert.Equal("", form.Find("#private-key").GetAttribute("value") ?? ""));
    }

    [Theory]
    [InlineData(DownloadMode.Off)]
    [InlineData(DownloadMode.Normal)]
    public async Task A_form_opened_before_the_mode_changed_generates_nothing_after_it(DownloadMode mode)
    {
        var form = await OpenAsync();
        form.Find("#app-identifier").Input(Fingerprint);
        form.Find("#private-key").Input(PrivateKey);
        await SetModeAsync(mode);

        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.Contains(KeyText.NeedsSecure, form.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(PrivateKey, form.Markup, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    private async Task<IRenderedComponent<GenerateKeyForm>> OpenAsync()
    {
        await AllowKeyFilesAsync();
        var form = Render<GenerateKeyForm>();
        form.WaitForElement("#app-identifier");
        return form;
    }

    private async Task<int> CountAsync()
    {
        await using var db = NewContext();
        return await db.KeyFiles.CountAsync();
    }
}

/// <summary>The same form for someone who may only look.</summary>
public sealed class GenerateKeyFormForAuditorsTests() : DownloadPages(Role.Auditor)
{
    [Fact]
    public async Task Offers_nothing_that_would_be_refused()
    {
        await SetModeAsync(DownloadMode.Secure);
        var form = Render<GenerateKeyForm>();
        form.WaitForAssertion(() => Assert.Contains(KeyText.MayNotGenerate, form.Markup, StringComparison.Ordinal));
        Assert.Empty(form.FindAll("form"));
    }
}
