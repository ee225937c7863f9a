using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VodConsole.Core.Accounts;
using VodConsole.Core.Downloads;
using VodConsole.Protocol;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Core.Tests.Downloads;

public sealed class KeyFileInspectionTests : IAsyncLifetime
{
    private readonly KeyFileBench bench = new();

    [Fact]
    public async Task Tells_all_about_a_live_key_file_of_ours()
    {
        var made = await bench.GenerateAsync("Player");
        var found = await InspectAsync(made.Content);

        Assert.True(found.IsReadable && found.IsGenuine && found.IsExact);
        Assert.Equal((AppPlatform.Android, made.Id, KeyFileKdf.None), (found.Envelope.Header.Platform, found.Envelope.Header.KeyFileId, found.Envelope.Header.Kdf));
        Assert.Equal((made.Fingerprint, bench.Clock.GetUtcNow()), (found.Envelope.Fingerprint, found.Envelope.Header.IssuedAt));
        Assert.Equal((1, found.Envelope.Header.SignerId), (found.Signer!.Number, found.Signer.KeyId));
        Assert.Equal(("Player", KeyFileStatus.Live), (found.Registered!.Label, found.Registered.Status));
        Assert.Null(found.Trial);
    }

    [Theory]
    [InlineData(AppPlatform.Android, KeyFileBench.Fingerprint, null)]
    [InlineData(AppPlatform.Android, "bb0dac74d32109ef9c711a5e772c8ebf03fdfa5a", null)]
    [InlineData(AppPlatform.Android, "BC:0D:AC:74:D3:21:09:EF:9C:71:1A:5E:77:2C:8E:BF:03:FD:FA:5A", KeyFileFault.WrongApp)]
    [InlineData(AppPlatform.Ios, "com.example.player", KeyFileFault.WrongApp)]
    public async Task Tries_whether_an_app_opens_it(AppPlatform platform, string identifier, KeyFileFault? fault)
    {
        var found = await InspectAsync((await bench.GenerateAsync()).Content, (platform, identifier));
        Assert.Equal((platform, fault), (found.Trial!.App.Platform, found.Trial.Fault));
    }

    [Fact]
    public async Task Tells_what_became_of_it()
    {
        var old = await bench.GenerateAsync();
        await bench.Rotation.RotateAsync(Actor.System, old.Id, await bench.ReplacementAsync(KeyFileOverlap.Days(7)), default);
        Assert.Equal(KeyFileStatus.Replaced, (await InspectAsync(old.Content)).Registered!.Status);
        bench.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(KeyFileStatus.Expired, (await InspectAsync(old.Content)).Registered!.Status);

        await bench.Register.RevokeAsync(Actor.System, old.Id, "leaked", default);
        var revoked = (await InspectAsync(old.Content)).Registered!;
        Assert.Equal((KeyFileStatus.Revoked, bench.Now, "leaked"), (revoked.Status, revoked.RevokedAt, revoked.RevokeReason));
    }

    [Fact]
    public async Task A_file_that_the_register_lost_is_genuine_and_not_in_it()
    {
        var made = await bench.GenerateAsync();
        await using (var db = bench.NewContext()) await db.KeyFiles.ExecuteDeleteAsync();

        var found = await InspectAsync(made.Content);
        Assert.True(found.IsGenuine);
        Assert.Null(found.Registered);
    }

    [Fact]
    public async Task A_changed_file_is_not_genuine_and_its_id_finds_nothing()
    {
        var made = await bench.GenerateAsync();
        made.Content[^70] ^= 1;

        var found = await InspectAsync(made.Content, (AppPlatform.Android, KeyFileBench.Fingerprint));
        Assert.Equal(KeyFileSignature.Invalid, found.Envelope!.Signature);
        Assert.Equal((1, KeyFileFault.BadSignature), (found.Signer!.Number, found.Trial!.Fault));
        Assert.Null(found.Registered);
    }

    [Fact]
    public async Task A_file_of_another_installation_has_a_foreign_signer()
    {
        await bench.GenerateAsync();
        var found = await InspectAsync(Foreign(), (AppPlatform.Android, KeyFileBench.Fingerprint));

        Assert.Equal(KeyFileSignature.UnknownSigner, found.Envelope!.Signature);
        Assert.Equal(KeyFileFault.UnknownSigner, found.Trial!.Fault);
        Assert.Null(found.Signer);
        Assert.Null(found.Registered);
    }

    [Fact]
    public async Task Without_any_signing_key_every_file_is_foreign() =>
        Assert.Equal(KeyFileSignature.UnknownSigner, (await InspectAsync(Foreign())).Envelope!.Signature);

    [Fact]
    public async Task Knows_a_file_by_its_id_when_its_signature_was_rewritten_without_the_key()
    {
        var made = await bench.GenerateAsync();
        var order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
        var s = new System.Numerics.BigInteger(order, isUnsigned: true, isBigEndian: true)
            - new System.Numerics.BigInteger(made.Content.AsSpan(^32..), isUnsigned: true, isBigEndian: true);
        made.Content.AsSpan(^32..).Clear();
        var bytes = s.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(made.Content.AsSpan(^bytes.Length..));

        var found = await InspectAsync(made.Content);
        Assert.Equal((true, false, made.Id), (found.IsGenuine, found.IsExact, found.Registered!.Id));
    }

    [Fact]
    public async Task A_file_of_two_parts_cannot_be_tried_without_the_private_key()
    {
        await bench.GenerateAsync();
        using var pair = await bench.Signing.OpenAsync(SigningPurpose.KeyFile, default);
        Assert.Null(AppDecryptKey.Read(KeyFileBench.PrivateKey, out var key));

        var found = await InspectAsync(Write(new KeyFileSigner(pair), key), (AppPlatform.Android, KeyFileBench.Fingerprint));
        Assert.Equal((true, KeyFileFault.PrivateKeyRequired), (found.IsGenuine, found.Trial!.Fault));
    }

    [Theory]
    [InlineData("", KeyFileFault.Empty)]
    [InlineData("PK", KeyFileFault.BadMagic)]
    public async Task Says_why_something_is_no_key_file(string text, KeyFileFault fault)
    {
        var found = await InspectAsync(System.Text.Encoding.ASCII.GetBytes(text), (AppPlatform.Android, KeyFileBench.Fingerprint));
        Assert.Equal((fault, false), (found.Fault, found.IsReadable));
        Assert.Null(found.Trial);
    }

    [Fact]
    public async Task Says_that_a_file_is_too_large_or_cut_off()
    {
        var made = await bench.GenerateAsync();
        Assert.Equal(KeyFileFault.TooLarge, (await InspectAsync([.. made.Content, .. new byte[KeyFileReader.SizeLimit]])).Fault);
        Assert.Equal(KeyFileFault.Truncated, (await InspectAsync(made.Content[..^1])).Fault);
        Assert.Equal(KeyFileFault.TrailingBytes, (await InspectAsync([.. made.Content, 0])).Fault);
    }

    [Fact]
    public async Task Refuses_an_identifier_with_the_rule_that_it_breaks()
    {
        var made = await bench.GenerateAsync();
        await KeyFileBench.RefusedAsync(ErrorCode.AppIdentityIsBundleId, () => InspectAsync(made.Content, (AppPlatform.Android, "com.example.player")));
    }

    [Fact]
    public async Task Returns_nothing_secret()
    {
        var made = await bench.GenerateAsync();
        var found = await InspectAsync(made.Content, (AppPlatform.Android, KeyFileBench.Fingerprint));
        using var opened = new KeyFileReader(found.Signer!.Spki).Open(made.Content, found.Trial!.App);
        var shown = $"{found} {JsonSerializer.Serialize(found)}";

        Assert.DoesNotContain(Convert.ToHexString(opened.Secret.Span), shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(opened.Secret.Span), shown, StringComparison.Ordinal);
        Assert.DoesNotContain(KeyFileBench.PrivateKey, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_may_inspect_and_nobody_without_an_account()
    {
        var made = await bench.GenerateAsync();
        var auditor = await bench.AddPersonAsync(Role.Auditor);
        Assert.True((await bench.Get<KeyFileInspection>().InspectAsync(auditor, made.Content, null, default)).IsGenuine);
        await KeyFileBench.RefusedAsync(
            ErrorCode.NotSignedIn, () => bench.Get<KeyFileInspection>().InspectAsync(new Actor(Guid.NewGuid(), "x"), made.Content, null, default));
    }

    public Task InitializeAsync() => bench.InitializeAsync();

    public Task DisposeAsync() => bench.DisposeAsync();

    private Task<InspectedKeyFile> InspectAsync(byte[] file, (AppPlatform, string)? app = null) =>
        bench.Get<KeyFileInspection>().InspectAsync(Actor.System, file, app, default);

    private static byte[] Foreign()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Write(new KeyFileSigner(pair));
    }

    private static byte[] Write(KeyFileSigner signer, AppDecryptKey? key = null)
    {
        Assert.Null(AppIdentity.Read(AppPlatform.Android, KeyFileBench.Fingerprint, out var identity));
        using var payload = new KeyFilePayload(identity!, RandomNumberGenerator.GetBytes(KeyFileSecret.Size), [signer.PublicKey]);
        return KeyFileWriter.Write(
            new() { Payload = payload, KeyFileId = Guid.NewGuid(), Salt = RandomNumberGenerator.GetBytes(32), IssuedAt = DateTimeOffset.UnixEpoch, PrivateKey = key, Iterations = 1 },
            signer);
    }
}
