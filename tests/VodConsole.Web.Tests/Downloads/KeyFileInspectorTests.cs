using System.Globalization;
using System.Security.Cryptography;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Core.Keys;
using VodConsole.Protocol.Formats.KeyFiles;
using VodConsole.Web.Components.Downloads;

namespace VodConsole.Web.Tests.Downloads;

public sealed class KeyFileInspectorTests : ConsoleContext
{
    private const string Sha1 = "BB:0D:AC:74:D3:21:09:EF:9C:71:1A:5E:77:2C:8E:BF:03:FD:FA:5A";

    private IRenderedComponent<KeyFileInspector> inspector = null!;

    public KeyFileInspectorTests() => Services.AddKeys().AddDownloads();

    [Theory]
    [InlineData("en", "Live", "It is genuine", "Valid", "In the register")]
    [InlineData("zh-CN", "有效", "文件真实有效", "有效", "已登记")]
    public async Task Says_that_a_key_file_is_live_and_shows_its_facts(string language, params string[] words)
    {
        var made = await BeginAsync(language);
        Drop(made.Content);

        Says([.. words, "Player", made.Fingerprint, $"{made.Id:N}", Sha1, "Android"]);
        Assert.Equal(3, inspector.FindAll(".vod-chip[data-kind=good]").Count);
    }

    [Theory]
    [InlineData("en", "Revoked", "was revoked on", "leaked")]
    [InlineData("zh-CN", "已吊销", "被吊销", "leaked")]
    public async Task Says_that_it_was_revoked_when_by_whom_and_why(string language, params string[] words)
    {
        var made = await BeginAsync(language);
        await Services.GetRequiredService<KeyFileRegister>().RevokeAsync(Actor.System, made.Id, "leaked", default);
        Drop(made.Content);

        Says([.. words, TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Actor.System.Name]);
    }

    [Theory]
    [InlineData("en", 7, "Being replaced", "counts until")]
    [InlineData("zh-CN", 7, "轮换中", "有效期至")]
    [InlineData("en", -7, "Expired", "has not counted since")]
    [InlineData("zh-CN", -7, "已过期", "而失效")]
    public async Task Says_that_another_takes_its_place(string language, int days, params string[] words)
    {
        var made = await BeginAsync(language);
        await using (var db = NewDb())
            await db.KeyFiles.ExecuteUpdateAsync(set => set.SetProperty(file => file.ValidUntil, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(days)));
        Drop(made.Content);

        Says(words);
    }

    [Theory]
    [InlineData("en", "Not in the register", "restored from an older backup")]
    [InlineData("zh-CN", "不在密钥登记表中", "较早的备份恢复")]
    public async Task Says_that_the_register_does_not_know_it(string language, params string[] words)
    {
        var made = await BeginAsync(language);
        await using (var db = NewDb()) await db.KeyFiles.ExecuteDeleteAsync();
        Drop(made.Content);

        Says(words);
    }

    [Theory]
    [InlineData("en", "Changed or forged", "Invalid", "nothing proves it")]
    [InlineData("zh-CN", "已被修改或伪造", "无效", "均未经证实")]
    public async Task Says_that_it_was_changed(string language, params string[] words)
    {
        var made = await BeginAsync(language);
        made.Content[200] ^= 1;
        Drop(made.Content);

        Says(words);
        Assert.DoesNotContain("Player", inspector.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "From elsewhere", "Foreign signer", "which this installation does not have")]
    [InlineData("zh-CN", "非本系统签发", "外部签名者", "不属于本系统")]
    public async Task Says_that_it_is_of_another_installation(string language, params string[] words)
    {
        await BeginAsync(language);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Drop(Write(new(other)));

        Says(words);
    }

    [Theory]
    [InlineData("en", Sha1, "Opens", Sha1 + " opens it.")]
    [InlineData("zh-CN", Sha1, "可以打开", Sha1 + " 可以打开该文件。")]
    [InlineData("en", "61:ED:37:7E:85:D3:86:A8:DF:EE:6B:86:4B:D8:5B:0B:FA:A5:AF:81", "Does not open", "It is bound to another app.")]
    [InlineData("zh-CN", "61:ED:37:7E:85:D3:86:A8:DF:EE:6B:86:4B:D8:5B:0B:FA:A5:AF:81", "无法打开", "它绑定的是另一个应用。")]
    public async Task Says_whether_an_app_would_open_it(string language, string identifier, params string[] words)
    {
        var made = await BeginAsync(language);
        Drop(made.Content);
        Ask(identifier);

        Says(words);
    }

    [Fact]
    public async Task Says_that_a_file_of_two_parts_cannot_be_tried()
    {
        await BeginAsync("en");
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using (var db = NewDb())
        {
            var signer = new KeyFileSigner(pair);
            db.SigningKeys.Add(new()
            {
                Purpose = SigningPurpose.KeyFile, Number = 2, KeyId = signer.Id, PublicKey = signer.PublicKey.ToArray(), Wrapped = [], KekVersion = 1,
                CreatedAt = DateTime.UnixEpoch,
            });
            await db.SaveChangesAsync();
        }

        Assert.Null(AppDecryptKey.Read("AppDecryptKeyAndroid20230101", out var key));
        Drop(Write(new(pair), key));
        Ask(Sha1);
        Says("Cannot be told", "never asked for here", "PBKDF2, 1,000 iterations", "Signing key 2 of this installation");
    }

    [Theory]
    [InlineData("en", "too long", 1500)]
    [InlineData("en", "no SHA-1 fingerprint", 3)]
    [InlineData("zh-CN", "这不是 SHA-1 指纹", 3)]
    public async Task Names_the_rule_that_an_identifier_breaks_and_still_tells_what_the_file_is(string language, string words, int length)
    {
        var made = await BeginAsync(language);
        Drop(made.Content);
        Ask(new('a', length));

        inspector.WaitForAssertion(() => Assert.Contains(words, inspector.Find(".field-fault").TextContent, StringComparison.Ordinal));
        Says(made.Fingerprint);
    }

    [Theory]
    [InlineData("en", "This is no key file: it does not begin as one does.")]
    [InlineData("zh-CN", "这不是密钥文件：文件开头不符。")]
    public async Task Says_that_something_else_is_no_key_file(string language, string words)
    {
        await BeginAsync(language);
        Drop([1, 2, 3, 4, 5]);

        Says(words);
        Assert.Empty(inspector.FindAll(".vod-facts"));
    }

    [Theory]
    [InlineData("en", 65_536, "it does not begin as one does")]
    [InlineData("en", 65_537, "it has more than 64 KiB")]
    [InlineData("zh-CN", 65_537, "文件超过 64 KiB")]
    [InlineData("en", 0, "the file is empty")]
    public async Task Says_that_a_file_is_too_large_or_empty(string language, int size, string words)
    {
        await BeginAsync(language);
        Drop(new byte[size]);

        Says(words);
    }

    [Fact]
    public async Task Says_that_a_cut_file_is_cut_and_forgets_it_with_the_next()
    {
        var made = await BeginAsync("en");
        Drop(made.Content[..^1]);
        Says("its end is missing");
        Drop(made.Content);
        Says("Live");
        Assert.DoesNotContain("its end is missing", inspector.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_for_a_file_first()
    {
        await BeginAsync("en");
        Ask(Sha1);
        Says("Choose a key file first.");
    }

    [Fact]
    public async Task Checks_a_file_that_was_still_read_when_the_check_was_asked_for()
    {
        var made = await BeginAsync("en");
        var file = new SlowFile(made.Content);
        var reading = ChooseAsync(file);
        Ask(Sha1);
        file.Arrive();
        await reading;

        Says("Opens");
        Assert.DoesNotContain("Choose a key file first.", inspector.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_files_the_later_counts_also_when_the_earlier_is_read_after_it()
    {
        var made = await BeginAsync("en");
        var (earlier, later) = (new SlowFile([1, 2, 3]), new SlowFile(made.Content));
        var readings = (Earlier: ChooseAsync(earlier), Later: ChooseAsync(later));
        later.Arrive();
        await readings.Later;
        earlier.Arrive();
        await readings.Earlier;

        Says("Live");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Has_words_of_its_own_for_every_fault(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var texts = Enum.GetValues<KeyFileFault>().Select(KeyFileVerdictWords.Explain).ToList();
        Assert.Equal(texts.Count, texts.Distinct().Count());
    }

    /// <summary>Signs an auditor in, who may look, and makes a live key file.</summary>
    private Task<GeneratedKeyFile> BeginAsync(string language)
    {
        // Here, since what an asynchronous method sets ends with it.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(language), CultureInfo.GetCultureInfo(language));
        return BeginAsync();
    }

    private async Task<GeneratedKeyFile> BeginAsync()
    {
        await SignInAsync(Role.Auditor);
        await Services.GetRequiredService<KeyRingCheck>().EnsureAsync(default);
        await using (var db = NewDb())
            await db.DownloadSettings.ExecuteUpdateAsync(set => set.SetProperty(settings => settings.Mode, DownloadMode.Secure));
        var generation = Services.GetRequiredService<KeyFileGeneration>();
        var form = await generation.PrepareAsync(Actor.System, default);
        inspector = Render<KeyFileInspector>();
        return await generation.GenerateAsync(
            Actor.System,
            new() { Id = form.Id, SettingsVersion = form.SettingsVersion, Platform = AppPlatform.Android, Identifier = Sha1, PrivateKey = AppDecryptKey.Generate(), Label = "Player", Note = "" },
            default);
    }

    private void Drop(byte[] file) =>
        inspector.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(file, "encryptedApp.dat"));

    private Task ChooseAsync(SlowFile file) => inspector.InvokeAsync(
        () => inspector.FindComponent<InputFile>().Instance.OnChange.InvokeAsync(new InputFileChangeEventArgs([file])));

    private void Ask(string identifier)
    {
        inspector.Find("#inspector-app").Input(identifier);
        inspector.Find("form").Submit();
    }

    private void Says(params string[] words) => inspector.WaitForAssertion(() =>
    {
        var text = inspector.Find(".result").TextContent;
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
    });

    private static byte[] Write(KeyFileSigner signer, AppDecryptKey? key = null)
    {
        Assert.Null(AppIdentity.Read(AppPlatform.Android, Sha1, out var identity));
        using var payload = new KeyFilePayload(identity!, new byte[KeyFileSecret.Size], [signer.PublicKey]);
        return KeyFileWriter.Write(
            new() { Payload = payload, KeyFileId = Guid.NewGuid(), Salt = new byte[32], IssuedAt = DateTimeOffset.UnixEpoch, PrivateKey = key, Iterations = 1000 },
            signer);
    }
}
