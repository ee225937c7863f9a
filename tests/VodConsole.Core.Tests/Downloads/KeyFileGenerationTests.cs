using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Audit;
using VodConsole.Core.Downloads;
using VodConsole.Core.Keys;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Tests.Downloads;

public sealed class KeyFileGenerationTests : IAsyncLifetime
{
    private readonly KeyFileBench bench = new();

    [Theory]
    [InlineData(AppPlatform.Android, "bb0dac74d32109ef9c711a5e772c8ebf03fdfa5a", "android-sha1:bb0dac74d32109ef9c711a5e772c8ebf03fdfa5a")]
    [InlineData(AppPlatform.Ios, "com.example.Player", "ios-bundle:com.example.Player")]
    [InlineData(AppPlatform.Windows, "00 C0:FF EE", "windows-serial:c0ffee")]
    public async Task The_file_opens_for_its_app_with_the_public_key_of_the_list_and_is_in_the_register(
        AppPlatform platform, string typed, string canonical)
    {
        var asked = await bench.FormAsync(platform, typed, label: " My app ", note: "For the\r\nbeta");
        var made = await bench.Generation.GenerateAsync(Actor.System, asked, default);

        var pinned = Assert.Single(await bench.Signing.ListAsync(Actor.System, SigningPurpose.KeyFile, default));
        var licence = Assert.Single(await bench.Signing.ListAsync(Actor.System, SigningPurpose.Licence, default));
        var reader = new KeyFileReader(pinned.Spki);
        using var payload = reader.Open(made.Content, AppIdentity.FindCanonical(canonical)!);
        Assert.Equal(licence.Spki, Assert.Single(payload.LicenceKeys).ToArray());
        var facts = reader.ReadEnvelope(made.Content);
        Assert.Equal((asked.Id, platform, KeyFileKdf.None, bench.Clock.GetUtcNow()), (facts.Header.KeyFileId, facts.Header.Platform, facts.Header.Kdf, facts.Header.IssuedAt));

        var row = await bench.RowAsync(asked.Id);
        Assert.Equal((canonical, "My app", "For the\nbeta", "system", bench.Now), (row.Identity, row.Label, row.Note, row.CreatedBy, row.CreatedAt));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(made.Content)), row.Fingerprint);
        Assert.Equal((row.Fingerprint, KeyFileStatus.Live), (made.Fingerprint, row.Status));
        Assert.Equal(payload.Secret.ToArray(), await UnwrapAsync(asked.Id));
    }

    [Fact]
    public async Task A_secret_that_was_moved_to_another_row_does_not_open()
    {
        var (one, other) = (await bench.GenerateAsync(), await bench.GenerateAsync());
        await using var db = bench.NewContext();
        var wrapped = WrappedKey.Parse((await db.KeyFiles.SingleAsync(file => file.Id == one.Id)).Wrapped);
        await Assert.ThrowsAsync<CryptoRejectedException>(() => bench.Get<IKeyEncryptionKey>()
            .UnwrapAsync(KeyPurpose.KeyFile, wrapped, KeyFileContext.For(other.Id), default));
    }

    [Fact]
    public async Task The_private_key_is_nowhere_in_the_database_the_logs_or_what_a_debugger_shows()
    {
        var asked = await bench.FormAsync(label: "App");
        var made = await bench.Generation.GenerateAsync(Actor.System, asked, default);
        await bench.Rotation.RotateAsync(Actor.System, made.Id, await bench.ReplacementAsync(KeyFileOverlap.None), default);
        var refused = await bench.FormAsync(identifier: "no identifier at all");
        await Assert.ThrowsAsync<VodConsole.Core.Refusals.VodException>(() => bench.Generation.GenerateAsync(Actor.System, refused, default));

        Assert.DoesNotContain(KeyFileBench.PrivateKey, bench.Log.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(KeyFileBench.PrivateKey, $"{asked}{made}", StringComparison.Ordinal);
        await bench.CheckpointAsync();
        var secret = await UnwrapAsync(made.Id);
        // The database's last connection takes files with it when it closes, and tests beside this one empty the pools.
        await using var open = bench.NewContext();
        await open.Database.OpenConnectionAsync();
        foreach (var file in Directory.EnumerateFiles(bench.Folder, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(KeyFileBench.PrivateKey)) < 0, file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(KeyFileBench.PrivateKey)) < 0, file);
            Assert.True(bytes.AsSpan().IndexOf(secret) < 0, file);
        }
    }

    [Fact]
    public async Task The_audit_log_says_who_made_which_key_file_and_nothing_secret()
    {
        var person = await bench.AddPersonAsync(Role.Operator);
        var made = await bench.Generation.GenerateAsync(person, await bench.FormAsync(label: "Kiosk"), default);

        await using var db = bench.NewContext();
        var entry = await db.AuditEntries.SingleAsync(one => one.Action == AuditAction.KeyFileGenerated);
        Assert.Equal((person.Name, "key-file", $"{made.Id:N}", "Kiosk"), (entry.ActorName, entry.TargetKind, entry.TargetId, entry.TargetName));
        Assert.Contains(made.Fingerprint, entry.After, StringComparison.Ordinal);
        Assert.Contains("android-sha1:bb0dac", entry.After, StringComparison.Ordinal);
        Assert.Equal(2, await db.AuditEntries.CountAsync(one => one.Action == AuditAction.SigningKeyMade));
    }

    [Theory]
    [InlineData(DownloadMode.Off)]
    [InlineData(DownloadMode.Normal)]
    public async Task Refuses_outside_of_secure_mode_and_after_it_was_left(DownloadMode mode)
    {
        var opened = await bench.FormAsync();
        await bench.SetModeAsync(mode);

        var refusal = await KeyFileBench.RefusedAsync(ErrorCode.KeyFileNeedsSecureMode, () => bench.Generation.GenerateAsync(Actor.System, opened, default));
        Assert.Equal(mode, refusal.Arguments[0]);
        var fresh = await bench.FormAsync();
        await KeyFileBench.RefusedAsync(ErrorCode.KeyFileNeedsSecureMode, () => bench.Generation.GenerateAsync(Actor.System, fresh, default));
        Assert.Empty(await bench.FindAsync(new KeyFileSearch()));
    }

    [Fact]
    public async Task Refuses_a_form_that_was_opened_before_the_mode_went_away_and_came_back()
    {
        var opened = await bench.FormAsync();
        await bench.SetModeAsync(DownloadMode.Off);
        await bench.SetModeAsync(DownloadMode.Secure);
        await KeyFileBench.RefusedAsync(ErrorCode.DownloadSettingsChanged, () => bench.Generation.GenerateAsync(Actor.System, opened, default));
        await bench.GenerateAsync();
    }

    [Fact]
    public async Task A_double_click_makes_one_key_file()
    {
        var asked = await bench.FormAsync();
        var clicks = Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await bench.Generation.GenerateAsync(Actor.System, asked, default);
                return true;
            }
            catch (VodConsole.Core.Refusals.VodException refusal) when (refusal.Code == ErrorCode.KeyFileAlreadyGenerated)
            {
                return false;
            }
        });
        Assert.Single(await Task.WhenAll(clicks), isMade => isMade);
        Assert.Single(await bench.FindAsync(new KeyFileSearch()));
    }

    [Fact]
    public async Task Any_number_of_key_files_for_one_app_are_different()
    {
        var (one, other) = (await bench.GenerateAsync(), await bench.GenerateAsync());
        Assert.NotEqual(one.Fingerprint, other.Fingerprint);
        Assert.NotEqual(await UnwrapAsync(one.Id), await UnwrapAsync(other.Id));
    }

    [Theory]
    [InlineData("", ErrorCode.AppIdentityMissing)]
    [InlineData("com.example.app", ErrorCode.AppIdentityIsBundleId)]
    [InlineData(" BB:0D:AC:74:D3:21:09:EF:9C:71:1A:5E:77:2C:8E:BF:03:FD:FA:5A", ErrorCode.AppIdentityHasOuterSpaces)]
    public Task Refuses_an_app_identifier_by_the_rule_that_it_breaks(string identifier, ErrorCode code) => RefusesAsync(code, identifier: identifier);

    [Theory]
    [InlineData("", ErrorCode.PrivateKeyMissing)]
    [InlineData("Abcdefghijklmn1", ErrorCode.PrivateKeyLength)]
    [InlineData("Abcdefghijklmnopqrstuvwxyz1234567", ErrorCode.PrivateKeyLength)]
    [InlineData("abcdefghijklmnop1", ErrorCode.PrivateKeyWithoutUpperCase)]
    [InlineData("ABCDEFGHIJKLMNOP1", ErrorCode.PrivateKeyWithoutLowerCase)]
    [InlineData("Abcdefghijklmnopq", ErrorCode.PrivateKeyWithoutDigit)]
    [InlineData("Abcdefghijklmnop1 ", ErrorCode.PrivateKeyCharacters)]
    [InlineData("Ａbcdefghijklmnop1", ErrorCode.PrivateKeyCharacters)]
    public Task Refuses_a_private_key_by_the_rule_that_it_breaks(string key, ErrorCode code) => RefusesAsync(code, privateKey: key);

    [Fact]
    public async Task Refuses_ten_megabytes_in_any_field()
    {
        var much = new string('A', 10 * 1024 * 1024);
        await RefusesAsync(ErrorCode.AppIdentityTooLong, identifier: much);
        await RefusesAsync(ErrorCode.PrivateKeyLength, privateKey: much);
        await RefusesAsync(ErrorCode.KeyFileLabelTooLong, label: much);
        await RefusesAsync(ErrorCode.KeyFileNoteTooLong, note: much);
    }

    [Fact]
    public async Task Refuses_invisible_characters_and_a_label_of_65()
    {
        await RefusesAsync(ErrorCode.TextNotAllowed, label: "a\u202Eb");
        await RefusesAsync(ErrorCode.TextNotAllowed, note: "a\u0007b");
        await RefusesAsync(ErrorCode.KeyFileLabelTooLong, label: new string('x', 65));
        await bench.GenerateAsync(new string('x', 64));
    }

    [Fact]
    public async Task Refuses_a_platform_that_there_is_not()
    {
        var asked = await bench.FormAsync((AppPlatform)9);
        await KeyFileBench.RefusedAsync(ErrorCode.AppPlatformUnknown, () => bench.Generation.GenerateAsync(Actor.System, asked, default));
    }

    [Fact]
    public async Task An_auditor_sees_the_register_and_generates_nothing()
    {
        var auditor = await bench.AddPersonAsync(Role.Auditor);
        var asked = await bench.FormAsync();
        await KeyFileBench.RefusedAsync(ErrorCode.Forbidden, () => bench.Generation.GenerateAsync(auditor, asked, default));
        Assert.Empty((await bench.Register.SearchAsync(auditor, new KeyFileSearch(), 0, 20, default)).Rows);
    }

    public Task InitializeAsync() => bench.InitializeAsync();

    public Task DisposeAsync() => bench.DisposeAsync();

    private async Task RefusesAsync(
        ErrorCode code, string identifier = KeyFileBench.Fingerprint, string privateKey = KeyFileBench.PrivateKey, string label = "", string note = "")
    {
        var asked = await bench.FormAsync(AppPlatform.Android, identifier, privateKey, label, note);
        await KeyFileBench.RefusedAsync(code, () => bench.Generation.GenerateAsync(Actor.System, asked, default));
        Assert.Empty(await bench.FindAsync(new KeyFileSearch()));
    }

    private async Task<byte[]> UnwrapAsync(Guid id)
    {
        await using var db = bench.NewContext();
        var wrapped = WrappedKey.Parse((await db.KeyFiles.SingleAsync(file => file.Id == id)).Wrapped);
        return await bench.Get<IKeyEncryptionKey>().UnwrapAsync(KeyPurpose.KeyFile, wrapped, KeyFileContext.For(id), default);
    }
}
