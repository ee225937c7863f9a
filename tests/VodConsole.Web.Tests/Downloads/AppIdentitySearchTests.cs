using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads.AppIdentities;
using VodConsole.Protocol.Formats.KeyFiles;
using VodConsole.Web.Components.Downloads;

namespace VodConsole.Web.Tests.Downloads;

public sealed class AppIdentitySearchTests : ConsoleContext
{
    private const string Password = "password";

    private readonly X509Certificate2 _certificate = Certify();
    private readonly List<FoundIdentity> _raised = [];
    private readonly BunitJSModuleInterop _browser;

    public AppIdentitySearchTests()
    {
        Services.AddAppIdentities();
        var module = JSInterop.SetupModule("./Components/Downloads/AppIdentitySearch.razor.js");
        _browser = module.SetupModule("attach", _ => true);
        _browser.Mode = JSRuntimeMode.Strict;
        _browser.SetupVoid("detach").SetVoidResult();
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await SignInAsync(Role.Operator);
    }

    [Theory]
    [InlineData(AppPlatform.Android)]
    [InlineData(AppPlatform.Windows)]
    public async Task Fills_in_the_identifier_for_the_platform_that_the_form_has(AppPlatform platform)
    {
        var helper = RenderHelper(platform);

        await ChooseAsync(helper, _certificate.RawData, "release.cer");

        Assert.Equal(platform, Assert.Single(_raised).Identity.Platform);
        Assert.Contains("Found and filled in", helper.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, helper.FindAll(".found li").Count);
    }

    [Fact]
    public async Task Asks_which_of_several_is_meant_and_takes_the_answer()
    {
        var helper = RenderHelper();

        await ChooseAsync(helper, _certificate.RawData, "release.cer");
        Assert.Empty(_raised);
        await helper.FindAll(".found button")[1].ClickAsync(new());

        Assert.Equal(AppPlatform.Windows, Assert.Single(_raised).Identity.Platform);
        Assert.Equal(["false", "true"], helper.FindAll(".found button").Select(button => button.GetAttribute("aria-pressed")));
    }

    [Theory]
    [InlineData(0, "empty")]
    [InlineData((2L << 30) + 1, "at most 2 GiB are accepted")]
    public async Task Refuses_by_size_before_anything_is_read(long size, string words)
    {
        var helper = RenderHelper();

        await helper.InvokeAsync(() => helper.Instance.Chosen(1, "player.apk", size));

        Assert.Contains(words, helper.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(_browser.Invocations, call => call.Identifier == "read");
    }

    [Fact]
    public async Task Asks_for_a_password_when_one_is_needed_and_forgets_it()
    {
        var helper = RenderHelper(AppPlatform.Android);

        await ChooseAsync(helper, _certificate.Export(X509ContentType.Pkcs12, Password), "release.p12");
        Assert.Empty(helper.FindAll("[role=alert]"));
        Assert.Contains("locked", helper.Find("[role=status]").TextContent, StringComparison.Ordinal);
        await UnlockAsync(helper, "wrong");
        Assert.Contains("does not open", helper.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("", helper.Find("input[type=password]").GetAttribute("value") ?? "");
        await UnlockAsync(helper, Password);

        Assert.Equal(AppPlatform.Android, Assert.Single(_raised).Identity.Platform);
        Assert.Empty(helper.FindAll("input[type=password]"));
        Assert.DoesNotContain(Password, helper.Markup.Replace("type=\"password\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    public static TheoryData<string> Failures => ["gone", "script", "slow", "ended"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Says_what_to_do_when_the_browser_does_not_hand_the_file_over(string failure)
    {
        _browser.Setup<IJSStreamReference>("read", _ => true).SetException<Exception>(failure switch
        {
            "gone" => new JSDisconnectedException("gone"),
            "script" => new JSException("NotReadableError"),
            "slow" => new TimeoutException(),
            _ => new EndOfStreamException(),
        });
        var helper = RenderHelper();

        await helper.InvokeAsync(() => helper.Instance.Chosen(1, "player.apk", 1000));

        Assert.Contains("could not read the file", helper.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_slice_that_is_longer_than_was_asked_for()
    {
        _browser.Setup<IJSStreamReference>("read", _ => true).SetResult(new Slice(new byte[5000]));
        var helper = RenderHelper();

        await helper.InvokeAsync(() => helper.Instance.Chosen(1, "player.apk", 100));

        Assert.Contains("could not read the file", helper.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_a_second_file_replace_one_that_is_still_being_read()
    {
        var helper = RenderHelper(AppPlatform.Android);
        _browser.Setup<IJSStreamReference>("read", call => Equals(call.Arguments[0], 1));
        _browser.Setup<IJSStreamReference>("read", call => Equals(call.Arguments[0], 2)).SetResult(new Slice(_certificate.RawData));

        var first = helper.InvokeAsync(() => helper.Instance.Chosen(1, "large.apk", 1000));
        Assert.Contains("Reading large.apk", helper.Find("[role=status]").TextContent, StringComparison.Ordinal);
        await helper.InvokeAsync(() => helper.Instance.Chosen(2, "release.cer", _certificate.RawData.Length));

        Assert.Single(_raised);
        await first;
        Assert.Single(_raised);
        Assert.Contains("Found and filled in", helper.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_reading_when_asked()
    {
        var helper = RenderHelper();
        _browser.Setup<IJSStreamReference>("read", _ => true);

        var reading = helper.InvokeAsync(() => helper.Instance.Chosen(1, "large.apk", 1000));
        await helper.Find("[role=status] button").ClickAsync(new());
        await reading;

        Assert.Equal("", helper.Find("[role=status]").TextContent.Trim());
        Assert.Empty(helper.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task Finds_the_fingerprint_in_pasted_text()
    {
        _browser.Setup<IJSStreamReference>("pasted").SetResult(
            new Slice(Encoding.UTF8.GetBytes("别名: 发布\n SHA1: 3A:B0:55:AA:7C:E1:3F:CA:AF:E4:44:29:10:6A:1B:09:2E:E2:0E:73\n")));
        var helper = RenderHelper();

        await helper.Find(".paste button").ClickAsync(new());

        Assert.Equal("发布", Assert.Single(_raised).Name);
    }

    [Fact]
    public async Task Refuses_ten_megabytes_of_pasted_text_without_taking_them_in()
    {
        var text = new Slice(new byte[10 << 20]);
        _browser.Setup<IJSStreamReference>("pasted").SetResult(text);
        var helper = RenderHelper();

        await helper.Find(".paste button").ClickAsync(new());

        Assert.Contains("longer than 1 MiB", helper.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.False(text.IsOpened);
    }

    [Fact]
    public async Task Refuses_someone_who_may_not_make_key_files()
    {
        await using (var db = NewDb())
        {
            db.UserRoles.RemoveRange(db.UserRoles);
            await db.SaveChangesAsync();
        }
        var helper = RenderHelper();

        await ChooseAsync(helper, _certificate.RawData, "release.cer");

        Assert.NotEmpty(helper.FindAll("[role=alert]"));
        Assert.Empty(_raised);
        Assert.DoesNotContain(_browser.Invocations, call => call.Identifier == "read");
    }

    [Fact]
    public async Task Speaks_chinese()
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        try
        {
            var helper = RenderHelper(AppPlatform.Android);
            await ChooseAsync(helper, _certificate.RawData, "release.cer");

            Assert.Contains("已找到并填入：Android，", helper.Find("[role=status]").TextContent, StringComparison.Ordinal);
            Assert.Contains("证书", helper.Find(".found li").TextContent, StringComparison.Ordinal);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [Fact]
    public void Has_words_for_all_that_it_can_find()
    {
        Assert.All(Enum.GetValues<IdentitySource>(), source => Assert.NotEmpty(IdentityWords.Of(source)));
        Assert.All(Enum.GetValues<IdentityWarning>(), warning => Assert.NotEmpty(IdentityWords.Of(warning)));
        Assert.All(Enum.GetValues<AppPlatform>(), platform => Assert.NotEmpty(IdentityWords.Of(platform)));
    }

    private static X509Certificate2 Certify()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=Release, O=Example", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }

    private IRenderedComponent<AppIdentitySearch> RenderHelper(AppPlatform? platform = null) => Render<AppIdentitySearch>(parameters => parameters
        .Add(helper => helper.Platform, platform)
        .Add(helper => helper.Found, EventCallback.Factory.Create<FoundIdentity>(this, _raised.Add)));

    private Task ChooseAsync(IRenderedComponent<AppIdentitySearch> helper, byte[] file, string name)
    {
        _browser.Setup<IJSStreamReference>("read", _ => true).SetResult(new Slice(file));
        return helper.InvokeAsync(() => helper.Instance.Chosen(1, name, file.Length));
    }

    private static async Task UnlockAsync(IRenderedComponent<AppIdentitySearch> helper, string password)
    {
        await helper.Find("input[type=password]").ChangeAsync(new ChangeEventArgs { Value = password });
        await helper.Find(".unlock button").ClickAsync(new());
    }

    private sealed class Slice(byte[] bytes) : IJSStreamReference
    {
        public bool IsOpened { get; private set; }

        public long Length => bytes.Length;

        public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512000, CancellationToken cancellationToken = default)
        {
            IsOpened = true;
            Assert.InRange(bytes.Length, 0, maxAllowedSize);
            return ValueTask.FromResult<Stream>(new MemoryStream(bytes));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
